"""What an organisation fills in for its reports: targets, and own prices to calculate with."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naast.impact import services
from naast.impact.calculator import calculate, prices_of
from naast.impact.forms import PriceForm, TargetForm
from naast.impact.selectors.targets import agreed, can_be_set_for
from naast.impact.views.reports import asked_in, made
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, person_required, watcher_required


@require_http_methods(["GET", "POST"])
@person_required
def calculator(request: PersonRequest) -> HttpResponse:
    """The open formula, with the prices in it; who works here puts in own prices."""
    asked = asked_in(request)
    report, organisation = made(asked), asked.scope.organisation
    may_set = organisation in request.actor.organisations_watched()
    if request.method == "POST" and not may_set:
        raise Http404
    form = PriceForm(request.POST or None)
    if request.method == "POST" and organisation is not None and form.is_valid():
        key = form.cleaned_data.pop("key")
        try:
            services.set_price(
                actor=request.actor, organisation_id=organisation, key=key,
                price=services.Price(**form.cleaned_data), now=timezone.now(),
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Kept. From now on your price is used."))
            return redirect(f"{request.path}?{asked.query}")
    used = prices_of(organisation)
    forms = [
        (each, form if form.is_bound and form["key"].value() == each.key else PriceForm(
            prefix=None, auto_id=f"id_{each.key}_%s", initial={
                "key": each.key, "low": each.range.low, "high": each.range.high,
                "source": each.source, "year": each.year,
            },
        ))
        for each in used.values()
    ]  # fmt: skip
    context = {
        "asked": asked, "report": report, "sum": calculate(report.totals, used),
        "forms": forms if may_set else [], "wrong": form if form.is_bound else None,
    }  # fmt: skip
    return render(request, "impact/calculator.html", context)


@require_http_methods(["GET", "POST"])
@watcher_required
def targets(request: PersonRequest) -> HttpResponse:
    """What was agreed per year, and a new agreement."""
    now = timezone.now()
    places, programmes = can_be_set_for(request.actor)
    form = TargetForm(
        request.POST or None, programmes=programmes,
        scopes={key: scope.title for key, scope in places.items()},
        initial={"year": timezone.localdate().year},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        place = places[form.cleaned_data["about"]]
        try:
            services.set_target(
                actor=request.actor, organisation_id=place.organisations[0],
                programme=form.cleaned_data["programme"], municipality=place.municipality,
                year=form.cleaned_data["year"], number=form.cleaned_data["number"], now=now,
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Kept. It stands in the next report."))
            return redirect("impact:targets")
    return render(request, "impact/targets.html", {"form": form, "agreed": agreed(request.actor)})
