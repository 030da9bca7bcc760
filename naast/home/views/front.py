"""The front door: public pages, the same for everybody. Nothing is stored."""

from datetime import UTC, timedelta

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from naast.common.outage import stands_alone
from naast.home.privacy import everything_kept, reasons, terms, whom_to_ask
from naast.home.reaching import reached, the_netherlands
from naast.pages.selectors.reading import Teaser, front_stories
from naast.places import ATTRIBUTION

SECURITY_TXT_HOLDS = timedelta(days=90)
"""How long somebody may rely on a copy of security.txt; less than a year, says RFC 9116."""


@stands_alone
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Three doors, how it goes from there, and stories of people who did it."""
    steps = [
        {
            "title": _("You tell what you are looking for"),
            "note": _("A few plain questions. No referral, no reason needed."),
            "state": "now",
        },
        {
            "title": _("We get acquainted"),
            "note": _("A coordinator from your own neighbourhood calls or comes by."),
            "state": "later",
        },
        {
            "title": _("You choose each other"),
            "note": _("Both read a little about the other. Yes and no are both fine."),
            "state": "later",
        },
        {
            "title": _("You try it together"),
            "note": _("An afternoon now and then, with house rules of your own."),
            "state": "later",
        },
    ]
    return render(request, "home/home.html", {"steps": steps, "stories": _stories()})


def _stories() -> list[Teaser]:
    """The stories of the front page; without a database there are none, and the page stays up."""
    try:
        return front_stories()
    except DatabaseError:
        return []


@require_GET
def reach(request: HttpRequest) -> HttpResponse:
    """Where we are: the dot map, and a table that says the same."""
    organisations = reached()
    groups = [
        {"points": each.points, "label": each.label, "tone": each.tone} for each in organisations
    ]
    context = {
        "dots": the_netherlands(),
        "groups": groups,
        "organisations": organisations,
        "attribution": ATTRIBUTION,
    }
    return render(request, "home/reach.html", context)


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """What we keep, for what, who reads it and how long; made from the record of processing."""
    context = {
        "everything": everything_kept(),
        "terms": terms(),
        "reasons": reasons(),
        "organisations": whom_to_ask(),
    }
    return render(request, "home/privacy.html", context)


@require_GET
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a leak (RFC 9116); nothing when this installation names no place."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + SECURITY_TXT_HOLDS).astimezone(UTC)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
