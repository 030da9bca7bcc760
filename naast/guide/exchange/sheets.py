"""HSDS as tables: a zip with a CSV file per table."""

import csv
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from naast.guide.exchange.package import PACKAGE, as_package
from naast.guide.exchange.profile import (
    BY_COMMAND,
    MOST_COLUMNS,
    TABLES,
    Bounds,
    Report,
    Tables,
    unfit,
)
from naast.guide.exchange.values import PHONE

LONGEST_CELL: Final = 5_000

FILES: Final = {
    "organizations.csv": "organization", "services.csv": "service", "locations.csv": "location",
    "addresses.csv": "address", "service_at_location.csv": "service_at_location",
    "schedules.csv": "schedule", "languages.csv": "language",
    "service_areas.csv": "service_area", "cost_options.csv": "cost_option",
    "accessibility.csv": "accessibility", "contacts.csv": "contact", "phones.csv": "phone",
    "taxonomies.csv": "taxonomy", "taxonomy_terms.csv": "taxonomy_term",
    "attributes.csv": "attribute",
}  # fmt: skip
"""Names of files as HSDS has them, one of them in the singular."""

BEFORE: Final = {"service_at_locations.csv": "service_at_location.csv"}
"""Names we wrote until November 2026; such a file still comes in."""

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet takes for a formula. Ours get an apostrophe before it, one more each time."""

_WHEN: Final = (2026, 1, 1, 0, 0, 0)
"""The same tables give the same file."""


def as_sheets(tables: Tables) -> bytes:
    """The tables as a zip of CSV files, with the package that describes them; every cell is safe
    to open in a spreadsheet.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, PACKAGE, as_package(FILES))
        for name, table in FILES.items():
            sheet = io.StringIO()
            writer = csv.writer(sheet, lineterminator="\n")
            writer.writerow(TABLES[table])
            for row in tables[table]:
                writer.writerow([_cell(row[column]) for column in TABLES[table]])
            _put(archive, name, sheet.getvalue().encode())
    return made.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    member = zipfile.ZipInfo(name, _WHEN)
    member.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(member, content)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def from_sheets(content: bytes, report: Report, within: Bounds = BY_COMMAND) -> Tables:
    """The rows of a zip, unread; what cannot belong there goes in `report`.

    The package that describes the tables is left unread: ours are always the same.
    Raises: Unfit when it is no zip, is too large, or holds something else than these tables.
    """
    if len(content) > within.each:
        raise unfit("ZIP", _("larger than %(mb)d MB") % {"mb": within.each // 1_000_000})
    tables: Tables = {name: [] for name in TABLES}
    left, rows_left = within.unpacked, within.rows
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name, member in _members(archive):
                most = min(within.each, left)
                with archive.open(member) as opened:
                    unpacked = opened.read(most + 1)
                if len(unpacked) > most:
                    raise unfit(name, _("larger than %(mb)d MB") % {"mb": within.each // 1_000_000})
                rows = list(_rows(name, unpacked, report, min(within.rows_each, rows_left)))
                tables[FILES[name]] = rows
                left, rows_left = left - len(unpacked), rows_left - len(rows)
    # What zipfile says of a zip with a password or of an unknown kind (RuntimeError), of names that
    # are not UTF-8 though they say so, and of places before the beginning or beyond the end
    # (ValueError and further).
    except (
        zipfile.BadZipFile, RuntimeError, EOFError, OSError, zlib.error, ValueError, OverflowError,
        struct.error,
    ):  # fmt: skip
        raise unfit("ZIP", _("this is no zip that can be opened")) from None
    if not any(tables.values()):
        raise unfit("ZIP", _("there is nothing in it"))
    return tables


def _members(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """The tables in it by name; nothing is unpacked before every name is known, and known once."""
    found: dict[str, zipfile.ZipInfo] = {}
    for member in archive.infolist():
        if member.filename == PACKAGE:
            continue
        name = BEFORE.get(member.filename, member.filename)
        if name not in FILES:
            raise unfit(member.filename[:40], _("this file does not belong in it"))
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            # Other ways may ask for gigabytes of memory before the first byte comes out.
            raise unfit(name, _("this is packed in a way we do not open"))
        if name in found:
            raise unfit(name, _("this file stands there twice"))
        found[name] = member
    return list(found.items())


def _rows(name: str, content: bytes, report: Report, most_rows: int) -> Iterator[dict[str, str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise unfit(name, _("this is not written in UTF-8")) from None
    # csv and not splitlines decides where a row ends: a story may have lines of its own.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if len(set(header)) != len(header):
            raise unfit(name, _("a column stands there twice"))
        if len(header) > MOST_COLUMNS:
            raise unfit(name, _("more than %(most)d columns") % {"most": MOST_COLUMNS})
        for at, cells in enumerate(reader, 1):
            if at > most_rows:
                raise unfit(name, _("more than %(most)d rows") % {"most": most_rows})
            where = _("%(table)s, row %(at)d") % {"table": name, "at": at}
            if len(cells) != len(header):
                report.add(where, _("too few or too many cells"))
                continue
            yield _read(header, cells, where, report)
    except csv.Error as wrong:
        raise unfit(name, _("this cannot be read: %(why)s") % {"why": str(wrong)[:80]}) from None


def _read(header: list[str], cells: list[str], where: str, report: Report) -> dict[str, str]:
    row: dict[str, str] = {}
    for column, cell in zip(header, cells, strict=True):
        wrong = ""
        if len(cell) > LONGEST_CELL:
            wrong = _("a cell that is much too long")
        elif _FORMULA.match(cell) and cell[0] == "'":
            row[column] = cell[1:]
        elif _FORMULA.match(cell) and not (column == "number" and PHONE.fullmatch(cell)):
            wrong = _("a cell that a spreadsheet would calculate")
        else:
            row[column] = cell
        if wrong:
            report.add(f"{where}, {column[:40]}", wrong, alike=f"{header} {column[:40]} {wrong}")
    return row
