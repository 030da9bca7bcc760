"""The numbers people can call when it cannot wait, from one data file."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from naast.common.words import Words

FILE = Path(__file__).with_name("lines.toml")


@dataclass(frozen=True, slots=True)
class Line:
    """A number to call. `call` is what a phone dials; `checked_on` when the source was read.

    `short` stands under the number on every page, `when` and `open` where there is room.
    """

    key: str
    number: str
    call: str
    name: Words
    short: Words
    when: Words
    open: Words
    source: str
    checked_on: date

    @property
    def is_named(self) -> bool:
        """Whether it has a name beside its number: 112 has not."""
        return str(self.name) != self.number


@cache
def lines() -> tuple[Line, ...]:
    """All numbers, most urgent first."""
    with FILE.open("rb") as file:
        rows = tomllib.load(file)["line"]
    texts = ("name", "short", "when", "open")
    return tuple(Line(**{**row, **{key: Words(row[key]) for key in texts}}) for row in rows)


def line(key: str) -> Line:
    """The number with this key: `danger`, `home`, `suicide` or `children`.

    Raises: KeyError for another key.
    """
    return {each.key: each for each in lines()}[key]
