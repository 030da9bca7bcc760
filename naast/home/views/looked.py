"""Wie keek mee: the family reads who read about it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from naast.common.listing import choices, chosen
from naast.people.http import PersonRequest, person_required
from naast.people.models import Household
from naast.people.reading import saw
from naast.support.selectors.looked import PERIOD_WORDS, period
from naast.support.selectors.looked import who_looked as looked_at


@require_GET
@person_required
def who_looked(request: PersonRequest) -> HttpResponse:
    """Who read about the reader's own families, day by day, and on which ground."""
    now = timezone.now()
    key = chosen(request.GET, "periode", PERIOD_WORDS)
    since = period(key, timezone.localdate(now))
    homes = list(Household.objects.of(request.actor).order_by("pk"))
    saw(request, [home.pk for home in homes])
    context = {
        "looked": [looked_at(home, request.actor, since=since, now=now) for home in homes],
        "periods": choices(request.GET, "periode", PERIOD_WORDS),
    }
    return render(request, "home/who_looked.html", context)
