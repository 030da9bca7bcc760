"""How long an answer may take, how long links work, and how much one place may send in."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "terms.toml"


@dataclass(frozen=True, slots=True)
class Terms:
    """The numbers of `terms.toml`, in days unless their name says otherwise."""

    answer_days: int
    counted_days: int
    own_link_days: int
    contact_link_days: int
    read_along_days: int
    check_again_days: int
    most_an_hour: int
    most_mails_a_day: int
    most_said_a_day: int

    def __post_init__(self) -> None:
        """Raises: ValueError for a number that is not above zero."""
        if min(getattr(self, name) for name in self.__slots__) <= 0:
            raise ValueError(f"{FILE.name}: every number is above zero")


@cache
def terms() -> Terms:
    """The numbers as the data file has them."""
    return Terms(**tomllib.loads(FILE.read_text(encoding="utf-8")))
