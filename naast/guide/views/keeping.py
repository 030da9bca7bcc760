"""Pages of who keeps the map of a region."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.guide import opening
from naast.guide.advice import advice_on
from naast.guide.forms import PlaceForm, ServiceForm, WordForm
from naast.guide.models import Service, ServicePlace, Synonym
from naast.guide.region import municipalities_of
from naast.guide.selectors import keeping as selectors
from naast.guide.services import keeping as services
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required


@require_GET
@coordinator_required
def keep(request: PersonRequest) -> HttpResponse:
    """What needs a look now, and everything that is on the map here."""
    made = selectors.keeping(request.actor, timezone.now())
    return render(request, "guide/keep.html", {"keeping": made})


@require_http_methods(["GET", "POST"])
@coordinator_required
def add_service(request: PersonRequest) -> HttpResponse:
    """Add a service."""
    codes = selectors.names_of(sorted(municipalities_of(request.actor)))
    form = ServiceForm(
        request.POST or None, municipalities=codes,
        initial={"municipalities": list(codes), "status": Service.Status.ACTIVE},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = _keep(request, form, None)
        if made is not None:
            messages.success(request, _("Kept. Where is it, and when?"))
            return redirect("guide:add_place", made.uuid)
    return render(request, "guide/keep_service.html", {"form": form, "service": None})


@require_http_methods(["GET", "POST"])
@coordinator_required
def change_service(request: PersonRequest, service: UUID) -> HttpResponse:
    """Change a service, with its places and whom to ask for."""
    there = _service(request, service)
    codes = selectors.names_of(sorted(municipalities_of(request.actor)))
    form = ServiceForm(request.POST or None, municipalities=codes, initial=_initial(there))
    if request.method == "POST" and form.is_valid() and (kept := _keep(request, form, service)):
        messages.success(request, _("Kept. It counts as checked today."))
        return (
            redirect("guide:change_service", service) if advice_on(kept) else redirect("guide:keep")
        )
    context = {
        "form": form,
        "service": there,
        "places": [{"at": at, "times": opening.lines(at.times.all())} for at in there.at.all()],
        "advice": advice_on(there),
        "contacts": there.contacts.select_related("place"),
    }
    return render(request, "guide/keep_service.html", context)


def _service(request: PersonRequest, service: UUID) -> Service:
    mine = Service.objects.looked_after_by(request.actor).whole()
    return get_object_or_404(mine, uuid=service)


def _initial(there: Service) -> dict[str, Any]:
    told = {name: getattr(there, name, None) for name in ServiceForm.base_fields}
    free = {True: "yes", False: "no", None: ""}[there.is_free]
    codes = [each.code for each in there.served.all()]
    return {**told, "provider": there.provider.name, "is_free": free, "municipalities": codes}


def _keep(request: PersonRequest, form: ServiceForm, service: UUID | None) -> Service | None:
    told = dict(form.cleaned_data)
    provider, codes = told.pop("provider"), told.pop("municipalities")
    try:
        return services.keep_service(
            actor=request.actor, service_uuid=service, provider=provider,
            told=services.Told(**told), municipalities=codes, now=timezone.now(),
        )  # fmt: skip
    except DomainError as error:
        form.add_error(None, str(error))
        return None


@require_POST
@coordinator_required
def assure(request: PersonRequest, service: UUID) -> HttpResponse:
    """Looked at it: still right."""
    there = _service(request, service)
    services.assure(actor=request.actor, service_uuid=there.uuid, now=timezone.now())
    messages.success(request, _("Thank you. It counts as checked today."))
    return redirect("guide:keep")


@require_http_methods(["GET", "POST"])
@coordinator_required
def add_place(request: PersonRequest, service: UUID) -> HttpResponse:
    """Write down where a service is given."""
    return _place(request, _service(request, service), None)


@require_http_methods(["GET", "POST"])
@coordinator_required
def change_place(request: PersonRequest, service: UUID, at: UUID) -> HttpResponse:
    """Change where a service is given, or take it away."""
    there = _service(request, service)
    found = next((each for each in there.at.all() if each.uuid == at), None)
    if found is None:
        raise Http404
    if request.method == "POST" and request.POST.get("drop"):
        services.drop_place(
            actor=request.actor, service_uuid=service, at_uuid=at, now=timezone.now()
        )
        messages.success(request, _("Taken away."))
        return redirect("guide:change_service", service)
    return _place(request, there, found)


def _place(request: PersonRequest, there: Service, at: ServicePlace | None) -> HttpResponse:
    initial: dict[str, Any] = {}
    if at is not None:
        place = {name: getattr(at.place, name, "") for name in PlaceForm.base_fields}
        initial = {**place, "times": opening.typed(at.times.all())}
    form = PlaceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        times = told.pop("times")
        try:
            services.keep_place(
                actor=request.actor, service_uuid=there.uuid, at_uuid=at.uuid if at else None,
                told=services.PlaceTold(**told), times=times, now=timezone.now(),
            )  # fmt: skip
        except DomainError as error:
            form.add_error("postcode", str(error))
        else:
            messages.success(request, _("Kept."))
            return redirect("guide:change_service", there.uuid)
    return render(request, "guide/keep_place.html", {"form": form, "service": there, "at": at})


@require_http_methods(["GET", "POST"])
@coordinator_required
def words(request: PersonRequest) -> HttpResponse:
    """Everyday words and what they mean on this map; they count at once."""
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_word(actor=request.actor, now=timezone.now(), **form.cleaned_data)
        except DomainError as error:
            form.add_error("word", str(error))
        else:
            messages.success(request, _("Kept. It counts from now on."))
            return redirect("guide:words")
    return render(request, "guide/words.html", {"form": form, "words": Synonym.objects.all()})


@require_GET
@coordinator_required
def gaps(request: PersonRequest) -> HttpResponse:
    """Where nothing exists, and what was asked for in vain."""
    made = selectors.gaps(request.actor, timezone.now())
    return render(request, "guide/gaps.html", {"gaps": made})
