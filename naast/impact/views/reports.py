"""A report on screen, on paper and as a sheet: the same numbers, one function apart."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from naast.impact import papers, sheets
from naast.impact.forms import AskForm
from naast.impact.selectors.asked import ALL, Asked, NothingThere, asked_of
from naast.impact.selectors.report import Report, report_of
from naast.people.http import PersonRequest, person_required


def asked_in(request: PersonRequest) -> Asked:
    """What the address asks for.

    Raises: Http404 when it is not there, or not for this reader.
    """
    try:
        return asked_of(request.actor, request.GET.dict(), timezone.now())
    except NothingThere:
        raise Http404 from None


def made(asked: Asked) -> Report:
    """The report that is asked for.

    Raises: Http404 when there is none yet.
    """
    if asked.period is None or asked.closed_at is None:
        raise Http404
    return report_of(
        asked.scope, asked.programme, asked.programme_title, asked.period, asked.closed_at
    )


@require_GET
@person_required
def reports(request: PersonRequest) -> HttpResponse:
    """Choose, and read at once: the first report is there without choosing."""
    asked = asked_in(request)
    form = AskForm(
        scopes=asked.scopes, programmes=asked.programmes, periods=asked.periods,
        initial={
            "van": asked.scope.key, "programma": asked.programme or ALL,
            "periode": asked.period.key if asked.period else "",
        },
    )  # fmt: skip
    report = made(asked) if asked.period else None
    works_here = bool(request.actor.organisations_watched())
    context = {"asked": asked, "form": form, "report": report, "works_here": works_here}
    return render(request, "impact/report.html", context)


@require_GET
@person_required
def report_pdf(request: PersonRequest) -> HttpResponse:
    """The report to print or send."""
    report = made(asked_in(request))
    return _file(papers.report_pdf(report), "application/pdf", report, "pdf", "inline")


@require_GET
@person_required
def report_csv(request: PersonRequest) -> HttpResponse:
    """The report for a spreadsheet."""
    report = made(asked_in(request))
    content = sheets.report_sheet(report).encode()
    return _file(content, "text/csv; charset=utf-8", report, "csv", "attachment")


def _file(content: bytes, kind: str, report: Report, ending: str, how: str) -> HttpResponse:
    title = _("report")
    name = slugify(f"{title} {report.scope.title} {report.period.key}")
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'{how}; filename="{name}.{ending}"'
    response.headers["Cache-Control"] = "no-store"
    return response
