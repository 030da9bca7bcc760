"""What it may have saved: an open formula over numbers that are shown anyway, as a range."""

from dataclasses import dataclass

from naast.impact.models import UnitPrice
from naast.impact.prices import Range, defaults
from naast.impact.selectors.totals import Totals

COST = "programme-cost"
PREVENTED = "help-prevented"
COUNTED = {PREVENTED: "better", COST: "placed"}
"""Per price: the total it is multiplied with."""


@dataclass(frozen=True, slots=True)
class UsedPrice:
    """A price as it is used: an own one, or the one we begin with."""

    key: str
    name: str
    each: str
    range: Range
    source: str
    year: int
    url: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the formula: so many, times this price."""

    price: UsedPrice
    number: int | None
    amount: Range | None


@dataclass(frozen=True, slots=True)
class Sum:
    """The whole formula. `outcome` is None while one of its numbers is too few to show."""

    lines: tuple[Line, Line]
    outcome: Range | None


def prices_of(organisation: int | None) -> dict[str, UsedPrice]:
    """The prices that count for this organisation; for more than one those we begin with."""
    own = {each.key: each for each in UnitPrice.objects.filter(organisation=organisation)}
    used: dict[str, UsedPrice] = {}
    for key, first in defaults().items():
        mine = own.get(key)
        used[key] = UsedPrice(
            key=key, name=str(first.name), each=str(first.each),
            range=Range(mine.low, mine.high) if mine else Range(first.low, first.high),
            source=mine.source if mine else str(first.source),
            year=mine.year if mine else first.year,
            url="" if mine else first.url, is_own=mine is not None,
        )  # fmt: skip
    return used


def calculate(totals: Totals, prices: dict[str, UsedPrice]) -> Sum:
    """What families say was prevented, less what the programme cost; both as ranges."""
    prevented, cost = (_line(totals, prices[key]) for key in (PREVENTED, COST))
    outcome = None
    if prevented.amount is not None and cost.amount is not None:
        outcome = prevented.amount.without(cost.amount)
    return Sum((prevented, cost), outcome)


def _line(totals: Totals, price: UsedPrice) -> Line:
    number = totals.grown(COUNTED[price.key])
    return Line(price, number, None if number is None else price.range.times(number))
