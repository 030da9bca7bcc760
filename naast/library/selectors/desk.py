"""The desk of who keeps the library: what waits for us, for whom else, and what asks for a look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from naast.kernel.clock import dutch_day
from naast.library.models import PublishedVersion, Remark, Reviewer, Submission
from naast.library.selectors.text import Said, Text, said, text_of
from naast.people.models import Person

Status = Submission.Status


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission with us. `days_left` until its first answer is due (below zero: too late); None
    when it had that answer already.
    """

    submission: Submission
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that is under way, oldest first, and what stands in the library."""

    ours: list[Waiting]
    to_publish: list[Submission]
    elsewhere: list[Submission]
    to_check: list[PublishedVersion]
    shown: list[PublishedVersion]
    resting: list[Submission]


def desk(actor: Person, now: datetime) -> Desk:
    """The desk as `actor` sees it, in two queries."""
    mine = list(Submission.objects.visible_to(actor))
    shown = newest(actor)
    return Desk(
        ours=[
            Waiting(each, None if each.answered_at else (each.due_on - dutch_day(now)).days)
            for each in mine
            if each.status == Status.SENT
        ],
        to_publish=[each for each in mine if each.status == Status.APPROVED],
        elsewhere=[each for each in mine if each.status in (Status.ASKED, Status.APPROVAL)],
        to_check=[each for each in shown if each.wants_a_look(now)],
        shown=[each for each in shown if not each.wants_a_look(now)],
        resting=[each for each in mine if each.status == Status.RESTING],
    )


def newest(actor: Person) -> list[PublishedVersion]:
    """The newest version of what stands in the library, longest unchecked first."""
    if not actor.organisations_watched():
        return []
    found: dict[int, PublishedVersion] = {}
    for version in PublishedVersion.objects.public():
        found.setdefault(version.submission_id, version)
    return sorted(found.values(), key=lambda each: (each.checked_on, each.pk))


def due(actor: Person) -> int:
    """How many submissions wait for `actor` or a colleague."""
    ours = (Status.SENT, Status.APPROVED)
    return Submission.objects.visible_to(actor).filter(status__in=ours).count()


@dataclass(frozen=True, slots=True)
class Looked:
    """One submission on the desk, with its text and all that was said about it."""

    submission: Submission
    text: Text
    said: Sequence[Said]
    reviewers: Sequence[Reviewer]
    versions: Sequence[PublishedVersion]


def looked(submission: Submission, actor: Person) -> Looked:
    """What one reads of a submission that is visible to `actor`."""
    return Looked(
        submission=submission,
        text=text_of(submission.told),
        said=said(Remark.objects.visible_to(actor).filter(submission=submission)),
        reviewers=list(Reviewer.objects.visible_to(actor).filter(submission=submission)),
        versions=list(submission.versions.order_by("-number")),
    )
