"""The hard rules and the points of one pair. This is the definition; all else is speed.

The vectorised twin in `candidates` must agree with this file to the last point, and a law in the
tests holds it to that.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import floor

from naast.kernel.clock import add_months, age_in_year
from naast.kernel.distances import haversine_km
from naast.matching.values import SLOTS, Reason, Request, Rules, Supporter


@dataclass(frozen=True, slots=True)
class Assessment:
    """What can be said about one request and one supporter on one day.

    Everything is worked out when it is read and not kept: a plan over ten thousand families holds
    thousands of these, and only a few are looked at.
    """

    request: Request
    supporter: Supporter
    rules: Rules
    on: date
    distance_km: float

    @property
    def fits(self) -> bool:
        """No hard rule stands in the way."""
        return not self.obstacles

    @property
    def obstacles(self) -> tuple[Reason, ...]:
        """The hard rules that stand in the way; empty when the pair fits."""
        found = (
            _distance_obstacle(self.distance_km, self.rules),
            _slots_obstacle(self.request, self.supporter),
            _languages_obstacle(self.request, self.supporter),
            _ages_obstacle(self.request, self.supporter, self.on),
            _vog_obstacle(self.supporter.vog_seen_on, self.rules, self.on),
            _places_obstacle(self.supporter),
            _likeness_obstacle(self.request, self.supporter, self.rules),
        )
        return tuple(reason for reason in found if reason)

    @property
    def points(self) -> int:
        """What the pair is worth to the plan; it only means something when the pair fits."""
        request, supporter, rules = self.request, self.supporter, self.rules
        shared = min(rules.interests_counted, len(request.interests & supporter.interests))
        return (
            rules.base_points
            + rules.interest_points * shared
            + distance_points(self.distance_km, rules)
            + rules.wish_points * (supporter.kind in request.wants)
            + waiting_points(request.waiting_since, rules, self.on)
            + rules.likeness_points * len(likenesses(request, supporter, rules))
        )

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What speaks for the pair, most tangible first. Everything that earned points is named."""
        request, supporter = self.request, self.supporter
        found = [Reason("distance", {"km": self.distance_km})]
        if slots := request.slots & supporter.slots:
            found.append(Reason("slots", {"slots": in_week_order(slots)}))
        if languages := request.languages & supporter.languages:
            found.append(Reason("languages", {"languages": _dutch_first(languages)}))
        if interests := request.interests & supporter.interests:
            found.append(Reason("interests", {"interests": tuple(sorted(interests))}))
        if supporter.kind in request.wants:
            found.append(Reason("wish", {"kind": supporter.kind}))
        if kept := likenesses(request, supporter, self.rules):
            found.append(Reason("alike", {"what": kept}))
        if days := days_waited(request.waiting_since, self.on):
            found.append(Reason("waiting", {"days": days}))
        return tuple(found)

    @property
    def remarks(self) -> tuple[Reason, ...]:
        """What does not match but is no hard rule: worth a word between the families."""
        request, supporter = self.request, self.supporter
        found = []
        if request.wants and supporter.kind not in request.wants:
            wanted = tuple(sorted(request.wants))
            found.append(Reason("other_kind", {"kind": supporter.kind, "wanted": wanted}))
        if request.interests and not request.interests & supporter.interests:
            liked = tuple(sorted(request.interests))
            found.append(Reason("no_shared_interest", {"interests": liked}))
        if unlike := _unlike(request, supporter, self.rules):
            found.append(Reason("not_alike", {"what": unlike}))
        return tuple(found)


def assess(request: Request, supporter: Supporter, rules: Rules, on: date) -> Assessment:
    """Look at one pair on the day `on`."""
    distance_km = haversine_km(request.lat, request.lon, supporter.lat, supporter.lon)
    return Assessment(request, supporter, rules, on, distance_km)


