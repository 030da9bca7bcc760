"""Mijn zin: a sentence that a family lets stand in reports, and takes back when it wants."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from naast.impact import services
from naast.impact.forms import QuoteForm
from naast.impact.models import Quote
from naast.impact.selectors.quotes import Said, places_of
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, person_required
from naast.people.reading import saw


@require_http_methods(["GET", "POST"])
@person_required
def quotes(request: PersonRequest) -> HttpResponse:
    """Write a sentence, see how it will stand in a report, and then say yes to that."""
    places = places_of(request.actor)
    if not places:
        raise Http404
    saw(request, {place.household.pk for place in places})
    form, preview = QuoteForm(request.POST or None, places=places), None
    if request.method == "POST" and form.is_valid():
        place = next(each for each in places if each.key == form.cleaned_data["place"])
        preview = Said(form.cleaned_data["words"].strip(), place.role)
        if "yes" in request.POST:
            try:
                services.offer_quote(
                    actor=request.actor, household_id=place.household.pk,
                    programme=place.programme, side=place.side, words=preview.words,
                    now=timezone.now(),
                )  # fmt: skip
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Thank you. It stands in reports from now on."))
                return redirect("impact:quotes")
    context = {"form": form, "places": places, "preview": None if form.errors else preview}
    return render(request, "impact/quotes.html", context)


@require_POST
@person_required
def withdraw_quote(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a sentence back, at once."""
    try:
        services.withdraw_quote(actor=request.actor, quote_id=pk, now=timezone.now())
    except Quote.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("Taken back. It stands in no new report."))
    return redirect("impact:quotes")
