"""Reading postcode files as people have them, and naming everything in them that cannot be read."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO

from naast.places.choosing import Candidate
from naast.places.postcodes import Municipality, Postcode, four_digits

GEONAMES_COLUMNS = (
    "country", "postcode", "place", "province", "province_code", "municipality",
    "municipality_code", "district", "district_code", "lat", "lon", "accuracy",
)  # fmt: skip
"""The columns of GeoNames' postal files, which carry no header."""

ALIASES = {
    "postcode": "postcode", "pc4": "postcode", "postcode4": "postcode", "code": "postcode",
    "lat": "lat", "latitude": "lat", "breedtegraad": "lat", "breedte": "lat",
    "lon": "lon", "lng": "lon", "long": "lon", "longitude": "lon", "lengtegraad": "lon",
    "lengte": "lon",
    "place": "place", "plaats": "place", "woonplaats": "place",
    "municipality": "municipality", "gemeente": "municipality", "gemeentenaam": "municipality",
    "municipality_code": "municipality_code", "gemeentecode": "municipality_code",
    "gemeente_code": "municipality_code",
    "accuracy": "accuracy", "nauwkeurigheid": "accuracy",
}  # fmt: skip
"""How people call our columns, in English and in Dutch."""

NEEDED = ("postcode", "lat", "lon", "place")

LATITUDES = (50.7, 53.7)
LONGITUDES = (3.2, 7.3)
"""The European part of the Netherlands, degrees."""


class Reason(StrEnum):
    """Why a row cannot be used."""

    TOO_SHORT = "too_short"
    NO_COLUMN = "no_column"
    NOT_A_POSTCODE = "not_a_postcode"
    NOT_A_NUMBER = "not_a_number"
    OUTSIDE = "outside"
    EMPTY = "empty"
    NOT_A_MUNICIPALITY_CODE = "not_a_municipality_code"
    NO_MUNICIPALITY = "no_municipality"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that cannot be read: in which line (from 1), in which column, what stands there."""

    line: int
    column: str
    reason: Reason
    value: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file yielded: what can be used and what cannot."""

    candidates: tuple[Candidate, ...]
    faults: tuple[Fault, ...]


class _Unreadable(Exception):
    def __init__(self, column: str, reason: Reason, value: str = "") -> None:
        self.column, self.reason, self.value = column, reason, value


def decode(raw: bytes) -> str:
    """Text of a file in UTF-8, with or without byte order mark, or else in Windows-1252."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def read(text: str, known: Mapping[str, Municipality], filled: Mapping[str, Postcode]) -> Reading:
    """Read GeoNames' postal file or a table with a header.

    Args:
        known: municipalities whose names we trust above the file's.
        filled: postcodes that lend their municipality to rows that name none.
    """
    table = _Table(text)
    faults = [
        Fault(1, column, Reason.NO_COLUMN) for column in NEEDED if column not in table.columns
    ]
    if faults:
        return Reading((), tuple(faults))
    candidates: list[Candidate] = []
    for line, row in table.rows():
        try:
            candidates.append(_candidate(row, known, filled))
        except _Unreadable as wrong:
            faults.append(Fault(line, wrong.column, wrong.reason, wrong.value))
    return Reading(tuple(candidates), tuple(faults))


class _Table:
    """A file as rows with our column names, whatever separates its cells."""

    def __init__(self, text: str) -> None:
        first = next((line for line in text.splitlines() if line.strip()), "")
        self._cells = csv.reader(StringIO(text), delimiter=max("\t;,", key=first.count))
        self.columns: tuple[str, ...] = GEONAMES_COLUMNS
        if not re.match(r"[A-Z]{2}\t", first):
            header = next((cells for cells in self._cells if any(cells)), [])
            self.columns = tuple(ALIASES.get(_header(cell), "") for cell in header)

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Every row that says something, with its line; those of other countries are left out."""
        for cells in self._cells:
            row = {
                name: cell.strip() for name, cell in zip(self.columns, cells, strict=False) if name
            }
            if any(row.values()) and row.get("country", "NL") == "NL":
                yield self._cells.line_num, row


def _header(cell: str) -> str:
    return cell.strip().lower().replace(" ", "_")


def _candidate(
    row: dict[str, str], known: Mapping[str, Municipality], filled: Mapping[str, Postcode]
) -> Candidate:
    for column in NEEDED:
        if column not in row:
            raise _Unreadable(column, Reason.TOO_SHORT)
    code = four_digits(row["postcode"])
    if code is None:
        raise _Unreadable("postcode", Reason.NOT_A_POSTCODE, row["postcode"])
    if not row["place"]:
        raise _Unreadable("place", Reason.EMPTY)
    lat, lon = _degrees(row, "lat", LATITUDES), _degrees(row, "lon", LONGITUDES)
    municipality = _municipality(row, code, known, filled)
    return Candidate(
        Postcode(code, lat, lon, row["place"], municipality.name, municipality.code),
        _accuracy(row),
    )


def _accuracy(row: dict[str, str]) -> int | None:
    if "accuracy" not in row:
        return None
    return int(row["accuracy"]) if re.fullmatch("[1-6]", row["accuracy"]) else 0


def _degrees(row: dict[str, str], column: str, bounds: tuple[float, float]) -> float:
    try:
        degrees = float(row[column].replace(",", "."))
    except ValueError:
        raise _Unreadable(column, Reason.NOT_A_NUMBER, row[column]) from None
    if not bounds[0] <= degrees <= bounds[1]:
        raise _Unreadable(column, Reason.OUTSIDE, row[column])
    return degrees


def _municipality(
    row: dict[str, str],
    code: str,
    known: Mapping[str, Municipality],
    filled: Mapping[str, Postcode],
) -> Municipality:
    written = row.get("municipality_code", "")
    if not written:
        if code in filled:
            return Municipality(filled[code].municipality_code, filled[code].municipality)
        raise _Unreadable("municipality_code", Reason.NO_MUNICIPALITY, code)
    digits = re.fullmatch(r"(?:GM)?([0-9]{1,4})", written, re.IGNORECASE)
    if not digits:
        raise _Unreadable("municipality_code", Reason.NOT_A_MUNICIPALITY_CODE, written)
    number = digits[1].zfill(4)
    if number in known:
        return known[number]
    name = _plain_name(row.get("municipality", ""))
    if not name:
        raise _Unreadable("municipality", Reason.EMPTY)
    return Municipality(number, name)


def _plain_name(name: str) -> str:
    """`Leiden` for `Gemeente Leiden`, `Leiden Municipality` and their misspellings in GeoNames."""
    return re.sub(r"^Gemeente\s+|[.\s]+Municipal\w*$", "", name).strip()