def likenesses(request: Request, supporter: Supporter, rules: Rules) -> tuple[str, ...]:
    """Which of the likenesses that matter to who asks are there: language, age, hobby."""
    alike, born = request.alike, supporter.born
    years = None if alike.born is None or born is None else abs(alike.born - born)
    there = {
        "language": bool(alike.languages & supporter.languages),
        "age": years is not None and years <= rules.age_likeness_years,
        "hobby": bool(request.interests & supporter.interests),
    }
    return tuple(name for name in alike.said if there[name])


def _unlike(request: Request, supporter: Supporter, rules: Rules) -> tuple[str, ...]:
    """Which of the likenesses that matter are not there, or not known."""
    kept = likenesses(request, supporter, rules)
    return tuple(name for name in request.alike.said if name not in kept)


def distance_points(distance_km: float, rules: Rules) -> int:
    """All points next door, none at the limit; a step down never up as the distance grows."""
    return max(0, floor(rules.distance_points * (1 - distance_km / rules.distance_limit_km)))


def days_waited(since: date, on: date) -> int:
    """Whole days of waiting, >= 0."""
    return max(0, (on - since).days)


def waiting_points(since: date, rules: Rules, on: date) -> int:
    """Points for waiting, up to the number of days that counts."""
    days = min(days_waited(since, on), rules.waiting_days_counted)
    return floor(_as_written(rules.waiting_points_per_day) * days)


@lru_cache(maxsize=8)
def _as_written(number: float) -> Fraction:
    """The decimal that a person wrote: 0.29 × 100 is 29, though the nearest float gives 28.99…"""
    return Fraction(repr(number))


def last_valid_day(vog_seen_on: date, rules: Rules) -> date:
    """The last day on which a VOG seen on that day still counts (calendar months, not days)."""
    return add_months(vog_seen_on, rules.vog_valid_months)


def vog_counts(seen: date | None, rules: Rules, on: date) -> bool:
    """The VOG was seen, not in the future, and not too long ago."""
    return _vog_obstacle(seen, rules, on) is None


def in_week_order(slots: frozenset[str]) -> tuple[str, ...]:
    """The slots from Monday morning to Sunday evening; unknown ones last."""
    return tuple(sorted(slots, key=lambda slot: (_WEEK.get(slot, len(SLOTS)), slot)))


_WEEK = {slot: index for index, slot in enumerate(SLOTS)}


def _dutch_first(languages: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(languages, key=lambda code: (code != "nl", code)))


def _distance_obstacle(distance_km: float, rules: Rules) -> Reason | None:
    if distance_km <= rules.distance_limit_km:
        return None
    return Reason("too_far", {"km": distance_km, "limit_km": rules.distance_limit_km})


def _slots_obstacle(request: Request, supporter: Supporter) -> Reason | None:
    return None if request.slots & supporter.slots else Reason("no_shared_slot")


def _languages_obstacle(request: Request, supporter: Supporter) -> Reason | None:
    return None if request.languages & supporter.languages else Reason("no_shared_language")


def _ages_obstacle(request: Request, supporter: Supporter, on: date) -> Reason | None:
    youngest, oldest = supporter.child_age_min, supporter.child_age_max
    ages = sorted(age_in_year(year, on) for year in request.child_birth_years)
    outside = tuple(str(age) for age in ages if not youngest <= age <= oldest)
    if not outside:
        return None
    return Reason("age_outside", {"ages": outside, "from": youngest, "to": oldest})


def _vog_obstacle(seen: date | None, rules: Rules, on: date) -> Reason | None:
    if seen is None:
        return Reason("vog_not_seen")
    if seen > on:
        return Reason("vog_in_future", {"seen_on": seen})
    if last_valid_day(seen, rules) < on:
        return Reason("vog_too_old", {"seen_on": seen})
    return None


def _places_obstacle(supporter: Supporter) -> Reason | None:
    return None if supporter.places else Reason("no_place", {"active": supporter.active})


def _likeness_obstacle(request: Request, supporter: Supporter, rules: Rules) -> Reason | None:
    missing = tuple(w for w in _unlike(request, supporter, rules) if w in request.alike.must)
    return Reason("must_be_alike", {"what": missing}) if missing else None
