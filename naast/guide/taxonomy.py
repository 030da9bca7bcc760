"""What services are about, and how one gets in: words to look with, from one data file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from naast.common.words import Words

DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Term:
    """A theme, or a way in. `words` are other words by which it is found, separated by spaces."""

    key: str
    name: Words
    words: str = ""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All terms by their keys, in the order of the file."""

    themes: Mapping[str, Term]
    access: Mapping[str, Term]


@cache
def taxonomy() -> Taxonomy:
    """The terms of this version of Naast."""
    rows = tomllib.loads((DATA / "taxonomy.toml").read_text(encoding="utf-8"))
    return Taxonomy(_terms(rows["theme"]), _terms(rows["access"]))


def _terms(rows: Mapping[str, Mapping[str, str]]) -> Mapping[str, Term]:
    return {
        key: Term(
            key, Words({name: text for name, text in row.items() if name != "words"}),
            row.get("words", ""),
        )
        for key, row in rows.items()
    }  # fmt: skip


@cache
def sayings() -> Mapping[str, tuple[str, ...]]:
    """What people say and the words they mean by it, as Naast brings them."""
    rows = tomllib.loads((DATA / "synonyms.toml").read_text(encoding="utf-8"))
    return {said: tuple(meant.split()) for said, meant in rows["say"].items()}


@cache
def other_languages() -> Mapping[str, tuple[str, ...]]:
    """What people say in another language than Dutch, and the Dutch words they mean by it."""
    rows = tomllib.loads((DATA / "other_languages.toml").read_text(encoding="utf-8"))
    return {said: tuple(meant.split()) for lines in rows.values() for said, meant in lines.items()}


@cache
def plain_words() -> frozenset[str]:
    """Words that everybody uses, and that are no slip of another one."""
    rows = tomllib.loads((DATA / "synonyms.toml").read_text(encoding="utf-8"))
    return frozenset(rows["plain"]["words"].split())


@cache
def more_parts() -> frozenset[str]:
    """Words that are part of many compounds."""
    rows = tomllib.loads((DATA / "synonyms.toml").read_text(encoding="utf-8"))
    return frozenset(rows["parts"]["words"].split())
