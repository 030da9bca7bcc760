"""Every version that stood in the library, for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from naast.library.selectors.published import versions_of


@require_GET
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """The versions of an example that was sent in."""
    found = versions_of(slug)
    if not found:
        raise Http404
    return render(request, "library/versions.html", {"versions": found, "newest": found[0]})


@require_GET
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One of them, as it was."""
    found = versions_of(slug)
    there = next((each for each in found if each.number == number), None)
    if there is None:
        raise Http404
    return render(request, "library/version.html", {"version": there, "newest": found[0]})
