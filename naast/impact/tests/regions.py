"""Small invented regions, many at once, and an attacker who reads every report there is.

Axes of the arrays: region, part (organisation × municipality), quarter.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from naast.impact import suppression

ORGANISATIONS = 2
MUNICIPALITIES = 2
QUARTERS = 4
PARTS = list(product(range(ORGANISATIONS), range(MUNICIPALITIES)))
CELLS = list(product(range(len(PARTS)), range(QUARTERS)))

Numbers = NDArray[np.int64]

ROUNDED: Numbers = np.array([suppression.rounded(number) for number in range(2_000)])
"""Every running total that occurs, rounded by the code that rounds the real ones."""


def regions(how_many: int, seed: int) -> Numbers:
    """Counts per part and quarter: mostly small, some zero, some large."""
    dice = np.random.default_rng(seed)
    usual = dice.choice([1.0, 4.0, 8.0, 20.0], (how_many, len(PARTS), 1))
    drawn: Numbers = dice.poisson(usual, (how_many, len(PARTS), QUARTERS))
    return drawn


def views() -> list[tuple[list[int], list[int]]]:
    """Every cut a report can make: which parts, which quarters."""
    cuts = [[at] for at in range(len(PARTS))]
    cuts += [[at for at, part in enumerate(PARTS) if part[0] == o] for o in range(ORGANISATIONS)]
    cuts += [[at for at, part in enumerate(PARTS) if part[1] == m] for m in range(MUNICIPALITIES)]
    cuts.append(list(range(len(PARTS))))
    times = [[quarter] for quarter in range(QUARTERS)] + [list(range(QUARTERS))]
    return [(cut, time) for cut in cuts for time in times]


def rounded(counts: Numbers) -> Numbers:
    """The rounded running totals of every part, beginning with the zero before the first
    quarter.
    """
    grid = ROUNDED[counts.cumsum(axis=2)]
    start = np.zeros((*counts.shape[:2], 1), dtype=np.int64)
    return np.concatenate([start, grid], axis=2)


@dataclass
class Told:
    """What one report says about one sum, as an attacker may conclude from it: at least, at
    most; per region.
    """

    cells: list[int]
    least: Numbers
    most: Numbers


def protected(counts: Numbers) -> list[Told]:
    """What reports tell, as they are made."""
    grid, told = rounded(counts), []
    slack = 2 * suppression.SPREAD
    for cut, time in views():
        before, after = grid[:, cut, time[0]], grid[:, cut, time[-1] + 1]
        shown = np.full(len(counts), -1)
        for at in range(len(counts)):
            parts = [
                suppression.Part(int(b), int(a - b))
                for b, a in zip(before[at], after[at], strict=True)
            ]
            number = suppression.grown(parts)
            shown[at] = -1 if number is None else number
        width, hidden = slack * len(cut), shown < 0
        least = np.where(hidden, 0, np.maximum(0, shown - width))
        # Hidden: over the parts that grew, what is sure to be there is nine at most.
        most = np.where(hidden, suppression.FLOOR - 1 + 2 * width, shown + width)
        told.append(Told(_cells(cut, time), least, most))
    return told


def unprotected(counts: Numbers) -> list[Told]:
    """What reports would tell if they only left out the numbers from 1 to 9."""
    told = []
    for cut, time in views():
        total = counts[:, cut][:, :, time].sum(axis=(1, 2))
        hidden = (total > 0) & (total < suppression.FLOOR)
        least = np.where(hidden, 1, total)
        most = np.where(hidden, suppression.FLOOR - 1, total)
        told.append(Told(_cells(cut, time), least, most))
    return told


def _cells(cut: list[int], time: list[int]) -> list[int]:
    return [CELLS.index((part, quarter)) for part in cut for quarter in time]


def recovered(counts: Numbers, told: list[Told], rounds: int = 12) -> int:
    """How many cells of 1 to 9 the attacker knows exactly, who lays all reports beside each other
    and narrows every cell down until nothing changes.
    """
    flat = counts.reshape(len(counts), -1)
    low = np.zeros_like(flat)
    high = np.full_like(flat, 10_000)
    for _round in range(rounds):
        before = low.copy(), high.copy()
        for each in told:
            lows, highs = low[:, each.cells], high[:, each.cells]
            others_high = highs.sum(axis=1, keepdims=True) - highs
            others_low = lows.sum(axis=1, keepdims=True) - lows
            low[:, each.cells] = np.maximum(lows, each.least[:, None] - others_high)
            high[:, each.cells] = np.minimum(highs, each.most[:, None] - others_low)
        if (before[0] == low).all() and (before[1] == high).all():
            break
    assert (low <= flat).all(), "the attacker concluded something that is not so"
    assert (high >= flat).all(), "the attacker concluded something that is not so"
    small = (flat > 0) & (flat < suppression.FLOOR)
    return int((small & (low == high)).sum())
