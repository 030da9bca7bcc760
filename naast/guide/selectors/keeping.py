"""What needs to be looked at on the map of a region, and what is not there."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from naast.guide.freshness import Freshness, terms
from naast.guide.models import ContactPerson, Missed, Service
from naast.guide.region import municipalities_of
from naast.guide.taxonomy import Term, taxonomy
from naast.people.models import Person
from naast.places import municipalities


@dataclass(frozen=True, slots=True)
class Todo:
    """A service with what it needs. `days` since somebody checked it, None when never."""

    service: Service
    freshness: Freshness
    days: int | None


@dataclass(frozen=True, slots=True)
class Keeping:
    """The page of who keeps the map: what needs a look, oldest first, and everything else."""

    questioned: list[Service]
    due: list[Todo]
    fresh: list[Service]
    waiting: list[ContactPerson]
    lost: int


def keeping(actor: Person, now: datetime) -> Keeping:
    """The map as `actor` keeps it, in three queries."""
    day = timezone.localdate(now)
    mine = list(
        Service.objects.looked_after_by(actor)
        .exclude(status=Service.Status.GONE)
        .select_related("provider")
    )
    todo = [Todo(each, each.freshness(day), _days(each.assured_on, day)) for each in mine]
    due = [each for each in todo if each.freshness is not Freshness.FRESH]
    due.sort(key=lambda each: (each.service.assured_on or date.min, each.service.name))
    people = ContactPerson.objects.looked_after_by(actor).filter(said_yes_at=None)
    return Keeping(
        questioned=[each for each in mine if each.owner_says],
        due=[each for each in due if not each.service.owner_says],
        fresh=[
            each.service for each in todo
            if each.freshness is Freshness.FRESH and not each.service.owner_says
        ],
        waiting=list(people.select_related("service")),
        lost=sum(1 for each in todo if each.freshness is Freshness.HIDDEN),
    )  # fmt: skip


def _days(assured_on: date | None, day: date) -> int | None:
    return None if assured_on is None else (day - assured_on).days


@dataclass(frozen=True, slots=True)
class Gap:
    """A theme and where nothing is found about it."""

    theme: Term
    places: list[str]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Where nothing exists, and what was asked for in vain: words, where, how often."""

    themes: list[Gap]
    missed: list[tuple[str, str, int]]
    places: list[str]
    missed_from: int


def gaps(actor: Person, now: datetime) -> Gaps:
    """What is not there in the municipalities of `actor`. What is there for the whole country does
    not fill a gap: the question is what is near.
    """
    codes = sorted(municipalities_of(actor))
    names = names_of(codes)
    shown = Service.objects.shown(timezone.localdate(now)).filter(nationwide=False)
    there: Counter[tuple[str, str]] = Counter()
    for service in shown.filter(served__code__in=codes).distinct().prefetch_related("served"):
        for each in service.served.all():
            there.update((theme, each.code) for theme in service.themes)
    empty = [
        Gap(term, [names[code] for code in codes if not there[key, code]])
        for key, term in taxonomy().themes.items()
    ]
    since = timezone.localdate(now) - timedelta(days=terms().missed_days)
    asked = Missed.objects.filter(
        municipality__in=codes, times__gte=terms().missed_from, last_on__gte=since
    )
    return Gaps(
        themes=[gap for gap in empty if gap.places],
        missed=[(each.words, names[each.municipality], each.times) for each in asked[:100]],
        places=[names[code] for code in codes],
        missed_from=terms().missed_from,
    )


def names_of(codes: list[str]) -> Mapping[str, str]:
    """Names of municipalities by their CBS code; a code nobody knows stays a code."""
    known = municipalities()
    return {code: known[code].name if code in known else code for code in codes}
