"""Writing about a family, with the family reading along and answering."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people.models import Household, Person
from naast.support import notices, policies
from naast.support.models import Note, NoteReply


@transaction.atomic
def write_note(*, actor: Person, household_id: int, words: str, now: datetime) -> Note:
    """Write something down about a household. It stands on the family's own page at once.

    Raises: DomainError when nothing is written.
    """
    household = Household.objects.visible_to(actor).get(pk=household_id)
    policies.notes.require(actor, "write", household)
    note = Note.objects.create(
        household=household, words=_something(words), written_by=actor, written_at=now
    )
    logbook.record(actor, "support.note.written", note, now=now, households=[household.pk])
    return note


def _something(words: str) -> str:
    if not words.strip():
        raise DomainError(_("Write something first."))
    return words.strip()


def _note(actor: Person, note_id: int, action: str) -> Note:
    """The note, locked, when the actor may do this with it.

    Raises: Note.DoesNotExist, Refused.
    """
    visible = Note.objects.visible_to(actor).select_related("household", "written_by")
    note = visible.select_for_update(of=("self",)).get(pk=note_id)
    policies.notes.require(actor, action, note.household)
    return note


@transaction.atomic
def answer_note(
    *, actor: Person, note_id: int, words: str, asks_correction: bool, now: datetime
) -> NoteReply:
    """The family says how it sees what was written, and may ask to correct it.

    Raises: DomainError when nothing is written.
    """
    note = _note(actor, note_id, "answer")
    reply = NoteReply.objects.create(
        note=note, words=_something(words), asks_correction=asks_correction,
        written_by=actor, written_at=now,
    )  # fmt: skip
    logbook.record(
        actor, "support.note.answered", note, now=now, households=note.households(),
        asks_correction=asks_correction,
    )  # fmt: skip
    notices.tell_writer(note)
    return reply


@transaction.atomic
def correct_note(*, actor: Person, note_id: int, words: str, now: datetime) -> Note:
    """Write a note anew. The version before stays, for the family and the coordinators to read.

    Raises: DomainError when nothing is written, or somebody corrected this version meanwhile.
    """
    note = _note(actor, note_id, "write")
    if Note.objects.filter(corrects=note).exists():
        raise DomainError(_("Somebody wrote a newer version meanwhile. Look at it, then save."))
    newer = Note.objects.create(
        household=note.household, corrects=note, words=_something(words),
        written_by=actor, written_at=now,
    )  # fmt: skip
    _mark_read(note, actor, now)
    logbook.record(actor, "support.note.corrected", newer, now=now, households=note.households())
    notices.tell_household(note.household)
    return newer


@transaction.atomic
def read_replies(*, actor: Person, note_id: int, now: datetime) -> None:
    """The coordinator tells that they read what the family answered."""
    note = _note(actor, note_id, "read_reply")
    if _mark_read(note, actor, now):
        logbook.record(
            actor, "support.note.reply_read", note, now=now, households=note.households()
        )


def _mark_read(note: Note, actor: Person, now: datetime) -> int:
    return note.replies.filter(read_at=None).update(read_at=now, read_by=actor)
