"""What is there while a family waits, and what it would like to talk about."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required, person_required
from naast.people.models import Offering
from naast.people.reading import see
from naast.support import policies
from naast.support.forms.access import BridgeForm, ThemesForm
from naast.support.models import Bridge, ChosenThemes, SupportRequest
from naast.support.selectors.bridging import bridges_of
from naast.support.selectors.waiting import offerings_of
from naast.support.services import waiting as services
from naast.support.views.path import allowed_match


@require_http_methods(["GET", "POST"])
@coordinator_required
def bridges(request: PersonRequest, pk: int) -> HttpResponse:
    """What an organisation has for who waits; a post adds to it, or changes one of them."""
    offering = _offering(request, pk)
    there = bridges_of(request.actor, offering)
    wanted = request.GET.get("wijzig", "")
    changed = next((each for each in there if str(each.pk) == wanted), None)
    told = {name: getattr(changed, name) for name in BridgeForm.base_fields} if changed else {}
    form = BridgeForm(request.POST or None, initial=told)
    if request.method == "POST" and form.is_valid():
        services.write_bridge(
            actor=request.actor, offering_id=pk, now=timezone.now(),
            bridge_id=changed.pk if changed else None, **form.cleaned_data,
        )  # fmt: skip
        messages.success(request, _("Kept. Who waits reads it on their own page."))
        return redirect("support:bridges", pk)
    context = {"form": form, "offering": offering, "bridges": there, "changed": changed}
    return render(request, "support/bridges.html", context)


def _offering(request: PersonRequest, pk: int) -> Offering:
    offering = next((each for each in offerings_of(request.actor) if each.pk == pk), None)
    if offering is None:
        raise Http404
    return offering


@require_POST
@coordinator_required
def close_bridge(request: PersonRequest, pk: int) -> HttpResponse:
    """Something is not there any more."""
    offering = _offering(request, pk)
    mine = Bridge.objects.looked_after_by(request.actor)
    number = request.POST.get("bridge", "")
    if not number.isdecimal():
        raise Http404
    bridge = get_object_or_404(mine, pk=int(number[:9]), organisation=offering.organisation_id)
    services.close_bridge(actor=request.actor, bridge_id=bridge.pk, now=timezone.now())
    messages.success(request, _("Taken away. Nobody who waits reads it any more."))
    return redirect("support:bridges", pk)


@require_POST
@person_required
def say_it_fits(request: PersonRequest, pk: int) -> HttpResponse:
    """A waiting family says that something suits it, or takes that back."""
    asked = see(request, SupportRequest.objects.visible_to(request.actor), pk)
    policies.requests.require(request.actor, "say_it_fits", asked)
    number = request.POST.get("bridge", "")
    if not number.isdecimal():
        raise Http404
    bridge = get_object_or_404(Bridge.objects.there_for(asked), pk=int(number[:9]))
    services.say_it_fits(
        actor=request.actor, request_id=pk, bridge_id=bridge.pk, now=timezone.now(),
        fits=request.POST.get("fits") != "no",
    )  # fmt: skip
    messages.success(request, _("Thank you. Only your coordinator sees this."))
    return redirect("home:circle")


@require_http_methods(["GET", "POST"])
@person_required
def themes(request: PersonRequest, pk: int) -> HttpResponse:
    """Who asks chooses what to talk about."""
    match = allowed_match(request, pk, "choose_themes")
    kept = ChosenThemes.objects.filter(match=match).first()
    told = {"chosen": kept.chosen, "words": kept.words} if kept else {}
    form = ThemesForm(request.POST or None, themes=match.definition().themes, initial=told)
    if request.method == "POST" and form.is_valid():
        try:
            services.choose_themes(
                actor=request.actor, match_id=pk, now=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Kept. Who stands beside you reads it too."))
            return redirect("support:path", pk)
    return render(request, "support/themes.html", {"form": form, "match": match})
