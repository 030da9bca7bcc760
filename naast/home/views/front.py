"""The front door: public pages, the same for everybody. Nothing is stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from naast.common.outage import stands_alone
from naast.home.lines import lines
from naast.home.reaching import reached, the_netherlands
from naast.places import ATTRIBUTION
from naast.programmes import find

PROGRAMME = "buurtgezinnen"


@stands_alone
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Three doors, and how it goes from there."""
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
    return render(request, "home/home.html", {"steps": steps, "programme": find(PROGRAMME)})


@stands_alone
@require_GET
def worry(request: HttpRequest) -> HttpResponse:
    """For who worries about a child: words to begin with, what one can do, whom to call."""
    return render(request, "home/worry.html", {"lines": lines()})


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
