"""What was agreed to reach, and for what something can be agreed."""

from collections.abc import Mapping
from dataclasses import dataclass

from naast.impact.models import Target
from naast.impact.selectors.scopes import Scope, scopes_of
from naast.people.models import Offering, Person
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
