"""The map as open data: for everybody, in the format other social maps read too."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from naast.guide.exchange import as_json, as_sheets, tables_of


@require_GET
def download_json(request: HttpRequest) -> HttpResponse:
    """Everything the public reads, as HSDS 3 JSON."""
    content = as_json(tables_of(timezone.localdate()))
    return as_file(content, "application/json", "sociale-kaart.json")


@require_GET
def download_sheets(request: HttpRequest) -> HttpResponse:
    """The same as HSDS 3 tables: a zip of CSV files."""
    content = as_sheets(tables_of(timezone.localdate()))
    return as_file(content, "application/zip", "sociale-kaart.zip")


def as_file(content: bytes, kind: str, name: str) -> HttpResponse:
    """Something to take along."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
