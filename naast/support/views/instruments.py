"""A list of somebody else, filled in for oneself: shown back at once, and kept nowhere."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from naast.people.http import PersonRequest, person_required
from naast.support.forms.instruments import InstrumentForm
from naast.support.selectors.instruments import instruments_for


@require_http_methods(["GET", "POST"])
@person_required
def instrument(request: PersonRequest, slug: str) -> HttpResponse:
    """The list, and what was just chosen. Nothing of it is stored, counted or sent to anybody."""
    there = instruments_for(request.actor, timezone.localdate())
    found = next((each for each in there if each.slug == slug), None)
    if found is None:
        raise Http404
    form = InstrumentForm(request.POST or None, instrument=found)
    said = form.said() if request.method == "POST" and form.is_valid() else []
    context = {"instrument": found, "form": form, "said": said}
    response = render(request, "support/instrument.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response
