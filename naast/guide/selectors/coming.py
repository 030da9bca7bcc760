"""What there is to go to in the coming days: the times of services near a place, on the calendar.

The map knows days of the week and no dates. So a date here is calculated, and who shows it says so.
Of what is not there every week nobody knows which week it is: that gets its times, and no date.
Hours are those of the clock on the wall in the Netherlands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final

from dateutil.rrule import WEEKLY, rrule
from django.utils import timezone

from naast.guide import opening
from naast.guide.freshness import Freshness
from naast.guide.models import OpeningTime, Service, ServicePlace
from naast.guide.selectors.finding import Question, hits
from naast.kernel.distances import haversine_km
from naast.places import Postcode

DAYS_AHEAD: Final = 14
NEAR_KM: Final = 15.0
"""Farther than this is not around the corner any more."""
MOST: Final = 6
"""How many services are shown."""
LOOKED_AT: Final = 60
"""How many of the best services are asked for their times."""
DATES: Final = 3
"""How many dates of one service are written out."""


@dataclass(frozen=True, slots=True)
class Date:
    """One time one can come."""

    day: date
    opens: time
    hours: str
    note: str


@dataclass(frozen=True, slots=True)
class Coming:
    """A service with its next dates at one place. `more` is how many dates come after these within
    the days that were asked; `rhythm` the times of what is not there every week.
    """

    service: Service
    where: str
    km: float
    dates: tuple[Date, ...]
    more: int
    rhythm: tuple[opening.Line, ...]
    checked_days: int
    amber: bool


@dataclass(frozen=True, slots=True)
class ComingUp:
    """What comes up around a place; `here` is None when nobody knows the place that was typed."""

    here: Postcode | None
    found: tuple[Coming, ...]
    days: int = DAYS_AHEAD
    km: int = int(NEAR_KM)


def coming_up(theme: str, place: str, now: datetime, *, words: str = "") -> ComingUp:
    """What there is about a theme around a place in the coming two weeks: what fits best, soonest
    first; in a fixed number of queries however much there is.

    Args:
        place: a postcode or a place, as it was typed.
        words: what it is like, to choose the best of the theme; without them the nearest.
    """
    fitting, here = hits(Question(theme=theme, words=words, place=place), now)
    if here is None:
        return ComingUp(None, ())
    if words and not fitting:
        fitting, _here = hits(Question(theme=theme, place=place), now)
    keys = [hit.key for hit in fitting[:LOOKED_AT]]
    day = timezone.localdate(now)
    rows = Service.objects.shown(day).filter(status=Service.Status.ACTIVE).whole()
    services = rows.in_bulk(keys)
    fit = (services[key] for key in keys if key in services)
    found = list(islice((each for service in fit for each in _of(service, here, now)), MOST))
    found.sort(key=lambda each: (_first(each, now), each.km, each.service.pk))
    return ComingUp(here, tuple(found))


def _first(coming: Coming, now: datetime) -> datetime:
    """When it begins; what has no date comes after what has one."""
    if not coming.dates:
        return timezone.localtime(now).replace(tzinfo=None) + timedelta(days=DAYS_AHEAD + 1)
    return datetime.combine(coming.dates[0].day, coming.dates[0].opens)


def _of(service: Service, here: Postcode, now: datetime) -> Iterable[Coming]:
    """At most one: the nearest place of a service that is open on days we know."""
    places = sorted(((_km(at, here), at.pk, at) for at in service.at.all()), key=lambda each: each)
    for km, _pk, at in places:
        times = list(at.times.all())
        if km > NEAR_KM or not times:
            continue
        dates = next_dates(times, now)
        day = timezone.localdate(now)
        assert service.assured_on is not None  # only what was checked is shown
        yield Coming(
            service=service,
            where=f"{at.place.name}, {at.place.town}",
            km=km,
            dates=tuple(dates[:DATES]),
            more=len(dates[DATES:]),
            rhythm=tuple(opening.lines(each for each in times if each.every > 1)),
            checked_days=(day - service.assured_on).days,
            amber=service.freshness(day) is not Freshness.FRESH,
        )
        return


def _km(at: ServicePlace, here: Postcode) -> float:
    point = at.place.point
    return haversine_km(*point, here.lat, here.lon) if point else float("inf")


def next_dates(times: Iterable[OpeningTime], now: datetime) -> Sequence[Date]:
    """Every time from now on that one can still come, of what is there each week; soonest first."""
    wall = timezone.localtime(now).replace(tzinfo=None)
    begin = datetime.combine(wall.date(), time.min)
    found = []
    for each in times:
        if each.every > 1:
            continue
        rule = rrule(
            WEEKLY, dtstart=begin, byweekday=opening.DAYS.index(each.day),
            until=begin + timedelta(days=DAYS_AHEAD - 1),
        )  # fmt: skip
        found += [
            Date(at.date(), each.opens, opening.hours(each.opens, each.closes), each.words)
            for at in rule
            if datetime.combine(at, each.closes) > wall
        ]
    return sorted(found, key=lambda one: (one.day, one.opens))
