"""A map of the surroundings, drawn from postcodes: no tiles, no request to anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Final

from naast.guide.selectors.finding import Result
from naast.places import Postcode, table

SIZE: Final = 400
MARGIN: Final = 28
LEAST_KM: Final = 2.0
MOST_KM: Final = 25.0
"""How much of the surroundings is shown at least and at most, from the middle to an edge."""
KM_PER_DEGREE: Final = 111.19


@dataclass(frozen=True, slots=True)
class Pin:
    """Services at one spot: their numbers in the list. `x` and `y`, the middle, in units of the
    drawing; `width` is how much room the numbers take.
    """

    x: float
    y: float
    label: str
    name: str
    target: str
    width: int

    @property
    def left(self) -> float:
        """Where it begins, in units of the drawing."""
        return round(self.x - self.width / 2, 1)

    @property
    def top(self) -> float:
        """Its upper side, in units of the drawing."""
        return round(self.y - 15, 1)


@dataclass(frozen=True, slots=True)
class NearMap:
    """The drawing: dots of postcodes as path data, pins, and the reader's own postcode."""

    dots: str
    pins: list[Pin]
    here: tuple[float, float] | None
    km: float
    size: int = SIZE


def near_map(results: Sequence[Result], here: Postcode | None) -> NearMap | None:
    """The map beside a list; None when nothing in the list has a place."""
    placed = [(each, each.point) for each in results if each.point is not None]
    if not placed:
        return None
    lat = here.lat if here else sum(point[0] for _each, point in placed) / len(placed)
    lon = here.lon if here else sum(point[1] for _each, point in placed) / len(placed)
    shrink = cos(radians(lat))

    def km_from_middle(point: tuple[float, float]) -> tuple[float, float]:
        return (point[1] - lon) * KM_PER_DEGREE * shrink, (lat - point[0]) * KM_PER_DEGREE

    flat = [km_from_middle(point) for _each, point in placed]
    reach = [max(abs(x), abs(y)) for x, y in flat if max(abs(x), abs(y)) <= MOST_KM]
    km = min(MOST_KM, max(LEAST_KM, 1.1 * max(reach, default=LEAST_KM)))
    scale = (SIZE / 2 - MARGIN) / km

    def drawn(x: float, y: float) -> tuple[float, float]:
        return round(SIZE / 2 + x * scale, 1), round(SIZE / 2 + y * scale, 1)

    edge = km * SIZE / (SIZE - 2 * MARGIN)
    around = (km_from_middle((each.lat, each.lon)) for each in table().values())
    dots = [drawn(x, y) for x, y in around if abs(x) <= edge and abs(y) <= edge]
    pins: dict[tuple[float, float], list[Result]] = {}
    for (each, _point), (x, y) in zip(placed, flat, strict=True):
        if max(abs(x), abs(y)) <= km * 1.02:
            pins.setdefault(drawn(x, y), []).append(each)
    return NearMap(
        dots="".join(f"M{x:g} {y:g}h0" for x, y in dots),
        pins=[_pin(at, there) for at, there in pins.items()],
        here=drawn(0, 0) if here else None,
        km=round(km, 1),
    )


def _pin(at: tuple[float, float], there: Sequence[Result]) -> Pin:
    numbers = ", ".join(str(each.number) for each in there)
    names = "; ".join(f"{each.number} {each.service.name}" for each in there)
    return Pin(*at, numbers, names, f"plek-{there[0].number}", max(30, 14 + 9 * len(numbers)))
