"""Points on the earth in a grid of cubes, so that neighbours are found without looking at all.

The grid is cut in space, not in degrees: there is no date line and no pole where it fails. A point
within `size_km` of another lies in the same cube or in one of the 26 around it, because a straight
line is never longer than the way over the earth.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from naast.kernel.distances import EARTH_RADIUS_KM

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ROUNDING_KM = 1e-6
"""The vectorised distance differs less than this from the scalar one (both work in doubles)."""


class Located(Protocol):
    """Anything with a place: degrees, WGS 84."""

    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...


def in_space(located: Sequence[Located]) -> Floats:
    """The points as (n, 3) kilometres from the middle of the earth."""
    # Straight into arrays: lists of small tuples would wake the garbage collector.
    lat = np.radians(np.fromiter((item.lat for item in located), float, len(located)))
    lon = np.radians(np.fromiter((item.lon for item in located), float, len(located)))
    on_plane = np.cos(lat)
    axes = (on_plane * np.cos(lon), on_plane * np.sin(lon), np.sin(lat))
    return EARTH_RADIUS_KM * np.stack(axes, axis=1)


def over_the_earth_km(squared: Floats) -> Floats:
    """Great-circle distances of points whose squared distance in space is given, kilometres."""
    half = np.minimum(1.0, np.sqrt(squared) / (2 * EARTH_RADIUS_KM))
    distances: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(half)
    return distances


class Grid:
    """Points sorted into cubes of a little over `size_km`."""

    def __init__(self, points: Floats, size_km: float) -> None:
        self._size = size_km * (1 + 1e-9) + ROUNDING_KM
        # Room for every cube and a border around it, so that neighbours never wrap.
        self._span = 2 * int(EARTH_RADIUS_KM / self._size) + 7
        self._offsets = [
            (x * self._span + y) * self._span + z for x, y, z in product((-1, 0, 1), repeat=3)
        ]
        self._members = dict(self.cubes(points))

    def cubes(self, points: Floats) -> Iterator[tuple[int, Ints]]:
        """Each cube that holds any of `points`, with their indices; a fixed order."""
        if not len(points):
            return
        cell = np.floor(points / self._size).astype(np.int64) + self._span // 2
        keys = (cell[:, 0] * self._span + cell[:, 1]) * self._span + cell[:, 2]
        order = np.argsort(keys, kind="stable")
        starts = np.flatnonzero(np.diff(keys[order], prepend=keys[order[0]] - 1))
        for members in np.split(order, starts[1:]):
            yield int(keys[members[0]]), members

    def around(self, cube: int) -> Ints:
        """Indices of the grid's points in this cube and the 26 around it."""
        found = [self._members.get(cube + offset) for offset in self._offsets]
        near = [members for members in found if members is not None]
        return np.concatenate(near) if near else np.empty(0, np.int64)
