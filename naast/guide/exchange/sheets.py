"""HSDS as tables: a zip with a CSV file per table."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from naast.guide.exchange.profile import MOST_ROWS, PHONE, TABLES, Report, Tables, unfit

LARGEST: Final = 30_000_000
"""Bytes of the zip, and of each table in it when unpacked."""
LONGEST_CELL: Final = 5_000

FILES: Final = {
    "organizations.csv": "organization", "services.csv": "service", "locations.csv": "location",
    "addresses.csv": "address", "service_at_locations.csv": "service_at_location",
    "schedules.csv": "schedule", "languages.csv": "language",
    "service_areas.csv": "service_area", "cost_options.csv": "cost_option",
    "accessibility.csv": "accessibility", "contacts.csv": "contact", "phones.csv": "phone",
    "taxonomies.csv": "taxonomy", "taxonomy_terms.csv": "taxonomy_term",
    "attributes.csv": "attribute",
}  # fmt: skip

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet takes for a formula. Ours get an apostrophe before it, one more each time."""

_WHEN: Final = (2026, 1, 1, 0, 0, 0)
"""The same tables give the same file."""


def as_sheets(tables: Tables) -> bytes:
    """The tables as a zip of CSV files; every cell is safe to open in a spreadsheet."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in FILES.items():
            sheet = io.StringIO()
            writer = csv.writer(sheet, lineterminator="\n")
            writer.writerow(TABLES[table])
            for row in tables[table]:
                writer.writerow([_cell(row[column]) for column in TABLES[table]])
            member = zipfile.ZipInfo(name, _WHEN)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, sheet.getvalue().encode())
    return made.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def from_sheets(content: bytes, report: Report) -> Tables:
    """The rows of a zip, unread; what cannot belong there goes in `report`.

    Raises: Unfit when it is no zip, is too large, or holds something else than these tables.
    """
    if len(content) > LARGEST:
        raise unfit("ZIP", _("larger than %(mb)d MB") % {"mb": LARGEST // 1_000_000})
    tables: Tables = {name: [] for name in TABLES}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                if member.filename not in FILES:
                    raise unfit(member.filename[:40], _("this file does not belong in it"))
                with archive.open(member) as opened:
                    unpacked = opened.read(LARGEST + 1)
                tables[FILES[member.filename]] = list(_rows(member.filename, unpacked, report))
    # What zipfile says of a way of packing it does not know, and of a zip with a password.
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise unfit("ZIP", _("this is no zip that can be opened")) from None
    if not any(tables.values()):
        raise unfit("ZIP", _("there is nothing in it"))
    return tables


def _rows(name: str, content: bytes, report: Report) -> Iterator[dict[str, str]]:
    if len(content) > LARGEST:
        raise unfit(name, _("larger than %(mb)d MB") % {"mb": LARGEST // 1_000_000})
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
        for at, cells in enumerate(reader, 1):
            if at > MOST_ROWS:
                raise unfit(name, _("more than %(most)d rows") % {"most": MOST_ROWS})
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
        if len(cell) > LONGEST_CELL:
            report.add(f"{where}, {column[:40]}", _("a cell that is much too long"))
        elif _FORMULA.match(cell) and cell[0] == "'":
            row[column] = cell[1:]
        elif _FORMULA.match(cell) and not (column == "number" and PHONE.fullmatch(cell)):
            report.add(f"{where}, {column[:40]}", _("a cell that a spreadsheet would calculate"))
        else:
            row[column] = cell
    return row
