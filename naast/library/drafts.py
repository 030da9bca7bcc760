"""What a sender and a reviewer are typing, kept on the server.

There is no person behind either: the submission stands for its sender, the invitation for who
reads along. Such a draft speaks of the text, so it goes when the text does.
"""

from collections.abc import Iterable

from naast.common.drafts import DraftOf
from naast.library.models import Reviewer, Submission


def of_sender(submission: Submission) -> DraftOf:
    """The text as the sender is changing it."""
    return DraftOf(submission.pk, "library.rewrite", submission.pk)


def of_reviewer(reviewer: Reviewer) -> DraftOf:
    """What somebody who reads along is writing beside it."""
    return DraftOf(reviewer.pk, "library.remarks", reviewer.submission_id)


def about(submissions: Iterable[Submission]) -> list[DraftOf]:
    """All that is being typed about these submissions, by whomever."""
    there = list(submissions)
    reviewers = Reviewer.objects.filter(submission__in=there)
    return [*map(of_sender, there), *map(of_reviewer, reviewers)]
