"""The Netherlands drawn from its postcodes: no map tiles, no requests to anybody."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from math import cos, radians

from naast.places.postcodes import Postcode, table

WIDTH, HEIGHT = 600, 700
"""Size of the drawing; its viewBox is `0 0 600 700`."""

WEST, NORTH = 3.36, 53.55
"""The corner of the Netherlands that comes at the margin, degrees."""
MARGIN = 30.0
UNITS_PER_DEGREE = 227.0
"""Scale, in drawing units per degree of latitude; about 0.49 km per unit."""
SHRINK = cos(radians(52.15))
"""A degree of longitude halfway the country, in degrees of latitude (equirectangular)."""

Highlight = Callable[[Postcode], bool] | Collection[str]
"""Which postcodes stand out: a question to ask of each, or a set of municipality codes."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One postcode on the map. `x` and `y` are in drawing units, from the top left."""

    x: float
    y: float
    postcode: Postcode
    highlighted: bool = False


def projected(lat: float, lon: float) -> tuple[float, float]:
    """Where a point (degrees, WGS 84) comes on the drawing, to a tenth of a unit."""
    x = MARGIN + (lon - WEST) * SHRINK * UNITS_PER_DEGREE
    y = MARGIN + (NORTH - lat) * UNITS_PER_DEGREE
    return round(x, 1), round(y, 1)


@cache
def _all_dots() -> tuple[Dot, ...]:
    return tuple(Dot(*projected(each.lat, each.lon), each) for each in table().values())


def dots(highlight: Highlight = ()) -> tuple[Dot, ...]:
    """Every postcode as a dot; those that stand out come last, so that they lie on top."""
    stands_out = highlight if callable(highlight) else _in_municipality(frozenset(highlight))
    standing_out = [
        Dot(dot.x, dot.y, dot.postcode, True) for dot in _all_dots() if stands_out(dot.postcode)
    ]
    chosen = {dot.postcode.code for dot in standing_out}
    return (*(dot for dot in _all_dots() if dot.postcode.code not in chosen), *standing_out)


def _in_municipality(codes: frozenset[str]) -> Callable[[Postcode], bool]:
    return lambda postcode: postcode.municipality_code in codes


def as_path(shown: Collection[Dot]) -> str:
    """The dots as the `d` of one SVG path: a seventh of the bytes of as many circles.

    Draw it with a round `stroke-linecap`; the stroke width is the diameter of a dot. Dots that
    would lie on one spot are drawn once.
    """
    return "".join(dict.fromkeys(f"M{dot.x:g} {dot.y:g}h0" for dot in shown))
