"""What each number of a report means: versioned data, read from `indicators.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from naast.common.words import NEEDED_LANGUAGES, FrozenTable, Words

FILE: Final = Path(__file__).with_name("indicators.toml")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One number: what it is called, what is counted over what, where that comes from.

    `denominator` is None for a plain count.
    """

    key: str
    version: int
    since: date
    unit: str
    name: Words
    numerator: Words
    denominator: Words | None
    source: Words


@cache
def indicators() -> Mapping[str, Indicator]:
    """All of them by key, in the order of the file.

    Raises: ValueError, naming the entry, for a table that lacks something or stands there twice.
    """
    with FILE.open("rb") as file:
        entries = tomllib.load(file)["indicator"]
    found = {entry["key"]: _indicator(entry) for entry in entries}
    if len(found) != len(entries):
        raise ValueError("indicators.toml: a key stands there twice")
    return FrozenTable(found)


def _indicator(entry: Mapping[str, Any]) -> Indicator:
    try:
        over = entry.get("denominator")
        return Indicator(
            key=entry["key"], version=int(entry["version"]), since=entry["since"],
            unit=entry["unit"], name=words(entry["name"]), numerator=words(entry["numerator"]),
            denominator=words(over) if over else None, source=words(entry["source"]),
        )  # fmt: skip
    except (KeyError, TypeError) as missing:
        raise ValueError(f"indicators.toml: {entry.get('key')}: {missing}") from missing


def words(texts: Mapping[str, str]) -> Words:
    """A text that exists in every language we need.

    Raises: KeyError, naming the language that is missing.
    """
    for language in NEEDED_LANGUAGES:
        texts[language]
    return Words(texts)
