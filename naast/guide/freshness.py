"""How long ago somebody checked that a service is right, and what that means."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "freshness.toml"


class Freshness(StrEnum):
    """From fresh to hidden."""

    FRESH = "fresh"
    AMBER = "amber"
    SINKING = "sinking"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Terms:
    """After how many days a service is amber, sinks, and is hidden; how often we ask the owner,
    how long a link is good; from how many times on missed words are read, and how long they stay.
    """

    amber_days: int
    sinking_days: int
    hidden_days: int
    ask_again_days: int
    link_days: int
    missed_from: int
    missed_days: int

    def __post_init__(self) -> None:
        """Raises: ValueError when the ages do not rise."""
        if not 0 < self.amber_days < self.sinking_days < self.hidden_days:
            raise ValueError(f"{FILE.name}: amber, sinking and hidden rise")


@cache
def terms() -> Terms:
    """The ages as the data file has them."""
    return Terms(**tomllib.loads(FILE.read_text(encoding="utf-8")))


def freshness(assured_on: date | None, on: date) -> Freshness:
    """How fresh something is that was checked on a day, or never."""
    if assured_on is None:
        return Freshness.HIDDEN
    age, after = (on - assured_on), terms()
    for days, name in (
        (after.hidden_days, Freshness.HIDDEN),
        (after.sinking_days, Freshness.SINKING),
        (after.amber_days, Freshness.AMBER),
    ):
        if age > timedelta(days=days):
            return name
    return Freshness.FRESH
