"""The map as a file: taken along, and taken in after a look at what it would do."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.guide.exchange import Report, Unfit, as_json, as_sheets, only, tables_of
from naast.guide.forms import MapFileForm
from naast.guide.models import Service
from naast.guide.services import map_file
from naast.guide.views.downloads import as_file
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required


@require_http_methods(["GET", "POST"])
@coordinator_required
def import_map(request: PersonRequest) -> HttpResponse:
    """Send a file and read what it would do; nothing on the map changes here."""
    sends = request.method == "POST"
    form = MapFileForm(request.POST, request.FILES) if sends else MapFileForm()
    if sends and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            found = map_file.keep_file(
                actor=request.actor, name=sent.name, content=sent.read(), now=timezone.now()
            )
        except Unfit as unfit:
            return _shown(request, form, report=unfit.report, name=sent.name)
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            if found.refused:
                return _shown(request, form, report=found.refused, name=sent.name)
            return redirect("guide:import_map")
    return _shown(request, form)


def _shown(
    request: PersonRequest, form: MapFileForm, *, report: Report | None = None, name: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "report": report, "name": name}
    waiting = None
    try:
        waiting = None if report else map_file.look(actor=request.actor, now=timezone.now())
    except DomainError as error:
        messages.warning(request, str(error))
    if waiting is not None and waiting.found is not None:
        found = waiting.found
        context |= {"name": waiting.name, "seal": waiting.seal}
        context |= {"found": found, "report": found.refused or None}
    return render(request, "guide/import_map.html", context)


@require_POST
@coordinator_required
def answer_import(request: PersonRequest) -> HttpResponse:
    """Yes, put it on the map; or no, throw the file away."""
    if request.POST.get("answer") != "yes":
        map_file.forget_file(actor=request.actor)
        messages.success(request, _("The file is thrown away. Nothing was changed."))
        return redirect("guide:import_map")
    try:
        made = map_file.take_in_file(
            actor=request.actor, seal=request.POST.get("seal", ""), now=timezone.now(),
            site=request.build_absolute_uri("/").rstrip("/"),
        )  # fmt: skip
    except DomainError as error:
        messages.warning(request, str(error))
        return redirect("guide:import_map")
    told = _("It stands on the map: %(new)d new, %(changed)d changed.")
    messages.success(request, told % {"new": made.new, "changed": made.services - made.new})
    return redirect("guide:keep")


@require_GET
@coordinator_required
def my_json(request: PersonRequest) -> HttpResponse:
    """The map of the own municipalities, also what visitors do not see, as HSDS 3 JSON."""
    return as_file(as_json(_mine(request)), "application/json", "mijn-sociale-kaart.json")


@require_GET
@coordinator_required
def my_sheets(request: PersonRequest) -> HttpResponse:
    """The same as tables: a zip of CSV files to work in and bring back."""
    return as_file(as_sheets(_mine(request)), "application/zip", "mijn-sociale-kaart.zip")


def _mine(request: PersonRequest) -> Any:
    mine = Service.objects.looked_after_by(request.actor).values_list("uuid", flat=True)
    tables = tables_of(timezone.localdate(), everything=True)
    return only(tables, {str(uuid) for uuid in mine})
