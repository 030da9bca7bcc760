"""What people send in, who reads along, and every version that was published."""

from naast.library.models.reading_along import Remark, Reviewer
from naast.library.models.submission import ExampleContact, Submission
from naast.library.models.version import PublishedVersion

__all__ = ["ExampleContact", "PublishedVersion", "Remark", "Reviewer", "Submission"]
