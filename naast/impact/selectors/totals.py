"""The totals a report is made of, in one query, and what of them may be told."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Q, QuerySet, Sum

from naast.impact import suppression
from naast.impact.counting import Place
from naast.impact.models import Tally
from naast.impact.periods import Period
from naast.impact.selectors.scopes import Scope
from naast.impact.suppression import Part, Stay
from naast.people.models import Offering

NOTHING: Final = Part(0, 0)


@dataclass(frozen=True, slots=True)
class Totals:
    """Per indicator the parts of one cut. `smallest` is from which number on they are told."""

    parts: Mapping[str, Mapping[Place, Part]]
    counted: Mapping[str, int] = field(repr=False)
    smallest: int = suppression.FLOOR

    def grown(self, indicator: str) -> int | None:
        """How many in the period; None when too few to tell."""
        return suppression.grown(self._of([indicator]), self.smallest)

    def _of(self, indicators: Iterable[str]) -> list[Part]:
        return [part for key in indicators for part in self.parts.get(key, {}).values()]

    def standing(self, came: str, left: Iterable[str]) -> int | None:
        """How many there were when the period ended; None when too few to tell."""
        gone = [self.parts.get(indicator, {}) for indicator in left]
        stays = [
            Stay(part, tuple(each.get(place, NOTHING) for each in gone))
            for place, part in self.parts.get(came, {}).items()
        ]
        return suppression.standing(stays, self.smallest)

    def class_of_share(
        self, spread: str, classes: int, share: float, of: Iterable[str]
    ) -> int | None:
        """In which class of a spread somebody stands with `share` of all before or beside them;
        None when `of`, who they are together, are too few to tell.
        """
        counts = [self.counted.get(f"{spread}-{at}", 0) for at in range(classes)]
        if suppression.grown(self._of(of), self.smallest) is None or not sum(counts):
            return None
        return suppression.class_of_share(counts, share)


def totals_of(scope: Scope, programmes: Collection[str], period: Period) -> Totals:
    """What was counted until the end of the period, in two queries.

    Args: programmes: none for all of them.
    """
    within = Q(quarter__gte=period.first)
    rows = (
        _cut(scope, programmes)
        .filter(quarter__lte=period.last)
        .values("organisation", "programme", "municipality", "indicator")
        .annotate(
            before=Sum("shown", filter=~within),
            grown=Sum("shown", filter=within),
            number=Sum("counted", filter=within),
        )
        .order_by()
    )
    parts: dict[str, dict[Place, Part]] = defaultdict(dict)
    counted: dict[str, int] = defaultdict(int)
    organisations: set[int] = set(scope.organisations)
    for row in rows:
        place = Place(row["organisation"], row["programme"], row["municipality"])
        parts[row["indicator"]][place] = Part(row["before"] or 0, row["grown"] or 0)
        counted[row["indicator"]] += row["number"] or 0
        if parts[row["indicator"]][place].after:  # also how much is hidden tells no more than that
            organisations.add(row["organisation"])
    return Totals(dict(parts), counted, _smallest(organisations, programmes))


def _cut(scope: Scope, programmes: Collection[str]) -> QuerySet[Tally]:
    tallies = Tally.objects.all()
    if scope.organisations:
        tallies = tallies.of_organisations(list(scope.organisations))
    if scope.municipality:
        tallies = tallies.of_municipality(scope.municipality)
    return tallies.filter(programme__in=programmes) if programmes else tallies


def _smallest(organisations: set[int], programmes: Collection[str]) -> int:
    """From which number on totals are told: the highest that any organisation among them wants."""
    offerings = Offering.objects.filter(organisation__in=organisations)
    if programmes:
        offerings = offerings.filter(programme__in=programmes)
    wanted = [int(each.definition().reports.smallest) for each in offerings]
    return max([suppression.FLOOR, *wanted])
