"""All pairs that fit, with their points: the rules of `rules`, over whole lists at once.

Pairs come from a grid (`grid`), so the work grows with the number of neighbours and not with the
number of pairs. Distances are computed in bulk; where rounding could decide (at the limit, or at a
step of the distance points) the scalar formula of `rules` has the last word.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from naast.kernel.clock import age_in_year
from naast.kernel.distances import EARTH_RADIUS_KM
from naast.matching.grid import (
    ROUNDING_KM,
    Floats,
    Grid,
    Ints,
    in_space,
    over_the_earth_km,
)
from naast.matching.overlap import Bools, count, meet, shared
from naast.matching.rules import assess, distance_points, vog_counts, waiting_points
from naast.matching.values import Request, Rules, Supporter

BLOCK = 1 << 18
"""Pairs looked at in one go: small enough to stay in the processor's cache."""


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
    ours, theirs = list(requests), [supporters[index] for index in able]
    places = in_space(ours), in_space(theirs)
    found = list(_fitting(ours, theirs, places, rules, on))
    if not found:
        return Candidates(*(np.empty(0, np.int64) for _ in range(3)))
    rows, columns = (np.concatenate(parts) for parts in zip(*found, strict=True))
    near = over_the_earth_km(places[0][rows], places[1][columns])
    near, steps = _settled(ours, theirs, rows, columns, near, rules)
    kept = near <= rules.distance_limit_km
    rows, columns, steps = rows[kept], columns[kept], steps[kept]
    points = steps + _other_points(ours, theirs, rows, columns, rules, on)
    return Candidates(rows, np.array(able, np.int64)[columns], points)


def _able(supporters: Sequence[Supporter], rules: Rules, on: date) -> list[int]:
    """Positions of the supporters with a place and a VOG that counts."""
    seen_on = {supporter.vog_seen_on for supporter in supporters}
    good = {day for day in seen_on if vog_counts(day, rules, on)}
    return [at for at, one in enumerate(supporters) if one.places and one.vog_seen_on in good]


def _fitting(
    requests: list[Request],
    supporters: list[Supporter],
    places: tuple[Floats, Floats],
    rules: Rules,
    on: date,
) -> Iterator[tuple[Ints, Ints]]:
    """Pairs about near enough that pass every other rule, cube by cube."""
    here, there = places
    slots = shared([r.slots for r in requests], [s.slots for s in supporters])
    speech = shared([r.languages for r in requests], [s.languages for s in supporters])
    youngest, oldest = _ages(requests, on)
    lowest = _whole([supporter.child_age_min for supporter in supporters])
    highest = _whole([supporter.child_age_max for supporter in supporters])
    reach = (rules.distance_limit_km + ROUNDING_KM) ** 2
    # |a - b|² <= reach is a·b >= r² - reach / 2: one product of matrices, with room for rounding.
    closeness = EARTH_RADIUS_KM**2 - reach / 2 - ROUNDING_KM
    grid = Grid(there, rules.distance_limit_km)
    for cube, members in grid.cubes(here):
        near = grid.around(cube)
        at_once = max(1, BLOCK // max(1, len(near)))
        for start in range(0, len(members) if len(near) else 0, at_once):
            mine = members[start : start + at_once]
            fit = here[mine] @ there[near].T >= closeness
            fit &= meet(slots, mine, near)
            fit &= meet(speech, mine, near)
            fit &= youngest[mine][:, None] >= lowest[near]
            fit &= oldest[mine][:, None] <= highest[near]
            row, column = np.divmod(np.flatnonzero(fit), len(near))
            yield mine[row], near[column]


def _ages(requests: list[Request], on: date) -> tuple[Ints, Ints]:
    """The youngest and the oldest child of each; without children every supporter will do."""
    births = [request.child_birth_years for request in requests]
    youngest = [age_in_year(max(years), on) if years else _ANY_AGE for years in births]
    oldest = [age_in_year(min(years), on) if years else -_ANY_AGE for years in births]
    return _whole(youngest), _whole(oldest)


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
        if (request.lat, request.lon) == (supporter.lat, supporter.lon):
            continue  # one postcode: both formulas give exactly 0
        near[at] = assess(request, supporter, rules, date.min).distance_km
        points[at] = distance_points(float(near[at]), rules)
    return near, points


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
