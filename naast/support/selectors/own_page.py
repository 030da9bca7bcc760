"""What stands on a family's own page, whichever side it is on: who may read what, what was before,
and whom to call.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Final

from django.db.models import CharField, Prefetch, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naast.common.rows import lifted
from naast.people.models import Grant, Household, Organisation, Person, Role
from naast.programmes.vocabulary import Topic
from naast.support.models import Match
from naast.ui.components.formats import dutch_date

TOPICS: Final[dict[str, Promise]] = {
    Topic.PROFILE: gettext_lazy("your first names, what you like and when it suits you"),
    Topic.STORY: gettext_lazy("what you told in your own words, and the names of your children"),
    Topic.CONTACT: gettext_lazy("your phone number and e-mail address"),
    Topic.ADDRESS: gettext_lazy("your home address"),
    Topic.PATH: gettext_lazy("the steps, house rules and agreements you make together"),
    Topic.ENQUIRIES: gettext_lazy("what somebody who works with you asks them"),
}
"""What is open to somebody else, in words for the family it is about."""


@dataclass(frozen=True, slots=True)
class ReaderOfUs:
    """Somebody who may read something of a family now. `opened` is what, per day it was opened."""

    name: str
    opened: Mapping[date, Sequence[str]]


def readers_of(home: Household, reader: Person, *, now: datetime) -> list[ReaderOfUs]:
    """Who may read something of this household now, as far as `reader` knows of them.

    A match that was not opened to the reader's side yet is not named here.
    """
    live = Match.objects.visible_to(reader).live()
    known = live.annotate(
        known_as=Concat(Value("match:"), Cast("pk", CharField()), output_field=CharField())
    ).values("known_as")
    grants = Grant.objects.live(now).filter(household=home, basis__in=known)
    by_person: dict[Person, dict[date, list[str]]] = {}
    for grant in grants.select_related("person").order_by("starts_at", "pk"):
        days = by_person.setdefault(grant.person, {})
        opened = days.setdefault(timezone.localdate(grant.starts_at), [])
        opened.append(str(TOPICS[grant.topic]))
    return [ReaderOfUs(person.first_name, days) for person, days in by_person.items()]


def goodbyes(ended: Iterable[Match]) -> list[str]:
    """One kind sentence per match that ended. Nothing of the other family."""
    return [_goodbye(match) for match in ended]


def _goodbye(match: Match) -> str:
    day = {"day": dutch_date(match.ended_at)}
    if match.ending == Match.Ending.COMPLETED:
        return _("On %(day)s you rounded off a time together.") % day
    if match.ending == Match.Ending.STOPPED:
        told = _("On %(day)s a match stopped. That is allowed, and it says nothing about you.")
        return told % day
    return _("On %(day)s a proposal did not go on. That happens.") % day


def coordinators_of(organisation: Organisation, *, on: date) -> list[Person]:
    """Who coordinates for this organisation on that day, longest there first."""
    return _each_once(_coordinating(organisation, on))


def coordinators_to_call(organisation: Organisation, *, on: date) -> list[Person]:
    """The same, with all their roles: the number families call stands in one of them."""
    held = Role.objects.live(on).select_related("organisation")
    whole = Prefetch("person__roles", queryset=held, to_attr="live_roles")
    return _each_once(_coordinating(organisation, on).prefetch_related(whole))


def _coordinating(organisation: Organisation, on: date) -> QuerySet[Role]:
    roles = organisation.roles.live(on).filter(kind=Role.Kind.COORDINATOR)
    return roles.select_related("person").order_by("since", "pk")


def _each_once(roles: Iterable[Role]) -> list[Person]:
    return list({role.person_id: role.person for role in roles}.values())


def usual_wait_days(
    organisation: Organisation, programme: str, *, on: date, fewest: int
) -> int | None:
    """Half of the families here had a first proposal within this many days; None for fewer than
    `fewest`.

    Counts the proposals of the last twelve months.
    """
    since = on - timedelta(days=365)
    matches = Match.objects.filter(
        request__organisation=organisation,
        request__programme=programme,
        proposed_at__date__gte=since,
    ).order_by("proposed_at")
    first: dict[int, int] = {}
    with lifted():  # a median over many families names none of them
        proposed = list(matches.select_related("request"))
    for match in proposed:
        waited = timezone.localdate(match.proposed_at) - match.request.waiting_since
        first.setdefault(match.request_id, max(0, waited.days))
    return round(median(first.values())) if len(first) >= fewest else None
