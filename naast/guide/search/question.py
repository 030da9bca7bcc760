"""A question as somebody typed it, read into groups of words that mean one thing each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from naast.guide.search.synonyms import Synonyms
from naast.guide.search.text import STOP, words
from naast.guide.search.vocabulary import Meant, Vocabulary

LONGEST: Final = 200
"""Characters of a question that are read."""
MOST_WORDS: Final = 24
MEANT: Final = 0.8
"""How surely an everyday word stands for the words of the map."""
KNOWN: Final = 0.9
"""From here on a word is one of the map; below it somebody may have meant another one."""


@dataclass(frozen=True, slots=True)
class Group:
    """One thing somebody asks for: the words of the map that may be meant by it.

    `parts` are those of a compound that was typed; having them all is nearly as good.
    """

    meant: Meant
    parts: tuple[Meant, ...] = ()


def read(asked: str, vocabulary: Vocabulary, synonyms: Synonyms) -> list[Group]:
    """What somebody asks for, word by word or saying by saying; nothing of what we do not know."""
    spoken = words(asked[:LONGEST])[:MOST_WORDS]
    sayings = {
        start: (length, meant) for start, length, meant in synonyms.meanings(spoken)
    }  # fmt: skip
    groups: list[Group] = []
    at = 0
    while at < len(spoken):
        length, targets = sayings.get(at, (1, ()))
        said = spoken[at : at + length]
        at += length
        if targets:
            groups.append(_with_synonyms(said, targets, vocabulary))
        elif said[0] not in STOP and len(said[0]) > 1:
            groups.append(_word(said[0], vocabulary, synonyms))
    return [group for group in groups if group.meant or group.parts]


def _with_synonyms(said: Sequence[str], targets: Iterable[str], vocabulary: Vocabulary) -> Group:
    meant: dict[int, float] = {}
    _merge(meant, (_target(word, vocabulary) for word in targets), MEANT)
    if len(said) == 1:
        _merge(meant, [vocabulary.meant(said[0])], 1.0)
        return Group(meant, _compound(said[0], vocabulary))
    return Group(meant)


def _target(word: str, vocabulary: Vocabulary) -> Meant:
    """What a word of a saying stands for: itself, or what is called after it (`regenboogcafe`)."""
    return vocabulary.meant(word) or vocabulary.begins(word)


def _word(word: str, vocabulary: Vocabulary, synonyms: Synonyms) -> Group:
    meant = dict(vocabulary.meant(word))
    parts = _compound(word, vocabulary)
    if not meant and not parts:
        meant = dict(vocabulary.begins(word))
    if max(meant.values(), default=0.0) < KNOWN and word not in synonyms.plain:
        for near, weight in vocabulary.nearest(word, synonyms):
            _merge(meant, [vocabulary.meant(near)], weight)
            for _start, _length, targets in synonyms.meanings([near]):
                _merge(meant, (vocabulary.meant(each) for each in targets), weight * MEANT)
    return Group(meant, parts)


def _compound(word: str, vocabulary: Vocabulary) -> tuple[Meant, ...]:
    """The parts of a typed compound, when the map knows every one of them."""
    found = tuple(vocabulary.meant(part) for part in vocabulary.parts(word))
    return found if found and any(found) else ()


def _merge(into: dict[int, float], more: Iterable[Meant], weight: float) -> None:
    for meant in more:
        for number, sure in meant.items():
            into[number] = max(into.get(number, 0.0), sure * weight)
