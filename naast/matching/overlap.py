"""What sets of words have in common, for many sets at once: each word is a bit."""

from collections.abc import Iterator
from itertools import chain

import numpy as np

from naast.matching.grid import Ints

Shared = list[tuple[Ints, Ints]]
"""Two lists of sets as bits, `BITS` words of language at a time: (ours, theirs)."""

BITS = 62


def shared(ours: list[frozenset[str]], theirs: list[frozenset[str]]) -> Shared:
    """Both lists of sets as bits; only what occurs on both sides gets a bit."""
    mine, yours = frozenset().union(*ours), frozenset().union(*theirs)
    nothing, known = dict.fromkeys(mine | yours, 0), sorted(mine & yours)
    parts = [known[at : at + BITS] for at in range(0, max(1, len(known)), BITS)]
    bits = [nothing | {word: 1 << at for at, word in enumerate(part)} for part in parts]
    return list(zip(_masks(ours, bits), _masks(theirs, bits), strict=True))


def _masks(sets: list[frozenset[str]], parts: list[dict[str, int]]) -> Iterator[Ints]:
    """The bits of every set, for each part of the language."""
    ends = np.cumsum([0, *map(len, sets)])
    for bits in parts:
        each = np.fromiter(map(bits.__getitem__, chain.from_iterable(sets)), np.int64, ends[-1])
        # What all sets up to here add up to, less what those before it did. A sum beyond 64 bits
        # wraps around, and in the difference back again.
        yield np.diff(np.concatenate([[0], np.cumsum(each)])[ends])


def folded(words: Shared) -> tuple[Ints, Ints]:
    """All parts of the language on top of each other: sets that share a word share a bit here.

    With one part that is exact; with more parts sets may share a bit without sharing a word.
    """
    ours, theirs = zip(*words, strict=True)
    return np.bitwise_or.reduce(ours), np.bitwise_or.reduce(theirs)


def count(words: Shared, rows: Ints, columns: Ints) -> Ints:
    """How much each pair shares."""
    total = np.zeros(len(rows), np.int64)
    for ours, theirs in words:
        total += np.bitwise_count(ours[rows] & theirs[columns])
    return total
