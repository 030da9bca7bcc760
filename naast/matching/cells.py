"""One cell of a table: from what people type to a value, or a sentence about what is expected."""

import re
from collections.abc import Callable
from datetime import date

from naast.matching.languages import CODES
from naast.matching.values import SLOTS, WEEKEND

Locate = Callable[[str], tuple[float, float] | None]

_POSTCODE = re.compile(r"([1-9]\d{3})\s*([A-Z]{2})?", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DUTCH_DATE = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)
_NUMBER = re.compile(r"\d{1,4}", re.ASCII)


class NotUnderstood(ValueError):
    """The cell does not hold what is expected. The message is a Dutch sentence for its writer."""


def words(cell: str) -> frozenset[str]:
    """A list separated by `|`: small letters, single spaces, no empty parts."""
    parts = (" ".join(part.split()).casefold() for part in cell.split("|"))
    return frozenset(part for part in parts if part)


def text(cell: str) -> str:
    """A word or a few, in small letters."""
    return " ".join(cell.split()).casefold()


def identity(cell: str) -> str:
    """An id as it is written."""
    if not cell:
        raise NotUnderstood("vul een eigen nummer of naam in")
    return cell


def place(locate: Locate) -> Callable[[str], tuple[float, float]]:
    """A reader of postcodes: `2311`, `2311AB`, `2311 ab`."""

    def read(cell: str) -> tuple[float, float]:
        match = _POSTCODE.fullmatch(cell.upper())
        if not match:
            raise NotUnderstood("schrijf een postcode als 2311 of 2311 AB")
        point = locate("".join(part for part in match.groups() if part))
        if point is None:
            raise NotUnderstood("deze postcode kennen we niet; schrijf een Nederlandse postcode")
        return point

    return read


def languages(cell: str) -> frozenset[str]:
    """ISO 639-1 codes, at least one."""
    found = words(cell)
    if not found or not found <= CODES:
        raise NotUnderstood("schrijf taalcodes van twee letters met | ertussen, zoals nl|ar")
    return found


def slots(cell: str) -> frozenset[str]:
    """Parts of the week, at least one; `weekend` stands for six of them."""
    found = frozenset(re.sub(r"\s*-\s*", "-", word) for word in words(cell))
    if not found or not found <= {*SLOTS, "weekend"}:
        raise NotUnderstood("schrijf dagdelen met | ertussen, zoals wo-middag|weekend")
    return found - {"weekend"} | (WEEKEND if "weekend" in found else frozenset())


def birth_years(on: date) -> Callable[[str], tuple[int, ...]]:
    """A reader of birth years: at least one, none after the year of `on`. Twins may share one."""

    def read(cell: str) -> tuple[int, ...]:
        parts = [part.strip() for part in cell.split("|") if part.strip()]
        if not parts or not all(_NUMBER.fullmatch(part) and len(part) == 4 for part in parts):
            raise NotUnderstood("schrijf geboortejaren met | ertussen, zoals 2016|2019")
        years = tuple(int(part) for part in parts)
        if max(years) > on.year:
            raise NotUnderstood(f"een geboortejaar kan niet na {on.year} liggen")
        if min(years) < 1900:
            raise NotUnderstood("een geboortejaar ligt na 1900")
        return years

    return read


def number(cell: str) -> int:
    """A whole number, 0 or more."""
    if not _NUMBER.fullmatch(cell):
        raise NotUnderstood("schrijf een heel getal, 0 of hoger")
    return int(cell)


def count(cell: str) -> int:
    """A whole number; empty is 0."""
    return number(cell) if cell else 0


def day(cell: str) -> date:
    """A date, `2026-11-03` or `03-11-2026`."""
    iso, dutch = _ISO_DATE.fullmatch(cell), _DUTCH_DATE.fullmatch(cell)
    parts = iso.groups() if iso else dutch.groups()[::-1] if dutch else ()
    try:
        year, month, number_of_day = map(int, parts)
        found = date(year, month, number_of_day)
    except ValueError:
        raise NotUnderstood("schrijf een datum als 2026-11-03 of 03-11-2026") from None
    if not 1900 <= found.year <= 2200:
        raise NotUnderstood("schrijf een datum tussen 1900 en 2200")
    return found


def day_if_any(cell: str) -> date | None:
    """A date, or None when the cell is empty."""
    return day(cell) if cell else None
