"""Writes about who stands in: a backup for always, and being away for a while."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people import policies
from naast.people.models import Absence, Organisation, Person, Role
from naast.people.standing_in import Covers


@transaction.atomic
def set_backup(
    *, actor: Person, organisation_id: int, person_id: int, backup_id: int | None, now: datetime
) -> None:
    """Say who stands in when a coordinator cannot be reached; None leaves it to a colleague.

    Raises: DomainError for oneself, or for somebody who does not coordinate there.
    """
    organisation = Organisation.objects.get(pk=organisation_id)
    policies.standing_in.require(actor, "set_backup", organisation)
    today = timezone.localdate(now)
    backup = None
    if backup_id is not None:
        backup = _colleague(organisation, person_id, backup_id, today)
    roles = Role.objects.live(today).filter(
        organisation=organisation, person=person_id, kind=Role.Kind.COORDINATOR
    )
    if not roles.update(backup=backup):
        raise DomainError(_("This person does not coordinate here."))
    logbook.record(actor, "people.backup.chosen", organisation, now=now)


@transaction.atomic
def note_absence(
    *,
    actor: Person,
    organisation_id: int,
    person_id: int,
    since: date,
    until: date,
    backup_id: int,
    now: datetime,
) -> Absence:
    """Note that a coordinator is away, and whom families reach in the meantime.

    Raises: DomainError when it ends before it begins or has passed, overlaps another, or the one
    who stands in is the same person, away too, or does not coordinate there.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    policies.standing_in.require(actor, "note_absence", organisation)
    if until < since:
        raise DomainError(_("The last day comes before the first."))
    if until < timezone.localdate(now):
        raise DomainError(_("This time has passed."))
    backup = _colleague(organisation, person_id, backup_id, since)
    there = Absence.objects.filter(organisation=organisation, since__lte=until, until__gte=since)
    if there.filter(person=person_id).exists():
        raise DomainError(_("There is a time away in these days already."))
    if there.filter(person=backup).exists():
        raise DomainError(_("%(name)s is away in these days too.") % {"name": backup.first_name})
    absence = Absence.objects.create(
        person_id=person_id, organisation=organisation, since=since, until=until, backup=backup,
        written_by=actor, written_at=now,
    )  # fmt: skip
    logbook.record(actor, "people.absence.noted", absence, now=now)
    return absence


@transaction.atomic
def drop_absence(*, actor: Person, absence_id: int, now: datetime) -> None:
    """Take a time away back, or end it early."""
    mine = Absence.objects.looked_after_by(actor).select_related("organisation")
    absence = mine.select_for_update(of=("self",)).get(pk=absence_id)
    policies.standing_in.require(actor, "note_absence", absence.organisation)
    logbook.record(actor, "people.absence.dropped", absence, now=now)
    absence.delete()


def _colleague(organisation: Organisation, person_id: int, backup_id: int, on: date) -> Person:
    if backup_id == person_id:
        raise DomainError(_("Nobody stands in for themselves. Choose a colleague."))
    here = {person.pk: person for person in Covers([organisation.pk], on).here(organisation.pk)}
    if person_id not in here or backup_id not in here:
        raise DomainError(_("Choose somebody who coordinates here in that time."))
    return here[backup_id]
