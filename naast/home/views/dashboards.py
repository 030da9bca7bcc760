"""Each family's own page: Mijn kring for who asks, Mijn steun for who stands beside somebody."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from naast.home.nearby import parents_nearby
from naast.home.rings import rings_of
from naast.home.views.today import greeting
from naast.people.http import PersonRequest, person_required
from naast.people.reading import saw
from naast.support.selectors.circle import circle_view
from naast.support.selectors.own_support import support_view


@require_GET
@person_required
def circle(request: PersonRequest) -> HttpResponse:
    """What happens next, the path, who is around the family, and all that was written about it."""
    now = timezone.now()
    view = circle_view(request.actor, now=now)
    if view.home is None and view.asked is not None:
        saw(request, view.asked.households(), view.asked, ground="addressed")
    else:
        saw(request, view.households)
    context = {
        "view": view,
        "eyebrow": greeting(request.actor, now),
        "rings": rings_of(view),
        "nearby": parents_nearby(view.home, timezone.localdate(now)),
    }
    return render(request, "home/circle.html", context)


@require_GET
@person_required
def support(request: PersonRequest) -> HttpResponse:
    """What happens next, whom the family stands beside, its offer and its trust file."""
    now = timezone.now()
    view = support_view(request.actor, now=now)
    saw(request, view.households)
    context = {"view": view, "eyebrow": greeting(request.actor, now)}
    return render(request, "home/support.html", context)
