"""What the editors do: ask, let read along, ask for a yes, publish, let rest, check again."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.clock import dutch_day
from naast.kernel.errors import DomainError
from naast.library import policies, table
from naast.library.models import (
    ExampleContact,
    PublishedVersion,
    Remark,
    Reviewer,
    Submission,
)
from naast.library.reading import our_examples
from naast.library.services import mails
from naast.library.services.answering import check_again_today, must_be_as_read
from naast.library.terms import terms
from naast.people.models import Person

Status = Submission.Status

TRIES: Final = 3
"""How often we look for a free address when others publish at the same moment."""

TAKEN: Final = frozenset({
    "contact", "elementen", "insturen", "inzending", "matrix", "meelezen", "redactie",
})  # fmt: skip
"""Words in addresses of the library that are pages of its own."""


@transaction.atomic
def ask_more(*, actor: Person, uuid: UUID, words: str, site: str, now: datetime) -> Submission:
    """Ask the sender something. Counts as an answer for the public clock.

    Raises: Submission.DoesNotExist, Refused; DomainError when nothing was written.
    """
    submission = _open(actor, uuid, "ask")
    _say(submission, words, now)
    _move(submission, Status.ASKED, now)
    mails.tell_sender(mails.NEWS, submission, site=site, now=now)
    logbook.record(actor, "library.submission.asked", submission, now=now)
    return submission


@transaction.atomic
def let_rest(*, actor: Person, uuid: UUID, words: str, site: str, now: datetime) -> Submission:
    """Say why it does not come into the library now; the sender may change it and send it again.

    Raises: Submission.DoesNotExist, Refused; DomainError when no reason was written.
    """
    submission = _open(actor, uuid, "rest")
    _say(submission, words, now)
    submission.is_shown = False
    _move(submission, Status.RESTING, now)
    mails.tell_sender(mails.NEWS, submission, site=site, now=now)
    logbook.record(actor, "library.submission.rested", submission, now=now)
    return submission


@transaction.atomic
def invite_reviewer(*, actor: Person, uuid: UUID, email: str, site: str, now: datetime) -> Reviewer:
    """Ask somebody by mail to read along, for some weeks. Who was asked already gets a new link.

    Raises: Submission.DoesNotExist, Refused.
    """
    submission = _open(actor, uuid, "invite")
    until = now + timedelta(days=terms().read_along_days)
    reviewer, _made = Reviewer.objects.update_or_create(
        submission=submission, email=email, defaults={"until": until, "invited_at": now}
    )
    mails.ask_reviewer(reviewer, site=site, now=now)
    logbook.record(actor, "library.reviewer.invited", submission, now=now)
    return reviewer


@transaction.atomic
def ask_contact(*, actor: Person, uuid: UUID, seen: str, site: str, now: datetime) -> Submission:
    """Ask the contact person for a yes to the text as it is now. Counts as an answer.

    Args: seen: the mark of the text on the editor's page.
    Raises: Submission.DoesNotExist, Refused; DomainError when the text is another one now, when it
        stands in the library as it is, or when nobody can be reached.
    """
    submission = _open(actor, uuid, "ask_contact")
    must_be_as_read(submission, seen)
    if submission.status in (Status.APPROVED, Status.PUBLISHED):
        raise DomainError(_("The contact person said yes to this text already."))
    contact = _asked(submission, now)
    _move(submission, Status.APPROVAL, now)
    mails.ask_contact(mails.APPROVE, contact, site=site, now=now)
    if contact.email != submission.sender_email:
        mails.tell_sender(mails.NEWS, submission, site=site, now=now)
    logbook.record(actor, "library.contact.asked", submission, now=now)
    return submission


@transaction.atomic
def sort(*, actor: Person, uuid: UUID, kind: str, theme: str, now: datetime) -> Submission:
    """Say what sort of thing it is and where on the map one finds the like; it counts at once.

    Args: theme: a key of the themes of the map; empty when the map has no such kind.
    Raises: Submission.DoesNotExist, Refused.
    """
    submission = _open(actor, uuid, "sort")
    submission.kind, submission.theme = kind, theme
    submission.save(update_fields=["kind", "theme"])
    logbook.record(actor, "library.submission.sorted", submission, now=now)
    return submission


@transaction.atomic
def publish(*, actor: Person, uuid: UUID, seen: str, site: str, now: datetime) -> PublishedVersion:
    """Put the text that the contact person said yes to in the library, as the next version.

    Quotes without a recorded yes stay out of it.
    Args: seen: the mark of the text on the editor's page. A sender can be the contact person too,
        so a yes alone does not tell that one of us read it.
    Raises: Submission.DoesNotExist, Refused; DomainError before the contact person's yes, when the
        text is another one now, or when others just took every address with this title.
    """
    submission = _open(actor, uuid, "publish")
    must_be_as_read(submission, seen)
    if submission.status != Status.APPROVED or submission.approved_at is None:
        raise DomainError(_("The contact person has not said yes to this text yet."))
    _give_address(submission)
    version = PublishedVersion.objects.create(
        submission=submission, number=submission.versions.count() + 1,
        text=table.public(submission.told), approved_at=submission.approved_at, published_at=now,
        checked_on=dutch_day(now),
    )  # fmt: skip
    submission.is_shown = True
    _move(submission, Status.PUBLISHED, now)
    mails.tell_sender(mails.NEWS, submission, site=site, now=now)
    logbook.record(actor, "library.version.published", submission, now=now, number=version.number)
    return version


@transaction.atomic
def ask_to_check(*, actor: Person, uuid: UUID, site: str, now: datetime) -> Submission:
    """Ask the contact person whether what stands in the library is still right.

    Raises: Submission.DoesNotExist, Refused; DomainError when nothing stands there, or nobody can
        be reached.
    """
    submission = _open(actor, uuid, "check")
    if not submission.is_shown:
        raise DomainError(_("Nothing of this stands in the library."))
    mails.ask_contact(mails.CHECK, _asked(submission, now), site=site, now=now)
    logbook.record(actor, "library.contact.asked_to_check", submission, now=now)
    return submission


@transaction.atomic
def assure(*, actor: Person, uuid: UUID, now: datetime) -> Submission:
    """An editor checked what stands in the library and it is still right.

    Raises: Submission.DoesNotExist, Refused; DomainError when nothing stands there.
    """
    submission = _open(actor, uuid, "assure")
    check_again_today(submission, now)
    logbook.record(actor, "library.submission.assured", submission, now=now)
    return submission


def _open(actor: Person, uuid: UUID, action: str) -> Submission:
    submission = Submission.objects.visible_to(actor).select_for_update().get(uuid=uuid)
    policies.submissions.require(actor, action, submission)
    return submission


def _say(submission: Submission, words: str, now: datetime) -> None:
    if not words.strip():
        raise DomainError(_("Write a few words for the sender."))
    Remark.objects.create(
        submission=submission, by=Remark.By.EDITORS, words=words.strip(), said_at=now
    )


def _move(submission: Submission, status: str, now: datetime) -> None:
    """On to the next status; the first time that it leaves our hands, it is answered."""
    submission.status, submission.moved_at = status, now
    submission.answered_at = submission.answered_at or now
    if status not in (Status.APPROVED, Status.PUBLISHED):
        submission.approved_at = None
    submission.save()


def _asked(submission: Submission, now: datetime) -> ExampleContact:
    """The contact person, asked now; the sender when nobody else answers for it."""
    contact = submission.contact_or_none()
    if contact is None:
        if not submission.sender_email:
            raise DomainError(_("Nobody can be reached about this example any more."))
        contact = ExampleContact(submission=submission, email=submission.sender_email)
    contact.asked_at = now
    contact.save()
    return contact


def _give_address(submission: Submission) -> None:
    """An address of its own, kept for good. Somebody may publish under the same title at this very
    moment: who is second looks again what is free. Raises: DomainError when that fails too.
    """
    if submission.slug:
        return
    for _time in range(TRIES):
        submission.slug = _free_address(submission.title)
        try:
            with transaction.atomic():
                submission.save(update_fields=["slug"])
        except IntegrityError:
            continue
        return
    raise DomainError(
        _("Somebody published something with the same title just now. Press once more.")
    )


def _free_address(title: str) -> str:
    """An address in the library that no other example has."""
    begin = slugify(title)[:60] or "voorbeeld"
    taken = TAKEN | {example.slug for example in our_examples()}
    taken |= set(Submission.objects.exclude(slug="").values_list("slug", flat=True))
    return next(
        each for each in (begin, *(f"{begin}-{n}" for n in range(2, 1000))) if each not in taken
    )
