"""The supporters that live nearest to a request, whatever stands in the way."""

from collections.abc import Iterator, Sequence

import numpy as np

from naast.matching.grid import in_space
from naast.matching.values import Request, Supporter

ROUNDING = 1e-6
"""Square kilometres, about a metre of distance."""

ROWS = 64
"""Requests looked at in one go: bounds memory to some megabytes per ten thousand supporters."""


def of(
    requests: Sequence[Request], chosen: Sequence[int], supporters: Sequence[Supporter], count: int
) -> Iterator[tuple[int, ...]]:
    """For each chosen request the positions of the `count` nearest supporters, nearest first.

    Of supporters at one distance the one that comes first in the list wins. Everybody is compared
    with everybody here, which is quick enough for the few requests that nobody fits.
    """
    here = in_space([requests[at] for at in chosen])
    there = in_space(supporters).T
    if not supporters:
        yield from (() for _ in chosen)
        return
    count = min(count, len(supporters))
    for start in range(0, len(chosen), ROWS):
        # The larger the inner product of two points on a sphere, the nearer they are.
        closeness = here[start : start + ROWS] @ there
        edge = np.partition(closeness, -count, axis=1)[:, -count]
        for row, least in zip(closeness, edge, strict=True):
            within = np.flatnonzero(row >= least - ROUNDING)
            # Rounded, so that everybody in one postcode is equally near.
            order = np.argsort(-np.round(row[within], 6), kind="stable")
            yield tuple(within[order][:count].tolist())
