"""Writing about a family, with the family reading along."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people.models import Household, Person
from naast.support import policies
from naast.support.models import Note


@transaction.atomic
def write_note(*, actor: Person, household_id: int, words: str, now: datetime) -> Note:
    """Write something down about a household. It stands on the family's own page at once.

    Raises: DomainError when nothing is written.
    """
    household = Household.objects.visible_to(actor).get(pk=household_id)
    policies.notes.require(actor, "write", household)
    if not words.strip():
        raise DomainError(_("Write something first."))
    note = Note.objects.create(
        household=household, words=words.strip(), written_by=actor, written_at=now
    )
    logbook.record(actor, "support.note.written", note, now=now, households=[household.pk])
    return note
