"""What an organisation made its own of a programme: numbers, texts, beginnings of house rules."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from naast.common.words import FrozenTable, Words
from naast.programmes.numbers import children, labels, replaced, with_numbers
from naast.programmes.problems import InvalidDefinition, Problem
from naast.programmes.sentences import DUTCH

if TYPE_CHECKING:
    from naast.programmes.definition import Programme

P = TypeVar("P", bound="Programme")

TEXTS: Final = ("summary", "audience.for_whom", "rhythm.words", "phases.*.about", "texts.*")
"""Which texts an organisation may write anew, by key path. Titles stay: they name what is done."""

LONGEST_TEXT: Final = 1000
MOST_RULES: Final = 40


@dataclass(frozen=True, slots=True)
class Own:
    """Own numbers by key path, own texts by key path, and own house rules to begin with; None
    leaves those of the programme.
    """

    numbers: Mapping[str, float] = FrozenTable({})
    texts: Mapping[str, Words] = FrozenTable({})
    house_rules: tuple[Words, ...] | None = None

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """What was kept as JSON."""
        rules = kept.get("house_rules")
        return cls(
            numbers=FrozenTable(kept.get("numbers", {})),
            texts=FrozenTable({key: Words(text) for key, text in kept.get("texts", {}).items()}),
            house_rules=None if rules is None else tuple(Words(rule) for rule in rules),
        )

    def as_json(self) -> dict[str, Any]:
        """The same as JSON, with nothing in it that is not its own."""
        kept: dict[str, Any] = {}
        if self.numbers:
            kept["numbers"] = dict(self.numbers)
        if self.texts:
            kept["texts"] = {key: words.as_dict() for key, words in self.texts.items()}
        if self.house_rules is not None:
            kept["house_rules"] = [words.as_dict() for words in self.house_rules]
        return kept

    def canonical(self) -> str:
        """One text for everything, to compare by."""
        return json.dumps(self.as_json(), sort_keys=True, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text as a form needs it: how people call it, and the part of the programme it is of."""

    words: Words
    label: Words
    about: Words | None


def texts_of(programme: "Programme") -> Mapping[str, OwnText]:
    """Every text an organisation may write anew, by its key path."""
    return FrozenTable(dict(_texts(programme, "", None)))


def with_own(programme: P, own: Own) -> P:
    """A programme with own numbers and texts.

    Raises: InvalidDefinition, naming each key that is unknown, out of bounds or makes no sense.
    """
    if problems := list(_faults(programme, own)):
        raise InvalidDefinition(problems)
    changed = with_numbers(programme, own.numbers, programme.slug) if own.numbers else programme
    for key, words in own.texts.items():
        changed = replaced(changed, key, words)
    return changed


def _faults(programme: "Programme", own: Own) -> Iterator[Problem]:
    known = texts_of(programme) if own.texts else {}
    for key, words in own.texts.items():
        if key not in known:
            yield Problem(programme.slug, key, DUTCH.not_changed_text)
        elif not 0 < len(words.in_language("nl").strip()) <= LONGEST_TEXT:
            yield Problem(programme.slug, key, DUTCH.too_long.format(longest=LONGEST_TEXT))
    for at, words in enumerate(own.house_rules or ()):
        if at >= MOST_RULES or not 0 < len(words.in_language("nl").strip()) <= LONGEST_TEXT:
            yield Problem(programme.slug, f"house_rules.{at}", DUTCH.too_much)


def _texts(part: object, at: str, about: Words | None) -> Iterator[tuple[str, OwnText]]:
    for name, child in children(part):
        key = f"{at}.{name}" if at else name
        if isinstance(child, Words):
            if any(fnmatchcase(key, pattern) for pattern in TEXTS):
                yield key, OwnText(child, _label(key), about)
        else:
            yield from _texts(child, key, getattr(child, "title", about))


def _label(key: str) -> Words:
    found = (words for pattern, words in labels().items() if fnmatchcase(key, pattern))
    return next(found, Words({"nl": "Tekst", "en": "Text"}))
