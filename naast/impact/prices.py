"""The open formula of the calculator: ranges, and where every price comes from."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from naast.common.words import FrozenTable, Words
from naast.impact.indicators import words

FILE: Final = Path(__file__).with_name("prices.toml")


@dataclass(frozen=True, slots=True)
class DefaultPrice:
    """A price to begin with, in whole euros."""

    key: str
    name: Words
    each: Words
    low: int
    high: int
    year: int
    source: Words
    url: str


@cache
def defaults() -> Mapping[str, DefaultPrice]:
    """All prices by key, in the order of the file.

    Raises: ValueError, naming the entry, for one that lacks something or whose range falls.
    """
    with FILE.open("rb") as file:
        entries = tomllib.load(file)["price"]
    found: dict[str, DefaultPrice] = {}
    for entry in entries:
        try:
            found[entry["key"]] = DefaultPrice(
                key=entry["key"], name=words(entry["name"]), each=words(entry["each"]),
                low=int(entry["low"]), high=int(entry["high"]), year=int(entry["year"]),
                source=words(entry["source"]), url=entry["url"],
            )  # fmt: skip
        except (KeyError, TypeError) as missing:
            raise ValueError(f"prices.toml: {entry.get('key')}: {missing}") from missing
        if entry["low"] > entry["high"]:
            raise ValueError(f"prices.toml: {entry['key']}: low is above high")
    return FrozenTable(found)


@dataclass(frozen=True, slots=True)
class Range:
    """From low to high, in whole euros; never one figure."""

    low: int
    high: int

    def times(self, number: int) -> "Range":
        """This for so many."""
        return Range(self.low * number, self.high * number)

    def without(self, other: "Range") -> "Range":
        """What is left at worst and at best, when `other` is taken off."""
        return Range(self.low - other.high, self.high - other.low)
