"""For which ages a programme is there, where somebody lives. Ages are a guide, never a wall."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from naast import places
from naast.people.models import Offering, Organisation
from naast.programmes import Programme


@dataclass(frozen=True, slots=True)
class Near:
    """A programme that is there for these ages where somebody lives, and who runs it."""

    programme: Programme
    organisation: Organisation


def options_at(offering: Offering, postcode: str) -> list[str]:
    """The further ages that the municipality of this postcode chose."""
    found = places.find(postcode)
    if found is None:
        return []
    chosen = [c for c in offering.municipal_ages.all() if c.municipality == found.municipality_code]
    return [key for each in chosen for key in each.options]


def welcome_here(
    organisation: Organisation, programme: str, postcode: str, ages: Collection[int]
) -> bool:
    """Whether one of these ages at least is welcome at this postcode; so is who told none."""
    offering = Offering.objects.filter(organisation=organisation, programme=programme).first()
    return offering is None or not ages or _welcomes(offering, postcode, ages)


def near_for(postcode: str, ages: Collection[int], *, but: str) -> Sequence[Near]:
    """The other programmes that are there for one of these ages at this postcode, by name.

    Args: but: the programme that somebody comes from.
    """
    offerings = Offering.objects.exclude(programme=but).select_related("organisation__area")
    offerings = offerings.prefetch_related("municipal_ages")
    near = [
        Near(each.definition(), each.organisation)
        for each in offerings.order_by("pk")
        if each.organisation.area
        and each.organisation.area.contains(postcode)
        and _welcomes(each, postcode, ages)
    ]
    return sorted(near, key=lambda found: str(found.programme.name))


def _welcomes(offering: Offering, postcode: str, ages: Collection[int]) -> bool:
    audience, options = offering.definition().audience, options_at(offering, postcode)
    return any(audience.welcomes(age, options) for age in ages)
