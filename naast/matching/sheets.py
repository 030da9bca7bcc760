"""A CSV file as spreadsheets and people write it, as lines of named cells.

Comma, semicolon or tab; UTF-8 with or without a mark, UTF-16 or Windows-1252; the header in any
order and case; quoted cells, empty lines, spaces, a first line `sep=;`.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from naast.matching.problems import Problem, Unreadable

DELIMITERS = ";,\t"

Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one line by column, without spaces around them; `extra` had no column."""

    number: int
    cells: Mapping[str, str]
    extra: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled lines of a file. `headers` gives each column as it is called in the file."""

    headers: Mapping[str, str]
    lines: tuple[Line, ...]


def read(path: Path, names: Names, optional: frozenset[str]) -> Sheet:
    """Read a file whose columns may be called by any of their `names`.

    Raises: Unreadable when there is no such file, when it is no table, or when a column that is not
    in `optional` is missing or stands in it twice.
    """
    text = _decoded(path)
    table = _rows(path, text, _delimiter(text, names))
    try:
        _, header = next(table)
    except StopIteration:
        raise Unreadable(_about(path, "dit bestand is leeg")) from None
    columns = _columns(path, header, names, optional)
    lines = [_line(number, row, columns, len(header)) for number, row in table]
    headers = {name: header[at].strip() for at, name in columns.items()}
    return Sheet(headers, tuple(lines))


def _about(path: Path, expected: str, line: int | None = None) -> Problem:
    return Problem(str(path), line, None, "", expected)


def _decoded(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(_about(path, "dit bestand is er niet")) from None
    except OSError:
        raise Unreadable(_about(path, "dit bestand kunnen we niet openen")) from None
    text = _text(raw)
    if "\0" in text:
        raise Unreadable(_about(path, "dit is geen tekst; sla de tabel op als CSV"))
    return text


def _text(raw: bytes) -> str:
    """Windows-1252 is the last guess: it accepts nearly anything."""
    guesses = ["utf-8-sig", "cp1252"]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        guesses.insert(0, "utf-16")
    for encoding in guesses:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp1252", errors="replace")


def _delimiter(text: str, names: Names) -> str:
    """The sign that makes most of the first line into columns we know."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if first.casefold().startswith("sep=") and first[4:5]:
        return first[4]
    known = {alias for aliases in names.values() for alias in aliases}

    def recognised(sign: str) -> int:
        return sum(_plain(cell.strip('" ')) in known for cell in first.split(sign))

    return max(DELIMITERS, key=recognised)


def _rows(path: Path, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The lines with anything in them, with the number of the line where each begins."""
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for row in table:
            declared = number == 1 and row and row[0].casefold().startswith("sep=")
            if any(cell.strip() for cell in row) and not declared:
                yield number, row
            number = table.line_num + 1
    except csv.Error:
        expected = "vanaf deze regel klopt de tabel niet; kijk of elk aanhalingsteken weer sluit"
        raise Unreadable(_about(path, expected, number)) from None


def _columns(
    path: Path, header: list[str], names: Names, optional: frozenset[str]
) -> dict[int, str]:
    """Which position holds which column."""
    by_alias = {alias: name for name, aliases in names.items() for alias in aliases}
    columns = {at: by_alias[_plain(h)] for at, h in enumerate(header) if _plain(h) in by_alias}
    present = list(columns.values())
    problems = [
        _about(path, f"de kolom {' of '.join(names[name])} ontbreekt", 1)
        for name in names
        if name not in present and name not in optional
    ]
    problems += [
        _about(path, f"de kolom {' of '.join(names[name])} staat er meer dan één keer in", 1)
        for name in names
        if present.count(name) > 1
    ]
    if problems:
        raise Unreadable(*problems)
    return columns


def _plain(header: str) -> str:
    """`Wacht sinds`, `wacht-sinds` and `WACHT_SINDS` are one name."""
    return "_".join(header.replace("-", " ").replace("_", " ").casefold().split())


def _line(number: int, row: list[str], columns: Mapping[int, str], width: int) -> Line:
    cells = {name: row[at].strip() for at, name in columns.items() if at < len(row)}
    return Line(number, cells, "|".join(cell.strip() for cell in row[width:] if cell.strip()))
