"""The living style guide, and the words of the house."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from naast.common.outage import stands_alone
from naast.ui import lexicon, samples


@require_GET
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component, left to right, right to left, and in the dark."""
    return render(request, "ui/style_guide.html", samples.style_guide())


@stands_alone
@require_GET
def words(request: HttpRequest) -> HttpResponse:
    """The lexicon for whoever writes: look up a word, or try a text on the page itself."""
    return render(request, "ui/words.html", {"rules": lexicon.rules()[0]})
