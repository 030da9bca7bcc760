"""Where everybody begins after signing in, and the coordinator's day."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from naast.library.selectors.desk import due
from naast.pages.selectors.desk import waiting_for
from naast.people.http import MaybePersonRequest, PersonRequest, coordinator_required
from naast.people.models import Household, HouseholdMember, Person, Supporter
from naast.people.reading import saw
from naast.support.models import Match, SupportRequest
from naast.support.selectors.today import today as day_of


@require_GET
def start(request: MaybePersonRequest) -> HttpResponse:
    """To the page where this person's day begins."""
    return redirect(first_page(request.actor))


def first_page(actor: Person | None) -> str:
    """The name of the page where somebody begins: by role, else by what their own family does."""
    if actor is None:
        return "home:home"
    if actor.is_coordinator:
        return "home:today"
    if actor.is_regional:
        return "support:watch"
    if actor.live_roles:
        return "home:reach"
    if _only_young(actor):
        return "support:my_place"
    return "home:support" if _stands_beside_somebody(actor) else "home:circle"


def _only_young(actor: Person) -> bool:
    """Whether this is a child or young person that is a grown-up nowhere."""
    lives_as_a_child = HouseholdMember.objects.young(actor).exists()
    return lives_as_a_child and not Household.objects.of(actor).exists()


def _stands_beside_somebody(actor: Person) -> bool:
    """Whether support is what brings this person: a match runs, or their family only offers."""
    homes = Household.objects.of(actor)
    if Match.objects.visible_to(actor).live().beside(homes.values_list("pk", flat=True)).exists():
        return True
    asks = SupportRequest.objects.filter(household__in=homes, closed_at=None)
    return Supporter.objects.filter(household__in=homes).exists() and not asks.exists()


@require_GET
@coordinator_required
def today(request: PersonRequest) -> HttpResponse:
    """What needs the coordinator now."""
    now = timezone.now()
    day = day_of(request.actor, now=now)
    saw(request, day.households)
    sent_in = due(request.actor)
    context = {
        "greeting": greeting(request.actor, now), "today": day, "sent_in": sent_in,
        "pages_waiting": waiting_for(request.actor),
    }  # fmt: skip
    return render(request, "home/today.html", context)


def greeting(actor: Person, now: datetime) -> str:
    """Good morning, afternoon or evening, by the clock of the Netherlands."""
    hour = timezone.localtime(now).hour
    words = (
        _("Good morning %(name)s")
        if 5 <= hour < 12
        else _("Good afternoon %(name)s")
        if 12 <= hour < 18
        else _("Good evening %(name)s")
    )
    return words % {"name": actor.first_name}
