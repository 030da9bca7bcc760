"""Leave quickly, discreet mode, and the page that says honestly what both can and cannot do."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.common import discreet
from naast.common.browser import forget_us
from naast.common.http import within


@require_GET
def watch_safely(request: HttpRequest) -> HttpResponse:
    """How to look without being noticed, and what stays visible all the same."""
    return render(request, "home/watch_safely.html")


@require_POST
def switch_discreet(request: HttpRequest) -> HttpResponse:
    """Turn discreet mode on or off, and go back to the same page."""
    if request.POST.get("on") == "yes":
        discreet.turn_on(request, timezone.now())
    else:
        discreet.turn_off(request)
    return redirect(within(request, request.POST.get("next", "")) or "home:home")


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Away from here. A post ends the session and asks the browser to forget us; looking changes
    nothing, because a link to here may stand anywhere.
    """
    response = _away()
    if request.method == "POST":
        logout(request)
        return forget_us(response)
    return response


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without its proof that it came from our own page.

    Whoever wanted to leave still leaves: then a page of ours is the last thing they should see.
    """
    if request.path == reverse("home:leave"):
        return _away()
    return render(request, "ui/form_refused.html", status=403)


def _away() -> HttpResponse:
    """An empty page that goes to the neutral site at once.

    Not a redirect: Chromium holds `form-action 'self'` against where a form is redirected to, and
    then somebody who presses the button stays where they are.
    """
    response = HttpResponse("<!doctype html><title>-</title>")
    response.headers["Refresh"] = f"0; url={settings.LEAVE_TO}"
    return response
