"""The plan as a textbook makes it: every pair in one matrix, for a dense assignment solver.

Independent of the engine: it reads the rules again, over all pairs, without a grid.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.synthetic import ON
from naast.kernel.distances import EARTH_RADIUS_KM
from naast.matching import Request, Rules, Supporter, last_valid_day
from naast.matching.rules import waiting_points

Floats = NDArray[np.float64]
Masks = NDArray[np.uint64]
ROWS = 100


def matrix(requests: Sequence[Request], supporters: Sequence[Supporter], rules: Rules) -> Floats:
    """Points of every pair, 0 where it does not fit; a column for each place that counts."""
    helpers = [
        one
        for one in supporters
        if one.vog_seen_on and one.vog_seen_on <= ON <= last_valid_day(one.vog_seen_on, rules)
        for _ in range(one.places)
    ]
    columns = _Columns(helpers)
    points = np.empty((len(requests), len(helpers)))
    for start in range(0, len(requests), ROWS):
        points[start : start + ROWS] = _rows(requests[start : start + ROWS], columns, rules)
    return points


class _Columns:
    """The supporters as arrays, one entry per place."""

    def __init__(self, helpers: Sequence[Supporter]) -> None:
        self.lat = np.radians([one.lat for one in helpers])
        self.lon = np.radians([one.lon for one in helpers])
        self.slots = _masks([one.slots for one in helpers])
        self.languages = _masks([one.languages for one in helpers])
        self.interests = _masks([one.interests for one in helpers])
        self.kind = _masks([frozenset({one.kind}) for one in helpers])
        self.lowest = np.array([one.child_age_min for one in helpers])
        self.highest = np.array([one.child_age_max for one in helpers])


_bits: dict[str, int] = {}


def _masks(sets: list[frozenset[str]]) -> Masks:
    """Sets of words as 64 bits; this world has fewer words than that."""
    masks = [sum(1 << _bits.setdefault(word, len(_bits)) for word in words) for words in sets]
    return np.array(masks, np.uint64)


def _rows(requests: Sequence[Request], columns: _Columns, rules: Rules) -> Floats:
    lat = np.radians([one.lat for one in requests])[:, None]
    lon = np.radians([one.lon for one in requests])[:, None]
    half = np.sin((columns.lat - lat) / 2) ** 2
    half += np.cos(lat) * np.cos(columns.lat) * np.sin((columns.lon - lon) / 2) ** 2
    km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half))

    youngest = np.array([ON.year - max(one.child_birth_years) for one in requests])[:, None]
    oldest = np.array([ON.year - min(one.child_birth_years) for one in requests])[:, None]
    fits = km <= rules.distance_limit_km
    fits &= (_masks([one.slots for one in requests])[:, None] & columns.slots) != 0
    fits &= (_masks([one.languages for one in requests])[:, None] & columns.languages) != 0
    fits &= (youngest >= columns.lowest) & (oldest <= columns.highest)

    liked = _masks([one.interests for one in requests])[:, None] & columns.interests
    wished = (_masks([one.wants for one in requests])[:, None] & columns.kind) != 0
    waited = [waiting_points(one.waiting_since, rules, ON) for one in requests]
    points = np.floor(rules.distance_points * (1 - km / rules.distance_limit_km))
    points += rules.interest_points * np.minimum(
        np.bitwise_count(liked).astype(float), rules.interests_counted
    )
    points += rules.wish_points * wished + np.array(waited)[:, None] + rules.base_points
    return np.where(fits, points, 0.0)
