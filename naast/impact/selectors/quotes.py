"""Sentences that families let stand in reports, without a name."""

from dataclasses import dataclass
from typing import Final

from django.utils.text import capfirst

from naast.common.rows import lifted
from naast.impact.models import Quote
from naast.impact.selectors.scopes import Scope
from naast.people.models import Household, Person
from naast.programmes import find

AT_MOST: Final = 6
"""How many sentences stand in one report; the latest first."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and in which part somebody said it; no place and no name."""

    words: str
    role: str


@dataclass(frozen=True, slots=True)
class Place:
    """One part in which a family can offer a sentence, with the one that stands."""

    household: Household
    programme: str
    programme_title: str
    side: str
    role: str
    quote: Quote | None

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.household.pk}:{self.programme}:{self.side}"


def quotes_for(scope: Scope, programme: str) -> list[Said]:
    """The sentences that may stand in this report now. Who withdrew or was erased is not there.

    Only for a whole organisation or more: in one municipality of it few people could have said it.
    """
    if scope.municipality and scope.organisations:
        return []
    with lifted():
        standing = Quote.objects.standing()
        if scope.organisations:
            standing = standing.filter(organisation__in=scope.organisations)
        if scope.municipality:
            standing = standing.filter(organisation__area__isnull=False).select_related(
                "organisation__area"
            )
        if programme:
            standing = standing.filter(programme=programme)
        found = [each for each in standing if _works_only_in(each, scope.municipality)]
        return [Said(each.words, role_words(each.programme, each.side)) for each in found[:AT_MOST]]


def _works_only_in(quote: Quote, municipality: str) -> bool:
    """Whether a sentence is of an organisation that works in this municipality alone."""
    if not municipality:
        return True
    area = quote.organisation.area
    return area is not None and area.municipality_codes == [municipality] and not area.postcodes


def role_words(programme: str, side: str) -> str:
    """How who said it is called in a report."""
    return capfirst(str(find(programme).roles[side].title))


def sides_of(household: Household) -> list[tuple[str, str]]:
    """In which programmes a household takes part, and on which side."""
    asks = household.requests.exclude(confirmed_at=None).values_list("programme", flat=True)
    stands = household.supporters.values_list("programme", flat=True)
    return [
        *((programme, Quote.Side.ASKING.value) for programme in sorted(set(asks))),
        *((programme, Quote.Side.SUPPORTING.value) for programme in sorted(set(stands))),
    ]


def places_of(actor: Person) -> list[Place]:
    """Where this person can offer a sentence for a report."""
    homes = list(Household.objects.of(actor).order_by("pk"))
    mine = Quote.objects.visible_to(actor).standing()
    standing = {(each.household_id, each.programme, each.side): each for each in mine}
    return [
        Place(
            home, programme, str(find(programme).name), side, role_words(programme, side),
            standing.get((home.pk, programme, side)),
        )
        for home in homes
        for programme, side in sides_of(home)
    ]  # fmt: skip
