"""What reviewers and contact persons say by their link, without an account."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.clock import dutch_day
from naast.kernel.errors import DomainError
from naast.library import links, policies
from naast.library.models import Remark, Reviewer, Submission
from naast.library.services import mails
from naast.library.table import mark_of

Status = Submission.Status


@transaction.atomic
def remark(*, token: str, words: Mapping[str, str], now: datetime) -> Reviewer:
    """What a reviewer says, part by part, in place of what they said before.

    Raises: DomainError when the link is dead, or nothing was written.
    """
    opened = links.reviewer_of(token, now)
    if opened is None:
        raise DomainError(_("This link does not work any more."))
    reviewer = Reviewer.objects.select_for_update().get(pk=opened.pk)
    actor = policies.reviewer(opened.submission)
    policies.submissions.require(actor, "remark", opened.submission)
    said = {part: text.strip() for part, text in words.items() if text.strip()}
    if not said:
        raise DomainError(_("Write at least one remark; that it is good as it is, counts too."))
    reviewer.remarks.all().delete()
    for part, text in said.items():
        Remark.objects.create(
            submission=opened.submission, by=Remark.By.REVIEWER, reviewer=reviewer, part=part,
            words=text, said_at=now,
        )  # fmt: skip
    reviewer.answered_at = now
    reviewer.save(update_fields=["answered_at"])
    logbook.record(actor, "library.submission.remarked", opened.submission, now=now)
    return reviewer


@transaction.atomic
def approve(*, token: str, seen: str, now: datetime) -> Submission:
    """The contact person says yes to the text as they read it.

    Args: seen: the mark of the text on their page; when it was changed meanwhile they read it anew.
    Raises: DomainError when the link is dead or the text is another one now.
    """
    submission, actor = _by(token, "approve")
    if submission.status != Status.APPROVAL:
        raise DomainError(_("This text is not waiting for your yes now."))
    must_be_as_read(submission, seen)
    submission.status, submission.approved_at, submission.moved_at = Status.APPROVED, now, now
    submission.save(update_fields=["status", "approved_at", "moved_at"])
    logbook.record(actor, "library.submission.approved", submission, now=now)
    return submission


@transaction.atomic
def object_to(*, token: str, words: str, site: str, now: datetime) -> Submission:
    """The contact person asks for a change; the sender reads what. What stands in the library
    stays there until it is changed or the yes is taken back.

    Raises: DomainError when the link is dead, nothing is asked or nothing was written.
    """
    submission, actor = _by(token, "object")
    if submission.status != Status.APPROVAL and not _has_a_yes(submission):
        raise DomainError(_("Nothing is asked of you now."))
    if not words.strip():
        raise DomainError(_("Write what should be different."))
    Remark.objects.create(
        submission=submission, by=Remark.By.CONTACT, words=words.strip(), said_at=now
    )
    submission.status, submission.approved_at, submission.moved_at = Status.ASKED, None, now
    submission.save(update_fields=["status", "approved_at", "moved_at"])
    mails.tell_sender(mails.NEWS, submission, site=site, now=now)
    logbook.record(actor, "library.submission.objected", submission, now=now)
    return submission


@transaction.atomic
def say_right(*, token: str, now: datetime) -> Submission:
    """The contact person says that what stands in the library is still right.

    Raises: DomainError when the link is dead or nothing stands there.
    """
    submission, actor = _by(token, "assure")
    check_again_today(submission, now)
    logbook.record(actor, "library.submission.assured", submission, now=now)
    return submission


@transaction.atomic
def take_yes_back(*, token: str, site: str, now: datetime) -> Submission:
    """The contact person takes the yes back: it leaves the library at once, and no version of it
    comes back with a later yes. The text stays the sender's; who reads along reads it no more.

    Raises: DomainError for a dead link, or when there is no yes.
    """
    submission, actor = _by(token, "take_yes_back")
    if not _has_a_yes(submission):
        raise DomainError(_("There is no yes to take back."))
    submission.versions.all().delete()
    submission.reviewers.filter(until__gt=now).update(until=now)
    submission.status, submission.approved_at = Status.RESTING, None
    submission.is_shown, submission.moved_at = False, now
    submission.save(update_fields=["status", "approved_at", "is_shown", "moved_at"])
    mails.tell_sender(mails.NEWS, submission, site=site, now=now)
    logbook.record(actor, "library.submission.yes_taken_back", submission, now=now)
    return submission


def must_be_as_read(submission: Submission, seen: str) -> None:
    """Refuse a yes to another text than the one that was read. Raises: DomainError."""
    if mark_of(submission.told) != seen:
        raise DomainError(_("The text was changed meanwhile. Please read it once more."))


def check_again_today(submission: Submission, now: datetime) -> None:
    """Count the version that is shown as checked today. Raises: DomainError without one."""
    version = submission.versions.order_by("-number").first()
    if version is None or not submission.is_shown:
        raise DomainError(_("Nothing of this stands in the library."))
    version.checked_on = dutch_day(now)
    version.save(update_fields=["checked_on"])
    submission.moved_at = now
    submission.save(update_fields=["moved_at"])


def _has_a_yes(submission: Submission) -> bool:
    return submission.is_shown or submission.status == Status.APPROVED


def _by(token: str, action: str) -> tuple[Submission, policies.Guest]:
    opened = links.contact_of(token)
    if opened is None:
        raise DomainError(_("This link does not work any more."))
    submission = Submission.objects.select_for_update().get(pk=opened.pk)
    actor = policies.contact(submission)
    policies.submissions.require(actor, action, submission)
    return submission, actor
