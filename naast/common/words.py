"""Texts in several languages, and mappings that stay as they are."""

import sys
from collections.abc import Iterator, Mapping
from typing import Any, Generic, Self, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value", covariant=True)

NEEDED_LANGUAGES = ("nl", "en")
"""Every text that is data exists in these; its file may add others."""


class FrozenTable(Mapping[Key, Value], Generic[Key, Value]):
    """A mapping in its own order that nobody can change; it can be hashed and copied."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[Key, Value]) -> None:
        self._items = dict(items)

    def __getitem__(self, key: Key) -> Value:
        return self._items[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(tuple(self._items.items()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._items})"

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self


class Words:
    """One text in several languages. `str()` gives it in the language of whoever is reading."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = FrozenTable(texts)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages this text exists in, as ISO 639-1 codes."""
        return tuple(self._texts)

    def as_dict(self) -> dict[str, str]:
        """The text per language."""
        return dict(self._texts)

    def in_language(self, language: str) -> str:
        """The text in `language` (`nl`, `en-gb`), or else in Dutch."""
        return self._texts.get(language) or self._texts.get(language[:2]) or self._texts["nl"]

    def __str__(self) -> str:
        return self.in_language(_active_language())

    def __repr__(self) -> str:
        return f"Words({self._texts['nl']!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and self._texts == other._texts

    def __hash__(self) -> int:
        return hash(self._texts)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self


def _active_language() -> str:
    """Django's language of the moment; Dutch where Django is not in use."""
    if "django.conf" not in sys.modules:
        return "nl"
    from django.conf import settings
    from django.utils.translation import get_language

    return (get_language() or "nl") if settings.configured else "nl"
