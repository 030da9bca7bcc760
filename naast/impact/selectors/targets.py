"""What was agreed to reach, and for what something can be agreed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from naast.impact.models import Target
from naast.impact.selectors.scopes import Scope, scopes_of
from naast.people.models import Offering, Organisation, Person
from naast.programmes import find


@dataclass(frozen=True, slots=True)
class Agreed:
    """One target as people read it."""

    where: str
    programme: str
    year: int
    number: int


def can_be_set_for(actor: Person) -> tuple[Mapping[str, Scope], Mapping[str, str]]:
    """For which cuts and programmes this person writes down targets."""
    watched = set(actor.organisations_watched())
    places = {
        key: scope
        for key, scope in scopes_of(actor).items()
        if scope.organisation is not None and scope.organisation in watched
    }
    offered = Offering.objects.filter(organisation__in=watched).values_list("programme", flat=True)
    return places, {slug: str(find(slug).name) for slug in sorted(set(offered))}


def agreed(actor: Person) -> list[Agreed]:
    """The targets of the organisations this person works for, the latest year first."""
    titles = {
        (scope.organisation, scope.municipality): scope.title
        for scope in can_be_set_for(actor)[0].values()
    }
    found = Target.objects.filter(organisation__in=actor.organisations_watched())
    return [
        Agreed(
            titles.get((each.organisation_id, each.municipality), str(each.organisation)),
            str(find(each.programme).name), each.year, each.number,
        )
        for each in found.select_related("organisation").order_by("-year", "pk")
    ]  # fmt: skip


def targets_of(scope: Scope, programme: str, year: int) -> list[Target]:
    """What was agreed for this cut in a year, in two queries at most.

    For a municipality that is what was agreed for it, and what organisations agreed that work
    nowhere else.
    """
    agreed = Target.objects.filter(year=year)
    if scope.organisations:
        agreed = agreed.filter(
            organisation__in=scope.organisations, municipality=scope.municipality
        )
    else:
        only_here = Organisation.objects.filter(
            area__municipality_codes=[scope.municipality], area__postcodes=[]
        )
        agreed = agreed.filter(
            Q(municipality=scope.municipality) | Q(municipality="", organisation__in=only_here)
        )
    return list(agreed.filter(programme=programme) if programme else agreed)
