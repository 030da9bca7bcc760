"""The library: pages for everybody; nothing is sent and nothing is kept."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from naast.library import wording
from naast.library.example import Kind
from naast.library.selectors import shelf as selectors
from naast.library.sifting import Sifting

MOST_OF_A_PLACE: Final = 60
"""Characters of a postcode or place that are read."""


@require_GET
def examples(request: HttpRequest) -> HttpResponse:
    """All examples, or those that the address asks for."""
    asked = Sifting.of(request.GET.dict())
    kinds, places, elements = selectors.choices(asked)
    context = {
        "asked": asked,
        "groups": selectors.in_groups(asked.sift(selectors.everything())),
        "kinds": kinds,
        "places": places,
        "elements": elements,
        "chosen": [each for each in (*kinds, *places, *elements) if each.chosen],
    }
    return render(request, "library/examples.html", context)


@require_GET
def example(request: HttpRequest, slug: str) -> HttpResponse:
    """One example, in the fixed format; with a place in the address what there is near it soon.

    Raises: Http404 for an example that is not there.
    """
    found = selectors.example_with(slug)
    if found is None:
        raise Http404(slug)
    heard = found.heard
    place = request.GET.get("plaats", "").strip()[:MOST_OF_A_PLACE]
    context = {
        "example": found,
        "kind": wording.KINDS[found.kind],
        "places": [wording.PLACES[place] for place in found.places],
        "elements": selectors.elements_of(found),
        "perspectives": [wording.PERSPECTIVES[each] for each in heard.perspectives]
        if heard
        else (),
        "ways": [wording.WAYS[each] for each in heard.ways] if heard else (),
        "in_dutch": get_language() == "nl",
        "sent_in": found not in selectors.examples(),
        "own_reading": found.kind != Kind.PRACTICE,
        "programme": selectors.programme_of(found),
        "own_pages": selectors.own_pages(found),
        "near_url": selectors.near_url(found, place),
        "place": place,
        "coming": selectors.coming_near(found, place, timezone.now()),
    }
    return render(request, "library/example.html", context)


@require_GET
def elements(request: HttpRequest) -> HttpResponse:
    """The eight elements, and which example embodies which."""
    words = wording.ELEMENTS
    context = {
        "elements": [(key, each, Sifting(element=key).query) for key, each in words.items()],
        "rows": selectors.elements_table(selectors.everything()),
    }
    return render(request, "library/elements.html", context)


@require_GET
def matrix(request: HttpRequest) -> HttpResponse:
    """Where every example stands between informal and formal, one to one and in a group."""
    found = selectors.matrix(selectors.everything())
    context = {
        "quarters": [
            (place.value, wording.PLACES[place], wording.PLACES_MEAN[place], found[place])
            for place in wording.PLACES
        ],
    }
    return render(request, "library/matrix.html", context)
