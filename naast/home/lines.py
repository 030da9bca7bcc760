"""The numbers people can call when it cannot wait, from one data file."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from naast.common.words import Words

FILE = Path(__file__).parent / "data" / "lines.toml"


@dataclass(frozen=True, slots=True)
class Line:
    """A number to call. `call` is what a phone dials; `checked_on` when the source was read."""

    number: str
    call: str
    name: Words
    when: Words
    open: Words
    source: str
    checked_on: date


@cache
def lines() -> tuple[Line, ...]:
    """All numbers, most urgent first."""
    with FILE.open("rb") as file:
        rows = tomllib.load(file)["line"]
    texts = ("name", "when", "open")
    return tuple(Line(**{**row, **{key: Words(row[key]) for key in texts}}) for row in rows)
