"""Pages of the library."""

from naast.library.views.desk import desk, submission
from naast.library.views.links import contact, own, read_along, rewrite
from naast.library.views.reading import elements, example, examples, matrix
from naast.library.views.sending import (
    check_sending,
    keep_section,
    resume_sending,
    send,
    send_section,
)
from naast.library.views.versions import version, versions

__all__ = [
    "check_sending", "contact", "desk", "elements", "example", "examples", "keep_section", "matrix",
    "own", "read_along", "resume_sending", "rewrite", "send", "send_section", "submission",
    "version", "versions",
]  # fmt: skip
