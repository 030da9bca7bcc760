"""Which further ages a municipality chose within an offering."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people.models import MunicipalAges, Offering, Person


@transaction.atomic
def choose_ages(
    *, actor: Person, offering_id: int, municipality: str, options: Sequence[str], now: datetime
) -> MunicipalAges:
    """Keep which further ages this municipality chose, instead of what it chose before.

    Raises: Offering.DoesNotExist when the actor does not coordinate there; DomainError for ages
    the programme does not know.
    """
    mine = Offering.objects.filter(organisation__in=actor.organisations_coordinated())
    offering = mine.select_for_update(of=("self",)).get(pk=offering_id)
    known = {each.key for each in offering.definition().audience.options}
    if not set(options) <= known:
        raise DomainError(_("This programme does not know those ages."))
    chosen, _new = MunicipalAges.objects.update_or_create(
        offering=offering, municipality=municipality, defaults={"options": sorted(options)}
    )
    logbook.record(
        actor, "support.ages.chosen", offering, now=now, households=[],
        organisation=offering.organisation_id, municipality=municipality,
    )  # fmt: skip
    return chosen
