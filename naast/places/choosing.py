"""One point per postcode, out of the several that GeoNames gives, and not in the sea."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

from naast.kernel.distances import haversine_km
from naast.places.postcodes import Postcode

NEIGHBOURS = 12
"""How many numbers up and down count as neighbours: Dutch postcodes were dealt out by region."""

BELIEVABLE_KM = 30.0
"""How far a point may lie from the nearest of its neighbours; an island lies 24 km off."""
BELIEVABLE_WHEN_UNSURE_KM = 16.0
"""The same for a point of unknown accuracy; the end of a dyke lies 15 km off."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible point of a postcode.

    `accuracy` is GeoNames' own: 1 (guess) to 6 (centroid of addresses), 0 when it does not say;
    None in a table that has no such column and is trusted.
    """

    postcode: Postcode
    accuracy: int | None


def one_per_code(candidates: Iterable[Candidate]) -> list[Postcode]:
    """One point per postcode, in rising order; no postcode is lost.

    GeoNames names a postcode once for every place it covers. The most accurate row is kept; among
    equally accurate ones that nearest to the neighbouring numbers. A point far away from all of its
    neighbours is a mistake: that postcode gets the point and place of the number next to it.
    """
    in_order = sorted(candidates, key=lambda each: each.postcode.code)
    groups = {
        code: list(group) for code, group in groupby(in_order, key=lambda each: each.postcode.code)
    }
    alone = {code: group[0].postcode for code, group in groups.items() if len(group) == 1}
    best = {code: _best(group, _around(code, alone)) for code, group in groups.items()}
    sure = {code: each.postcode for code, each in best.items() if each.accuracy != 0}
    return [_believable(each, _around(code, sure)) for code, each in best.items()]


def _around(code: str, postcodes: Mapping[str, Postcode]) -> list[Postcode]:
    """The postcodes with neighbouring numbers, the nearest number first."""
    steps = range(1, NEIGHBOURS + 1)
    numbers = (str(int(code) + sign * step) for step in steps for sign in (-1, 1))
    return [postcodes[number] for number in numbers if number in postcodes]


def _best(group: list[Candidate], neighbours: list[Postcode]) -> Candidate:
    accuracy = max(each.accuracy or 0 for each in group)
    rows = [each for each in group if (each.accuracy or 0) == accuracy]
    if len(rows) == 1 or not neighbours:
        return rows[0]
    lat, lon = median(n.lat for n in neighbours), median(n.lon for n in neighbours)
    return min(rows, key=lambda row: haversine_km(row.postcode.lat, row.postcode.lon, lat, lon))


def _believable(candidate: Candidate, neighbours: list[Postcode]) -> Postcode:
    here = candidate.postcode
    if candidate.accuracy is None or not neighbours:
        return here
    nearest_km = min(haversine_km(here.lat, here.lon, n.lat, n.lon) for n in neighbours)
    limit_km = BELIEVABLE_KM if candidate.accuracy else BELIEVABLE_WHEN_UNSURE_KM
    return here if nearest_km <= limit_km else replace(neighbours[0], code=here.code)
