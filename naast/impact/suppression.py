"""What of a total may be told, so that nobody's family can be found back in it. Pure.

Everything countable is kept as running totals: how many there were until the end of each quarter,
per organisation, programme and municipality. Only a running total that was rounded to fives leaves
this module, once, and all reports are sums and differences of those. So quarters add up to the
year and parts to the whole, and whatever somebody computes from reports can be computed from the
rounded running totals, of which each still leaves five possibilities.

Source and proof: docs/decisions/0060-totals-that-tell-of-no-family.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

BASE: Final = 5
"""To how many a running total is rounded. Never change it for an installation that has reported:
two roundings of one total together tell more than either.
"""

FLOOR: Final = 10
"""The smallest total that is shown; an organisation may choose a higher one, never a lower."""

SPREAD: Final = BASE // 2
"""How far a rounded running total can be from the true one."""


def rounded(running: int) -> int:
    """A running total to the nearest five; halves do not occur.

    Raises: ValueError below zero.
    """
    if running < 0:
        raise ValueError(f"a running total of {running}")
    return (running + SPREAD) // BASE * BASE


@dataclass(frozen=True, slots=True)
class Part:
    """One rounded running total: where it stood before the period, and how much it grew in it."""

    before: int
    grown: int

    @property
    def after(self) -> int:
        """Where it stood when the period ended."""
        return self.before + self.grown


def least_grown(parts: Iterable[Part]) -> int:
    """The smallest number that can really have been added in the period, over all parts."""
    return sum(max(0, part.grown - 2 * SPREAD) for part in parts)


def grown(parts: Sequence[Part], smallest: int = FLOOR) -> int | None:
    """How many were added in the period, or None when it may have been fewer than `smallest`.

    Both the number and the decision follow from rounded totals alone, so that neither tells more.
    """
    if least_grown(parts) < max(smallest, FLOOR):
        return None
    return sum(part.grown for part in parts)


@dataclass(frozen=True, slots=True)
class Stay:
    """Who came to one place and who left it again, each as a rounded running total. One in which
    nothing was ever counted is `Part(0, 0)`, the same as one that is rounded to nothing.
    """

    came: Part
    left: tuple[Part, ...]

    @property
    def least(self) -> int:
        """The smallest number that can really have been there when the period ended."""
        gone = sum(part.after + SPREAD for part in self.left)
        return max(0, self.came.after - SPREAD - gone)


def standing(stays: Sequence[Stay], smallest: int = FLOOR) -> int | None:
    """How many were there at the end of the period: who came until then, without who left.

    None when it may have been fewer than `smallest`.
    """
    if sum(stay.least for stay in stays) < max(smallest, FLOOR):
        return None
    return sum(stay.came.after - sum(part.after for part in stay.left) for stay in stays)


def class_of_share(counts: Sequence[int], share: float) -> int:
    """The class in which somebody stands who has `share` of all before or beside them.

    Args:
        counts: how many in each class, in rising order; not all zero.
        share: above 0, at most 1; 0.5 gives the class of the median.
    Raises: ValueError when there is nobody.
    """
    total, seen = sum(counts), 0
    if total == 0:
        raise ValueError("nobody in any class")
    for at, number in enumerate(counts):
        seen += number
        if seen >= share * total:
            return at
    return len(counts) - 1
