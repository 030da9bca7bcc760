"""All pairs that fit, with their points: the rules of `rules`, over whole lists at once.

Pairs come from a grid (`grid`), so the work grows with the number of neighbours and not with the
number of pairs. Distances are computed in bulk; where rounding could decide (at the limit, or at a
step of the distance points) the scalar formula of `rules` has the last word.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

import numpy as np

from naast.matching import meeting, swift
from naast.matching.grid import (
    ROUNDING_KM,
    Bools,
    Floats,
    Grid,
    Ints,
    in_space,
    over_the_earth_km,
)
from naast.matching.overlap import count, folded, shared
from naast.matching.rules import (
    assess,
    distance_points,
    likenesses,
    vog_counts,
    waiting_points,
)
from naast.matching.values import Request, Rules, Supporter

AT_FIRST = 32
"""Supporters for each request that there is room for at first; when more fit, we look again."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs that fit: positions in the two lists, and points. One entry per pair."""

    request: Ints
    supporter: Ints
    points: Ints

    def only(self, chosen: Bools | Ints) -> "Candidates":
        """Some of the pairs, by mask or by position."""
        return Candidates(self.request[chosen], self.supporter[chosen], self.points[chosen])

    def without(
        self,
        requests: Sequence[Request],
        supporters: Sequence[Supporter],
        apart: Collection[tuple[str, str]],
    ) -> "Candidates":
        """All but the pairs of ids in `apart`; ids that nobody has are no harm."""
        if not apart:
            return self
        rows = {request.id: at for at, request in enumerate(requests)}
        columns = {supporter.id: at for at, supporter in enumerate(supporters)}
        width = len(supporters)
        never = [rows[a] * width + columns[b] for a, b in apart if a in rows and b in columns]
        return self.only(~np.isin(self.request * width + self.supporter, never))

    def per_request(self, count: int) -> list[int]:
        """How many supporters fit each of the `count` requests."""
        found: list[int] = np.bincount(self.request, minlength=count).tolist()
        return found


def find(
    requests: Sequence[Request], supporters: Sequence[Supporter], rules: Rules, on: date
) -> Candidates:
    """Every pair without an obstacle. Their order follows from the order of the lists."""
    able = _able(supporters, rules, on)
    if not requests or not able:
        return Candidates(*(np.empty(0, np.int64) for _ in range(3)))
    ours, theirs = list(requests), [supporters[index] for index in able]
    rows, columns, near = _fitting(ours, theirs, rules, on)
    near, steps = _settled(ours, theirs, rows, columns, near, rules)
    kept = near <= rules.distance_limit_km
    if not kept.all():
        rows, columns, steps = rows[kept], columns[kept], steps[kept]
    points = steps + _other_points(ours, theirs, rows, columns, rules, on)
    alike, fits = _likeness_points(ours, theirs, rows, columns, rules)
    rows, columns, points = rows[fits], columns[fits], (points + alike)[fits]
    return Candidates(rows, np.array(able, np.int64)[columns], points)


def _able(supporters: Sequence[Supporter], rules: Rules, on: date) -> list[int]:
    """Positions of the supporters with a place and a VOG that counts."""
    seen_on = {supporter.vog_seen_on for supporter in supporters}
    good = {day for day in seen_on if vog_counts(day, rules, on)}
    return [at for at, one in enumerate(supporters) if one.vog_seen_on in good and one.places]


def _fitting(
    requests: list[Request], supporters: list[Supporter], rules: Rules, on: date
) -> tuple[Ints, Ints, Floats]:
    """Pairs about near enough that pass every other rule, and how many kilometres are between."""
    here, there = in_space(requests), in_space(supporters)
    topics = (
        shared([r.slots for r in requests], [s.slots for s in supporters]),
        shared([r.languages for r in requests], [s.languages for s in supporters]),
    )
    grid = Grid(there, rules.distance_limit_km)
    cubes = [(members, grid.around(cube)) for cube, members in grid.cubes(here)]
    given = (
        *(part for lists in zip(*cubes, strict=True) for part in _end_to_end(lists)),
        *(tuple(here.T.copy()), tuple(there.T.copy())),
        (rules.distance_limit_km + ROUNDING_KM) ** 2,
        *(bits for words in topics for bits in folded(words)),
        *_ages(requests, on),
        _whole([supporter.child_age_min for supporter in supporters]),
        _whole([supporter.child_age_max for supporter in supporters]),
    )
    steps = sum(len(mine) * len(near) for mine, near in cubes)
    rows, columns, squared = _all(given, steps, AT_FIRST * len(requests))
    for words in topics:
        if len(words) > 1:
            kept = count(words, rows, columns) > 0
            rows, columns, squared = rows[kept], columns[kept], squared[kept]
    return rows, columns, over_the_earth_km(squared)


