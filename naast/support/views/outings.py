"""Outings for pairs: the coordinator plans, each pair says whether it comes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required, person_required
from naast.people.reading import saw
from naast.support.forms.outings import OutingForm, OutingReplyForm
from naast.support.models import Outing
from naast.support.selectors.outings import outings_of
from naast.support.selectors.waiting import offerings_of
from naast.support.services import outings as services
from naast.support.views.path import allowed_match, press


@require_http_methods(["GET", "POST"])
@coordinator_required
def outings(request: PersonRequest, pk: int) -> HttpResponse:
    """The outings of an offering, who comes, and a form for another one."""
    now = timezone.now()
    offering = next((each for each in offerings_of(request.actor) if each.pk == pk), None)
    view = outings_of(offering, request.actor, now=now) if offering else None
    if view is None:
        raise Http404
    form = OutingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.plan_outing(actor=request.actor, offering_id=pk, now=now, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Planned. Every pair reads it on its own page."))
            return redirect("support:outings", pk)
    saw(request, view.households)
    return render(request, "support/outings.html", {"view": view, "form": form})


@require_POST
@coordinator_required
def call_off_outing(request: PersonRequest, pk: int) -> HttpResponse:
    """It does not go on."""
    number = request.POST.get("outing", "")
    if not number.isdecimal():
        raise Http404
    mine = Outing.objects.looked_after_by(request.actor)
    outing = get_object_or_404(mine, pk=int(number[:9]))
    services.call_off_outing(actor=request.actor, outing_id=outing.pk, now=timezone.now())
    messages.success(request, _("Called off. Who would come hears it."))
    return redirect("support:outings", pk)


@require_POST
@person_required
def answer_outing(request: PersonRequest, pk: int) -> HttpResponse:
    """One of a pair says whether they come."""
    allowed_match(request, pk, "answer_outing")
    form = OutingReplyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose yes or no."))
        return redirect("support:path", pk)
    comes = form.cleaned_data["reply"] == "yes"
    return press(
        request, pk,
        lambda: services.answer_outing(
            actor=request.actor, match_id=pk, outing_id=form.cleaned_data["outing"], comes=comes,
            now=timezone.now(),
        ),
        told=_("Nice, you are on the list.") if comes else _("That is fine. You may change it."),
    )  # fmt: skip
