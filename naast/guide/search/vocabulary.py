"""The words of the map, and which of them somebody means by a word that was typed."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from naast.guide.search.synonyms import Synonyms
from naast.guide.search.text import SHORTEST_PART, halves, sound, split, stems

SAME: Final = 1.0
FAMILY: Final = 0.95
"""Another form of the same word."""
HEAD: Final = 0.75
"""A compound that ends in it: `coach` finds `gezinscoach`."""
PART: Final = 0.6
"""A compound that begins with it: `gezin` finds `gezinscoach`."""
BEGINS: Final = 0.5
"""A longer word that begins or ends with what was typed."""
SOUNDS: Final = 0.85
TYPO: Final = 0.8
TYPOS: Final = 0.6
"""One and two letters wrong."""
LAST: Final = "\uffff"
"""Comes after every letter."""
MOST: Final = 300
"""How many words of the map one typed word may stand for."""

Meant = Mapping[int, float]
"""Numbers of words of the map, each with how surely it is meant, above 0 and at most 1."""


class Vocabulary:
    """All words of the map by number, and the ways to them.

    Args:
        known: the words of the map, folded and sorted; their place is their number.
        more_parts: words that may be part of a compound though the map does not use them alone.
    """

    def __init__(self, known: Sequence[str], more_parts: Iterable[str] = ()) -> None:
        self.words = list(known)
        self._number = {word: number for number, word in enumerate(self.words)}
        self._parts_known = {word for word in self.words if len(word) >= SHORTEST_PART}
        self._parts_known.update(
            each + ending for each in more_parts if len(each) >= SHORTEST_PART
            for ending in ("", "s", "en")
        )  # fmt: skip
        self._by_stem: dict[tuple[int, str], list[int]] = defaultdict(list)
        self._by_part: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        self._part_words: set[str] = set()
        for number, word in enumerate(self.words):
            for which, stem in enumerate(stems(word)):
                self._by_stem[which, stem].append(number)
            self._by_sound[sound(word)].append(number)
            self._learn_parts(number, word)
        self._parts_known |= {each for each in self._part_words if len(each) > SHORTEST_PART}
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for each in {*self.words, *self._part_words}:
            self._by_length[len(each)].append(each)
        self._ends = sorted((word[::-1], number) for number, word in enumerate(self.words))
        self.meant = lru_cache(maxsize=4096)(self._meant)
        self.nearest = lru_cache(maxsize=4096)(self._nearest)
        self.parts = lru_cache(maxsize=4096)(self._parts)

    def _learn_parts(self, number: int, word: str) -> None:
        parts = split(word, self._parts_known)
        for place, part in enumerate(parts):
            weight = HEAD if place == len(parts) - 1 else PART
            self._part_words.add(part)
            for stem in set(stems(part)):
                self._by_part[stem].append((number, weight))

    def _parts(self, word: str) -> tuple[str, ...]:
        """The halves of a typed compound."""
        return halves(word, self._parts_known)

    def _meant(self, word: str) -> Meant:
        """Words of the map that are the typed one, another form of it, or contain it."""
        found: dict[int, float] = {}

        def add(number: int, weight: float) -> None:
            found[number] = max(weight, found.get(number, 0.0))

        if word in self._number:
            add(self._number[word], SAME)
        both = stems(word)
        for which, stem in enumerate(both):
            for number in self._by_stem.get((which, stem), ()):
                add(number, FAMILY)
        if len(word) >= SHORTEST_PART:
            for stem in dict.fromkeys(both):
                for number, weight in self._by_part.get(stem, ()):
                    add(number, weight)
        if len(found) <= MOST:
            return found
        return dict(sorted(found.items(), key=lambda item: -item[1])[:MOST])

    def _nearest(self, word: str, synonyms: Synonyms) -> tuple[tuple[str, float], ...]:
        """Words, of the map or of everyday speech, that somebody may have meant by a word we do
        not know: with the same sound, else the fewest wrong letters.
        """
        heard = [self.words[number] for number in self._by_sound.get(sound(word), ())]
        heard += [said for said in synonyms.singles if sound(said) == sound(word)]
        if heard:
            return tuple((each, SOUNDS) for each in dict.fromkeys(heard))
        allowed = allowed_typos(word)
        if not allowed:
            return ()
        lengths = range(len(word) - allowed, len(word) + allowed + 1)
        among = [each for length in lengths for each in self._by_length.get(length, ())]
        near = self._close(word, [*among, *synonyms.singles], allowed)
        best = min((distance for _word, distance in near), default=0)
        weight = TYPO if best == 1 else TYPOS
        return tuple((each, weight) for each, distance in near if distance == best)

    @staticmethod
    def _close(word: str, among: Sequence[str], allowed: int) -> list[tuple[str, int]]:
        found = process.extract(
            word, among, scorer=OSA.distance, score_cutoff=allowed, limit=12, processor=None
        )
        return [(each, int(distance)) for each, distance, _at in found if len(each) > 2]

    def begins(self, word: str) -> Meant:
        """Longer words that begin or end with what was typed, when it is long enough to say so."""
        if len(word) < 5:
            return {}
        found = list(range(bisect_left(self.words, word), bisect_left(self.words, word + LAST)))
        turned = word[::-1]
        ends = slice(bisect_left(self._ends, (turned,)), bisect_left(self._ends, (turned + LAST,)))
        found += [number for _word, number in self._ends[ends]]
        return dict.fromkeys(found[:MOST], BEGINS)


def allowed_typos(word: str) -> int:
    """How many letters may be wrong: none in a short word, two in a long one."""
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2
