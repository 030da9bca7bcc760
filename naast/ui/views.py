"""The living style guide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from naast.ui import samples


@require_GET
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component, left to right, right to left, and in the dark."""
    return render(request, "ui/style_guide.html", samples.style_guide())
