"""Mijn gegevens: what is kept about somebody, a copy of it, and erasing it."""

import json

from django.contrib import messages
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from naast.common.browser import forget_us
from naast.home.forms import ErasingForm
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, person_required
from naast.people.proof import is_fresh
from naast.people.reading import saw
from naast.support.selectors.export import Export, export_of
from naast.support.selectors.leaving import Leaving, leaving_of_person
from naast.support.selectors.own_page import coordinators_of
from naast.support.services.erasing import erase_myself
from naast.support.services.exporting import make_export


@require_GET
@person_required
def my_data(request: PersonRequest) -> HttpResponse:
    """What one can do with one's own data: read, take along, correct, erase."""
    leaving = leaving_of_person(request.actor)
    saw(request, leaving.households)
    return render(request, "home/my_data.html", _context(request, leaving))


@require_http_methods(["GET", "POST"])
@person_required
def my_export(request: PersonRequest) -> HttpResponse:
    """Everything on one page, to read or print; pressed for, as a file."""
    now = timezone.now()
    if request.method == "POST":
        if not is_fresh(request, now):
            messages.warning(request, _("Sign in again first. Then you can take it with you."))
            return redirect("home:my_data")
        return _file(make_export(actor=request.actor, now=now))
    export = export_of(request.actor, now=now)
    saw(request, export.households)
    return render(request, "home/my_export.html", {"export": export})


def _file(export: Export) -> HttpResponse:
    words = json.dumps(export.as_data(), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    response = HttpResponse(words, content_type="application/json; charset=utf-8")
    name = f"naast-{timezone.localdate(export.made_at)}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
@person_required
def erase(request: PersonRequest) -> HttpResponse:
    """What goes, what stays and who hears of it; then, pressed once more, it goes."""
    now = timezone.now()
    form = ErasingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and is_fresh(request, now) and form.is_valid():
        try:
            erase_myself(actor=request.actor, now=now)
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect("home:erase")
        logout(request)
        return forget_us(redirect("home:erased"))
    leaving = leaving_of_person(request.actor)
    saw(request, leaving.households)
    return render(request, "home/erase.html", _context(request, leaving) | {"form": form})


@require_GET
def erased(request: HttpRequest) -> HttpResponse:
    """Goodbye; the same for everybody who opens it."""
    return render(request, "home/erased.html")


def _context(request: PersonRequest, leaving: Leaving) -> dict[str, object]:
    """What goes, whether the sign-in is recent enough for it, and whom to call first."""
    now, homes = timezone.now(), [*leaving.homes, *leaving.left]
    organisation = homes[0].organisation if homes else None
    on = timezone.localdate(now)
    return {
        "leaving": leaving,
        "fresh": is_fresh(request, now),
        "works": bool(request.actor.live_roles),
        "organisation": organisation,
        "coordinators": coordinators_of(organisation, on=on) if organisation else [],
    }
