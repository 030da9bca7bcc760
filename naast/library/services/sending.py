"""What a sender does, without an account: send in, change, take back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.library import drafts, links, policies
from naast.library.example import Kind
from naast.library.models import ExampleContact, Remark, Submission
from naast.library.services import mails
from naast.library.table import Table


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom we answer, and who answers for the example when that is somebody else."""

    name: str
    email: str
    contact_email: str = ""


@transaction.atomic
def send_in(*, told: Table, sender: Sender, site: str, now: datetime) -> Submission:
    """Take in an example and mail the sender the link to it.

    Args:
        told: as `naast.library.table.table_of` makes it.
        site: where this installation is, without a slash at the end.
    """
    submission = Submission(
        told=told, sender_name=sender.name.strip(), sender_email=sender.email, sent_at=now,
        moved_at=now,
    )  # fmt: skip
    policies.submissions.require(policies.visitor(), "send", submission)
    submission.save()
    if sender.contact_email not in ("", sender.email):
        ExampleContact.objects.create(submission=submission, email=sender.contact_email)
    mails.tell_sender(mails.SENT, submission, site=site, now=now)
    logbook.record(policies.sender(submission), "library.submission.sent", submission, now=now)
    return submission


@transaction.atomic
def change(*, token: str, told: Table, words: str, now: datetime) -> Submission:
    """The sender writes it anew, or answers a question. Whoever said yes is asked again; what
    stands in the library stays there meanwhile, as it was.

    Args: words: what the sender says with it; may be empty.
    Raises: DomainError for a dead link.
    """
    submission = _by(token)
    actor = policies.sender(submission)
    policies.submissions.require(actor, "change", submission)
    submission.told, submission.status = told, Submission.Status.SENT
    submission.approved_at, submission.moved_at = None, now
    submission.save(update_fields=["told", "status", "approved_at", "moved_at"])
    if words.strip():
        Remark.objects.create(
            submission=submission, by=Remark.By.SENDER, words=words.strip(), said_at=now
        )
    logbook.record(actor, "library.submission.changed", submission, now=now)
    return submission


@transaction.atomic
def take_back(*, token: str, now: datetime) -> None:
    """The sender takes it back: the text, every version, every remark, what was being typed and
    all addresses go at once. Two days stay, for the public clock.

    Raises: DomainError for a dead link.
    """
    submission = _by(token)
    actor = policies.sender(submission)
    policies.submissions.require(actor, "take_back", submission)
    logbook.record(actor, "library.submission.taken_back", submission, now=now)
    empty(submission, now)


def empty(submission: Submission, now: datetime) -> None:
    """Leave nothing of a submission but when it came and when it was answered."""
    for draft in drafts.about([submission]):
        draft.forget()
    submission.versions.all().delete()
    submission.remarks.all().delete()
    submission.reviewers.all().delete()
    ExampleContact.objects.filter(submission=submission).delete()
    Submission.objects.filter(pk=submission.pk).update(**emptied(now))


def emptied(now: datetime) -> dict[str, object]:
    """What takes the place of everything that said something."""
    return {
        "told": "", "sender_name": "", "sender_email": "", "slug": "", "is_shown": False,
        "theme": "", "kind": Kind.PRACTICE.value,
        "status": Submission.Status.RESTING, "approved_at": None, "erased_at": now,
    }  # fmt: skip


def _by(token: str) -> Submission:
    opened = links.own_of(token)
    if opened is None:
        raise DomainError(_("This link does not work any more."))
    return Submission.objects.select_for_update().get(pk=opened.pk)
