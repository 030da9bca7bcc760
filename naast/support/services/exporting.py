"""Taking a copy of everything one may have."""

from datetime import datetime

from django.db import transaction

from naast.common import logbook
from naast.people import policies
from naast.people.models import Person
from naast.support.selectors.export import Export, export_of


@transaction.atomic
def make_export(*, actor: Person, now: datetime) -> Export:
    """Everything the actor may have, written down in the logbook of each home it is about."""
    policies.people.require(actor, "export", actor)
    export = export_of(actor, now=now)
    logbook.record(actor, "people.export.made", actor, now=now, households=export.households)
    return export
