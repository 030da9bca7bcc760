"""What everybody reads. Nothing of a visitor is kept."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from naast.pages.models import Page
from naast.pages.selectors import desk as desk_selectors
from naast.pages.selectors import reading as selectors
from naast.pages.selectors.reading import Shown
from naast.people.http import MaybePersonRequest


@require_GET
def stories(request: HttpRequest) -> HttpResponse:
    """All stories, the newest first."""
    context = {"stories": selectors.stories(), "places": selectors.places()}
    return render(request, "pages/stories.html", context)


@require_GET
def story(request: MaybePersonRequest, slug: str) -> HttpResponse:
    """One story."""
    return _shown(request, selectors.shown_at(Page.Kind.STORY, slug))


@require_GET
def campaign(request: MaybePersonRequest, slug: str) -> HttpResponse:
    """A campaign: one written here, or ours."""
    return _shown(request, selectors.shown_at(Page.Kind.CAMPAIGN, slug))


@require_GET
def film(request: MaybePersonRequest) -> HttpResponse:
    """About the film."""
    return _shown(request, selectors.of_house(Page.Kind.FILM))


@require_GET
def evening(request: MaybePersonRequest) -> HttpResponse:
    """The theme evening: everything to hold one, to be printed and copied."""
    return _shown(request, selectors.of_house(Page.Kind.EVENING))


@require_GET
def place(request: HttpRequest, place: str) -> HttpResponse:
    """One region: what runs there, how to reach it, what is to be read of it."""
    found = selectors.place_at(place)
    if found is None:
        raise Http404(place)
    return render(request, "pages/place.html", {"place": selectors.place(found)})


@require_GET
def of_place(request: MaybePersonRequest, place: str, slug: str) -> HttpResponse:
    """A page of one region."""
    found = selectors.place_at(place)
    return _shown(request, selectors.of_place(found, slug) if found else None)


@require_GET
def picture(request: MaybePersonRequest, picture: UUID) -> HttpResponse:
    """A picture that stands in a page."""
    found = selectors.picture_for(request.actor, picture)
    if found is None:
        raise Http404
    return HttpResponse(bytes(found.content), content_type=found.kind)


def _shown(request: MaybePersonRequest, found: Shown | None) -> HttpResponse:
    """Raises: Http404 when there is nothing to read."""
    if found is None:
        raise Http404
    actor = request.actor
    takers = desk_selectors.begins_for(actor) if actor and found.starter else []
    return render(request, "pages/shown.html", {"shown": found, "takers": takers})
