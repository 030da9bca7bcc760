"""Wie keek mee: the family reads who read about it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from naast.common.listing import choices, chosen
from naast.common.models import LogEntry
from naast.people.http import PersonRequest, person_required
from naast.people.models import Household
from naast.people.reading import saw
from naast.support.models import Alarm
from naast.support.selectors.looked import PERIOD_WORDS, period
from naast.support.selectors.looked import who_looked as looked_at
from naast.support.services.alarms import raise_alarm


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


@require_POST
@person_required
def surprised(request: PersonRequest, pk: int) -> HttpResponse:
    """This surprises me: two people hear of it, and nobody who stands in that line is one of them.

    Only about a line of a household the reader lives in; any other does not exist.
    """
    homes = Household.objects.of(request.actor)
    looked = LogEntry.objects.looks().exclude(basis="own")
    found = looked.filter(pk=pk, household_id__in=homes.values("pk")).first()
    if found is None or found.household_id is None:
        raise Http404
    raise_alarm(
        actor=request.actor, kind=Alarm.Kind.SURPRISE, household_id=found.household_id,
        about_line=pk, now=timezone.now(),
    )  # fmt: skip
    messages.success(
        request, _("Thank you for telling us. Two people look into it, and one of them calls you.")
    )
    return redirect("home:who_looked")
