"""How often material led somebody here. These are numbers about nobody, so small ones are shown."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from naast.kernel.clock import dutch_day
from naast.people.models import Organisation, Person
from naast.toolkit.kinds import kind_name
from naast.toolkit.models import Reach
from naast.toolkit.selectors.places import Place, places
from naast.toolkit.subjects import subject

MONTHS: Final = 12
"""How many months the page shows, this one included."""


@dataclass(frozen=True, slots=True)
class Month:
    """What was followed about one subject in one month."""

    subject: str
    month: date
    times: int


@dataclass(frozen=True, slots=True)
class Reached:
    """The page about reach: per subject and month, latest first, and per kind, most first."""

    months: list[Month]
    kinds: list[tuple[str, int]]
    places: list[str]


def reached(actor: Person, now: datetime) -> Reached:
    """How often material led somebody here: what names a place where `actor` coordinates, and what
    names none.
    """
    mine = _places_of(actor)
    keys = ["", *(place.key for place in mine)]
    by_month: Counter[tuple[date, str]] = Counter()
    by_kind: Counter[str] = Counter()
    for row in Reach.objects.filter(place__in=keys, month__gte=_since(now)):
        by_month[row.month, row.subject] += row.times
        by_kind[row.kind] += row.times
    months = [Month(_name(key), month, times) for (month, key), times in by_month.items()]
    months.sort(key=lambda each: (-each.month.toordinal(), -each.times, each.subject))
    kinds = [(kind_name(key), times) for key, times in by_kind.most_common()]
    return Reached(months, kinds, [place.name for place in mine])


def _places_of(actor: Person) -> list[Place]:
    mine = Organisation.objects.filter(pk__in=actor.organisations_coordinated())
    names = set(mine.values_list("name", flat=True))
    return [place for place in places().values() if names & set(place.by)]


def _since(now: datetime) -> date:
    today = dutch_day(now)
    first = today.year * 12 + today.month - MONTHS
    return date(first // 12, first % 12 + 1, 1)


def _name(key: str) -> str:
    found = subject(key)
    return found.name if found else key
