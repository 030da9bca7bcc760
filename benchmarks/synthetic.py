"""People who do not exist, in a Netherlands that does not exist, from a fixed seed.

The country has 380 municipalities whose sizes fall off like those of real ones (Zipf), and 4,000
postcodes. A region is one town with villages around it.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from math import cos, radians

from naast.matching import SLOTS, Request, Supporter

ON = date(2026, 11, 22)
LANGUAGES = ("en", "ar", "tr", "ti", "pl", "uk", "so", "fa")
LIKED = (
    "koken bakken fietsen wandelen zwemmen voetballen tuinieren lezen tekenen knutselen muziek "
    "dansen puzzels bordspellen dieren kamperen vissen timmeren naaien voorlezen"
)
INTERESTS = LIKED.split()
KINDS = ("gezin", "echtpaar", "steun-opa", "steun-oma")

Point = tuple[float, float]


def country(chance: random.Random) -> tuple[list[Point], list[float]]:
    """Postcode points and how many people live at each: a few cities, many villages."""
    points, weights = [], []
    sizes = [1 / rank for rank in range(1, 381)]
    for size in sizes:
        middle = chance.uniform(50.8, 53.4), chance.uniform(3.6, 7.1)
        postcodes = max(1, round(4000 * size / sum(sizes)))
        spread_km = 2 + 6 * (size / sizes[0]) ** 0.5
        for _ in range(postcodes):
            points.append(_moved(middle, chance.gauss(0, spread_km), chance.gauss(0, spread_km)))
            weights.append(size / postcodes)
    return points, weights


def _moved(point: Point, north_km: float, east_km: float) -> Point:
    lat, lon = point
    return lat + north_km / 111.2, lon + east_km / (111.2 * cos(radians(lat)))


def region(chance: random.Random) -> tuple[list[Point], list[float]]:
    """Sixty postcodes in and around one town."""
    middle = 52.16, 4.49
    points = [_moved(middle, chance.gauss(0, 8), chance.gauss(0, 8)) for _ in range(60)]
    return points, [1.0] * len(points)


def people(
    chance: random.Random, count: int, places: tuple[list[Point], list[float]]
) -> tuple[list[Request], list[Supporter]]:
    """As many requests as supporters, spread over the places by weight."""
    homes = iter(chance.choices(*places, k=2 * count))
    requests = [_request(chance, index, *next(homes)) for index in range(count)]
    supporters = [_supporter(chance, index, *next(homes)) for index in range(count)]
    return requests, supporters


def _request(chance: random.Random, index: int, lat: float, lon: float) -> Request:
    return Request(
        id=f"V{index:05}",
        lat=lat,
        lon=lon,
        languages=_languages(chance),
        slots=_some(chance, SLOTS, 1, 4),
        child_birth_years=tuple(
            ON.year - chance.randint(0, 15) for _ in range(chance.randint(1, 3))
        ),
        interests=_some(chance, INTERESTS, 1, 4),
        wants=_some(chance, KINDS, 0, 1),
        waiting_since=ON - timedelta(days=chance.randint(0, 500)),
    )


def _supporter(chance: random.Random, index: int, lat: float, lon: float) -> Supporter:
    """One in eight has not shown a VOG; places are partly taken, as everywhere."""
    youngest, capacity = chance.randint(0, 4), chance.randint(1, 3)
    return Supporter(
        id=f"S{index:05}",
        lat=lat,
        lon=lon,
        languages=_languages(chance),
        slots=_some(chance, SLOTS, 1, 4),
        child_age_min=youngest,
        child_age_max=youngest + chance.randint(5, 14),
        interests=_some(chance, INTERESTS, 1, 4),
        kind=chance.choice(KINDS),
        capacity=capacity,
        active=chance.randint(0, capacity),
        vog_seen_on=None if chance.randrange(8) == 0 else ON - timedelta(chance.randint(0, 1000)),
    )


def _some(chance: random.Random, words: Sequence[str], least: int, most: int) -> frozenset[str]:
    return frozenset(chance.sample(words, chance.randint(least, most)))


def _languages(chance: random.Random) -> frozenset[str]:
    other = _some(chance, LANGUAGES, 0, 1)
    return other | {"nl"} if chance.random() < 0.85 or not other else other
