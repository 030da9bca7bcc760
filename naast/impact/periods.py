"""Quarters and years, as reports go over them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2200
WAIT_DAYS: Final = 14
"""How long after its last day a quarter is counted: what was done is often noted a little later."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a year: `number` is 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        """The quarter that follows."""
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    @property
    def key(self) -> str:
        """How it stands in an address: `2026-k3`."""
        return f"{self.year}-k{self.number}"

    def __str__(self) -> str:
        return _("quarter %(number)s of %(year)s") % {"number": self.number, "year": self.year}


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarters(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    """All from `first` to `last`, both included."""
    while first <= last:
        yield first
        first = first.next


@dataclass(frozen=True, slots=True)
class Period:
    """What a report is about: one quarter, or the quarters of a year that are over."""

    key: str
    quarters: tuple[Quarter, ...]

    @property
    def first(self) -> date:
        """Its first day."""
        return self.quarters[0].first

    @property
    def last(self) -> date:
        """Its last day."""
        return self.quarters[-1].last

    @property
    def year(self) -> int:
        """The year it lies in."""
        return self.quarters[0].year

    @property
    def until(self) -> tuple[Quarter, ...]:
        """The quarters of its year up to its end."""
        return tuple(quarters(Quarter(self.year, 1), self.quarters[-1]))

    @property
    def is_whole_year(self) -> bool:
        """Whether all four quarters are in it."""
        return len(self.quarters) == 4

    def __str__(self) -> str:
        if "k" in self.key:
            return str(self.quarters[0])
        return _("the year %(year)s") % {"year": self.year}


class NoSuchPeriod(ValueError):
    """What stands in the address is no quarter and no year."""


def read(key: str) -> tuple[Quarter, ...]:
    """The quarters that a key names: `2026-k3` one, `2026` four.

    Raises: NoSuchPeriod for anything else, and for years nobody reported about.
    """
    year, dash, number = key.partition("-k")
    plain = year.isascii() and year.isdigit() and len(year) == 4
    if not plain or not FIRST_YEAR <= int(year) <= LAST_YEAR or (dash and number not in "1234"):
        raise NoSuchPeriod(key)
    if dash and len(number) == 1:
        return (Quarter(int(year), int(number)),)
    if dash:
        raise NoSuchPeriod(key)
    return tuple(Quarter(int(year), each) for each in (1, 2, 3, 4))
