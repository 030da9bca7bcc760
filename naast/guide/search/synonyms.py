"""Everyday words beside the words that organisations use."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from naast.guide.search.text import stems, words

LONGEST: Final = 4
"""How many words an everyday saying may have."""

Key = tuple[str, ...]


class Synonyms:
    """What people say, and which words of the map they mean by it.

    Args:
        meanings: per saying (`rond komen`) the words it stands for (`schulden`, `geldzorgen`).
        foreign: the same for sayings of other languages. `singles` leaves these out: a slip in a
            Dutch word is no English one (`taak` is no `talk`).
        plain: words that are no slip of another one (`valt` is no `vast`).
    """

    def __init__(
        self,
        meanings: Mapping[str, Iterable[str]],
        foreign: Mapping[str, Iterable[str]] = MappingProxyType({}),
        plain: Iterable[str] = (),
    ) -> None:
        self.plain = frozenset(plain)
        self._meant: dict[Key, tuple[str, ...]] = {}
        for said, meant in (*meanings.items(), *foreign.items()):
            self._learn(words(said), meant)
        self.singles = {spoken[0] for spoken in map(words, meanings) if len(spoken) == 1}

    def _learn(self, spoken: Sequence[str], meant: Iterable[str]) -> None:
        if 0 < len(spoken) <= LONGEST:
            key = _key(spoken)
            targets = tuple(word for each in meant for word in words(each))
            self._meant[key] = tuple(dict.fromkeys(self._meant.get(key, ()) + targets))

    def meanings(self, asked: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Sayings in a question: where it begins, how many words it has and what it means.

        Longer sayings first; a word belongs to one saying.
        """
        taken: set[int] = set()
        for length in range(min(LONGEST, len(asked)), 0, -1):
            for start in range(len(asked) - length + 1):
                place = range(start, start + length)
                if taken.isdisjoint(place):
                    meant = self._find(asked[start : start + length])
                    if meant:
                        taken.update(place)
                        yield start, length, meant

    def _find(self, spoken: Sequence[str]) -> tuple[str, ...]:
        return self._meant.get(_key(spoken), ())


def _key(spoken: Sequence[str]) -> Key:
    """The same for every form of the words: by the second stem of each."""
    return tuple(stems(word)[1] for word in spoken)
