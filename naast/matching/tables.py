"""Requests and supporters from a table as people have it: CSV out of a spreadsheet.

Columns may have an English or a Dutch name; columns we do not know are left alone. Every cell that
cannot be read is reported, all at once, in plain Dutch.

Only interests, wishes, kind, active matches (then 0) and the day of the VOG (then not seen) may be
empty, or missing as a column. A family without a language, a part of the week, a birth year or a
day of asking could never be treated fairly, so there an empty cell is reported and not guessed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from naast.matching import cells, sheets
from naast.matching.problems import Problem, Unreadable
from naast.matching.values import Request, Supporter

Row = TypeVar("Row", Request, Supporter)
Values = dict[str, Any]
Readers = Mapping[str, Callable[[str], Any]]
Rule = tuple[str, str, str]
"""Of two columns the first may not be above the second; and the Dutch sentence when it is."""

REQUEST_COLUMNS = {
    "id": ("id",),
    "postcode": ("postcode",),
    "languages": ("languages", "talen"),
    "slots": ("slots", "dagdelen"),
    "child_birth_years": ("child_birth_years", "geboortejaren"),
    "interests": ("interests", "interesses"),
    "wants": ("wants", "wens"),
    "waiting_since": ("waiting_since", "wacht_sinds"),
}
SUPPORTER_COLUMNS = {
    "id": ("id",),
    "postcode": ("postcode",),
    "languages": ("languages", "talen"),
    "slots": ("slots", "dagdelen"),
    "child_age_min": ("child_age_min", "leeftijd_van"),
    "child_age_max": ("child_age_max", "leeftijd_tot"),
    "interests": ("interests", "interesses"),
    "kind": ("kind", "soort"),
    "capacity": ("capacity", "capaciteit"),
    "active": ("active", "lopend"),
    "vog_seen_on": ("vog_seen_on", "vog_gezien"),
}
OPTIONAL = frozenset({"interests", "wants", "kind", "active", "vog_seen_on"})

SUPPORTER_RULES: tuple[Rule, ...] = (
    ("child_age_min", "child_age_max", "de laagste leeftijd is hoger dan de hoogste"),
    ("active", "capacity", "er lopen meer koppelingen dan er plekken zijn"),
)


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """What a file held, in its own order.

    `readable` is False when the file as a whole could not be read: there are no rows then, and
    skipping lines does not help.
    """

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    readable: bool = True


def read_requests(path: Path, locate: cells.Locate, on: date) -> Table[Request]:
    """The families that ask. `locate` gives (lat, lon) of a postcode, None when it is unknown."""
    readers: Readers = {
        "id": cells.identity,
        "postcode": cells.place(locate),
        "languages": cells.languages,
        "slots": cells.slots,
        "child_birth_years": cells.birth_years(on),
        "interests": cells.words,
        "wants": cells.words,
        "waiting_since": cells.day,
    }
    return _read(path, REQUEST_COLUMNS, readers, (), Request)


def read_supporters(path: Path, locate: cells.Locate) -> Table[Supporter]:
    """The supporters. `locate` gives (lat, lon) of a postcode, None when it is unknown."""
    readers: Readers = {
        "id": cells.identity,
        "postcode": cells.place(locate),
        "languages": cells.languages,
        "slots": cells.slots,
        "child_age_min": cells.number,
        "child_age_max": cells.number,
        "interests": cells.words,
        "kind": cells.text,
        "capacity": cells.number,
        "active": cells.count,
        "vog_seen_on": cells.day_if_any,
    }
    return _read(path, SUPPORTER_COLUMNS, readers, SUPPORTER_RULES, Supporter)


def _read(
    path: Path,
    names: sheets.Names,
    readers: Readers,
    rules: tuple[Rule, ...],
    make: Callable[..., Row],
) -> Table[Row]:
    try:
        sheet = sheets.read(path, names, OPTIONAL)
    except Unreadable as unreadable:
        return Table((), unreadable.problems, readable=False)
    rows: list[Row] = []
    problems: list[Problem] = []
    first_line: dict[str, int] = {}
    for line in sheet.lines:
        values, wrong = _values(line, readers, rules)
        earlier = first_line.setdefault(line.cells.get("id", ""), line.number)
        if "id" in values and earlier != line.number:
            wrong.append(("id", f"dit id staat ook op regel {earlier}"))
        for column, expected in wrong:
            found = line.cells.get(column, "") if column else line.extra
            header = sheet.headers.get(column, column) or None
            problems.append(Problem(str(path), line.number, header, found, expected))
        if not wrong:
            lat, lon = values.pop("postcode")
            rows.append(make(lat=lat, lon=lon, **values))
    return Table(tuple(rows), tuple(problems))


def _values(
    line: sheets.Line, readers: Readers, rules: tuple[Rule, ...]
) -> tuple[Values, list[tuple[str, str]]]:
    """The values of a line by column, and what is wrong as (column, what is expected)."""
    values: Values = {}
    wrong = [("", "deze regel heeft meer cellen dan de kop")] if line.extra else []
    for column, read in readers.items():
        try:
            values[column] = read(line.cells.get(column, ""))
        except cells.NotUnderstood as problem:
            wrong.append((column, str(problem)))
    for low, high, expected in rules:
        if low in values and high in values and values[low] > values[high]:
            wrong.append((low, expected))
    return values, wrong
