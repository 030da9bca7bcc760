"""What sets of words have in common, for many sets at once: each word is a bit."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from naast.matching.grid import Ints

Bools = NDArray[np.bool_]
Words = NDArray[np.uint32]
Shared: TypeAlias = list[tuple[Words, Words]]
"""Two lists of sets as bits, 32 words of language at a time: (ours, theirs)."""

_ALL = (1 << 32) - 1


def shared(ours: list[frozenset[str]], theirs: list[frozenset[str]]) -> Shared:
    """Both lists of sets as bits; only what occurs on both sides gets a bit."""
    # Equal sets occur often, so each different set is looked at once.
    sets = {*ours, *theirs}
    known = frozenset().union(*ours) & frozenset().union(*theirs)
    bits = {token: 1 << index for index, token in enumerate(sorted(known))}
    masks = {tokens: sum([bits[token] for token in tokens & known]) for tokens in sets}
    left, right = [masks[tokens] for tokens in ours], [masks[tokens] for tokens in theirs]
    shifts = range(0, max(1, len(bits)), 32)
    return [(_word(left, shift), _word(right, shift)) for shift in shifts]


def meet(words: Shared, rows: Ints, columns: Ints) -> Bools:
    """Which of rows by columns share anything."""
    found: Bools = np.zeros((len(rows), len(columns)), np.bool_)
    for left, right in words:
        found |= (left[rows][:, None] & right[columns]) != 0
    return found


def count(words: Shared, rows: Ints, columns: Ints) -> Ints:
    """How much each pair shares."""
    total = np.zeros(len(rows), np.int64)
    for left, right in words:
        total += np.bitwise_count(left[rows] & right[columns])
    return total


def _word(masks: list[int], shift: int) -> Words:
    """The 32 bits from `shift` on, of every mask."""
    if shift or max(masks, default=0) > _ALL:
        masks = [mask >> shift & _ALL for mask in masks]
    return np.array(masks, np.uint32)