def _all(given: tuple[Any, ...], steps: int, room: int) -> tuple[Ints, Ints, Floats]:
    """Every pair of neighbours that meets; a second time when there were more than `room`."""
    rows, columns, squared = (np.empty(min(room, steps), kind) for kind in (int, int, float))
    found = swift.run(meeting.neighbours, steps, *given, fill=(rows, columns, squared))
    if found > len(rows):
        return _all(given, steps, found)
    return rows[:found], columns[:found], squared[:found]


def _end_to_end(lists: Sequence[Ints]) -> tuple[Ints, Ints]:
    """Lists behind one another, and where each of them ends."""
    return np.concatenate(lists), np.cumsum([len(one) for one in lists])


def _ages(requests: list[Request], on: date) -> tuple[Ints, Ints]:
    """The youngest and the oldest child of each; without children every supporter will do."""
    births = [request.child_birth_years or (_NOBODY,) for request in requests]
    starts = np.cumsum([0, *map(len, births)])[:-1]
    years = np.fromiter(chain.from_iterable(births), np.int64)
    ages = on.year - years
    youngest, oldest = np.minimum.reduceat(ages, starts), np.maximum.reduceat(ages, starts)
    nobody = years[starts] == _NOBODY
    return np.where(nobody, _ANY_AGE, youngest), np.where(nobody, -_ANY_AGE, oldest)


_NOBODY = -1
_ANY_AGE = 1 << 40


def _whole(numbers: list[int]) -> Ints:
    return np.array(numbers, np.int64)


def _settled(
    requests: list[Request],
    supporters: list[Supporter],
    rows: Ints,
    columns: Ints,
    near: Floats,
    rules: Rules,
) -> tuple[Floats, Ints]:
    """Distances and their points, with every close call decided by the scalar formula."""
    exact = rules.distance_points * (1 - near / rules.distance_limit_km)
    points = np.maximum(0, np.floor(exact)).astype(np.int64)
    slack = rules.distance_points / rules.distance_limit_km * ROUNDING_KM + 1e-9
    close = np.abs(exact - np.rint(exact)) <= slack
    close |= np.abs(near - rules.distance_limit_km) <= ROUNDING_KM
    near = near.copy()
    for at in np.flatnonzero(close).tolist():
        request, supporter = requests[rows[at]], supporters[columns[at]]
        if request.lat == supporter.lat and request.lon == supporter.lon:
            continue  # one postcode: both formulas give exactly 0
        near[at] = assess(request, supporter, rules, date.min).distance_km
        points[at] = distance_points(float(near[at]), rules)
    return near, points


def _likeness_points(
    requests: list[Request], supporters: list[Supporter], rows: Ints, columns: Ints, rules: Rules
) -> tuple[Ints, Bools]:
    """Points for likenesses that matter, and whether those that must be there are.

    Few say that one matters, so each of their pairs is looked at by itself.
    """
    points, fits = np.zeros(len(rows), np.int64), np.ones(len(rows), bool)
    matters = np.array([bool(request.alike.said) for request in requests])
    for at in np.flatnonzero(matters[rows]).tolist():
        request = requests[rows[at]]
        kept = likenesses(request, supporters[columns[at]], rules)
        points[at] = rules.likeness_points * len(kept)
        fits[at] = request.alike.must.intersection(request.alike.said) <= set(kept)
    return points, fits


def _other_points(
    requests: list[Request],
    supporters: list[Supporter],
    rows: Ints,
    columns: Ints,
    rules: Rules,
    on: date,
) -> Ints:
    """Base, interests, wish and waiting."""
    likes = shared([r.interests for r in requests], [s.interests for s in supporters])
    kind = {s.kind: frozenset((s.kind,)) for s in supporters}
    kinds = shared([r.wants for r in requests], [kind[s.kind] for s in supporters])
    since = {request.waiting_since for request in requests}
    earned = {day: waiting_points(day, rules, on) for day in since}
    waited = np.array([earned[request.waiting_since] for request in requests], np.int64)
    interests = np.minimum(count(likes, rows, columns), rules.interests_counted)
    wished = np.minimum(count(kinds, rows, columns), 1)
    points = rules.base_points + waited[rows]
    points += rules.interest_points * interests + rules.wish_points * wished
    return points
