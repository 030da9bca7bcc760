"""A report as a sheet: CSV for a spreadsheet, in UTF-8 with a mark that says so.

A cell that begins like a formula gets an apostrophe, so that no spreadsheet runs what a name of an
organisation or a source happens to look like.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Final

from django.utils.translation import gettext as _

from naast.impact.selectors.report import Report
from naast.ui.components.formats import dutch_date

MARK: Final = "\ufeff"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell


def sheet(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV with semicolons, as Dutch spreadsheets open it."""
    out = StringIO()
    out.write(MARK)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def report_sheet(report: Report) -> str:
    """The numbers of a report, with what they mean."""
    return sheet(_rows(report))


def _rows(report: Report) -> Iterator[Sequence[str]]:
    yield _("Report"), report.scope.title
    yield _("Programme"), report.programme_title
    yield _("Period"), str(report.period)
    yield _("Counted on"), dutch_date(report.closed_at)
    yield ()
    yield _("Part"), _("What"), _("How much"), _("Code")
    for section in report.sections:
        for row in section.rows:
            yield section.title, row.label, row.text, row.key
    for goal in report.goals:
        yield _("Target"), goal.title, str(goal.number), "target"
        yield _("Target"), _("Came of it"), goal.realised, "placed"
    for each in report.languages:
        yield _("Language"), f"{each.name}: {_('asked')}", each.asked, "asked-in"
        yield _("Language"), f"{each.name}: {_('offered')}", each.offered, "offered-in"
    for said in report.quotes:
        yield _("In their own words"), said.role, said.words, "quote"
    yield ()
    yield _("Code"), _("What"), _("Counted"), _("Over"), _("Version"), _("Since"), _("Source")
    for meaning in report.meanings:
        over = str(meaning.denominator) if meaning.denominator else ""
        yield (
            meaning.key, str(meaning.name), str(meaning.numerator), over, str(meaning.version),
            meaning.since.isoformat(), str(meaning.source),
        )  # fmt: skip
