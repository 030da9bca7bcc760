"""A report as a paper."""

from pathlib import Path
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from naast.impact.indicators import Indicator
from naast.impact.selectors.report import Report
from naast.ui.components.formats import dutch_date
from naast.ui.papers import pdf

TEMPLATE: Final = Path(__file__).with_name("report.typ")


def report_pdf(report: Report) -> bytes:
    """The report as a tagged PDF in the reader's language."""
    return pdf(TEMPLATE, _values(report), made_at=report.closed_at)


def _values(report: Report) -> dict[str, Any]:
    return {
        "language": translation.get_language() or "nl",
        "title": _("Report of %(period)s") % {"period": report.period},
        "about": f"{report.scope.title} · {report.programme_title}",
        "counted": _("Counted on %(day)s.") % {"day": dutch_date(report.closed_at)},
        "rounding": _(
            "Numbers are rounded to fives, so that nobody can be recognised in them. What may be "
            "fewer than %(smallest)s is not shown."
        ) % {"smallest": report.smallest},
        "no_cause": _(
            "This is what was counted and what families say themselves. It does not prove what "
            "the cause is."
        ),
        "what": _("What"),
        "how_much": _("How much"),
        "sections": [
            {"title": each.title, "rows": [[row.label, row.text] for row in each.rows]}
            for each in report.sections
        ],
        "goals_title": _("Target and what came of it"),
        "target": _("Target"),
        "came_of_it": _("Came of it"),
        "goals": [[goal.title, str(goal.number), goal.realised] for goal in report.goals],
        "languages_title": _("Languages, besides Dutch"),
        "language_heading": _("Language"),
        "asked": _("asked"),
        "offered": _("offered"),
        "languages": [[each.name, each.asked, each.offered] for each in report.languages],
        "quotes_title": _("In their own words"),
        "quotes": [{"words": said.words, "role": said.role} for said in report.quotes],
        "meanings_title": _("What the numbers mean"),
        "meanings": [_meaning(each) for each in report.meanings],
        "page": _("page"),
    }  # fmt: skip


def _meaning(each: Indicator) -> dict[str, str]:
    over = _("Over: %(whom)s") % {"whom": each.denominator} if each.denominator else ""
    version = _("Version %(version)s, since %(day)s. Source: %(source)s.") % {
        "version": each.version, "day": dutch_date(each.since), "source": each.source,
    }  # fmt: skip
    return {"name": str(each.name), "counted": str(each.numerator), "over": over, "from": version}
