"""Somebody's own times as a calendar that every phone reads. Whoever finds the link learns when
its owner has something, and nothing else: no name, no place, no programme.

Source: RFC 5545; RFC 7986 for how often to look again.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration

from naast.kernel.clock import NETHERLANDS
from naast.people.models import Account, Household, Person
from naast.support import rhythm, trajectory
from naast.support.ending import goodbye_days
from naast.support.models import Match
from naast.support.rhythm import Occurrence
from naast.support.selectors.safety import rest_of

BEHIND: Final = timedelta(weeks=4)
AHEAD: Final = timedelta(weeks=52)
LOOK_AGAIN: Final = timedelta(hours=4)
"""How often a phone should look whether something changed."""
WITHOUT_LENGTH: Final = timedelta(hours=1)
"""How long an event takes when no length was agreed."""


def matches_in_feed(person: Person, on: date) -> list[Match]:
    """The live matches of which somebody sees times: on a side, while contact goes on."""
    if not Account.objects.filter(person=person, is_active=True).exists():
        return []
    homes = Household.objects.of(person).values_list("pk", flat=True)
    seen = Match.objects.visible_to(person).live().around(homes).whole().order_by("pk")
    seen = seen.prefetch_related(goodbye_days())
    return [match for match in seen if _goes_on(match, person, on)]


def _goes_on(match: Match, person: Person, on: date) -> bool:
    side = match.side_of(person)
    opens_with = match.definition().rhythm.opens_with
    return (
        side is not None
        and trajectory.has_opened(match, opens_with)
        and rest_of(match, side, on=on, of=match.supporter_of(person)) is None
    )


def calendar_of(person: Person, *, now: datetime) -> bytes:
    """The calendar as a file, from four weeks back to a year ahead."""
    today = timezone.localdate(now)
    calendar = Calendar()
    calendar.add("prodid", "-//Agenda//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    with translation.override(settings.LANGUAGE_CODE):
        calendar.add("x-wr-calname", _("Calendar"))
        calendar.add("refresh-interval", vDuration(LOOK_AGAIN), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(LOOK_AGAIN))
        for match in matches_in_feed(person, today):
            for event in _events(match, person, today):
                calendar.add_component(event)
    calendar.add_missing_timezones(
        first_date=today - BEHIND - timedelta(days=366), last_date=today + AHEAD
    )
    return bytes(calendar.to_ical())


def _events(match: Match, person: Person, today: date) -> Iterable[Event]:
    for each in rhythm.occurrences(match, today - BEHIND, today + AHEAD):
        yield _event(match, person, each)


def _event(match: Match, person: Person, each: Occurrence) -> Event:
    event = Event()
    event.add("uid", _uid(match, person, each))
    event.add("sequence", _sequence(each))
    changed = _changed_at(each)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("summary", _("Appointment"))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if each.cancelled else "CONFIRMED")
    if each.starts_at is None:
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return event
    begins = datetime.combine(each.day, each.starts_at, NETHERLANDS)
    length = timedelta(minutes=each.minutes) if each.minutes else WITHOUT_LENGTH
    event.add("dtstart", begins)
    event.add("duration", length)
    event.add("transp", "TRANSPARENT" if each.cancelled else "OPAQUE")
    return event


def _uid(match: Match, person: Person, each: Occurrence) -> str:
    """The same for as long as the time exists, another for everybody, and says nothing."""
    of = f"{person.pk}:{match.pk}:{each.key}"
    return salted_hmac("naast.support.feed", of, algorithm="sha256").hexdigest()[:32]


_STEP: Final = 10_000
"""More changes than one time together ever sees."""


def _sequence(each: Occurrence) -> int:
    """Grows with every change: of the time itself, and of the rhythm it comes from."""
    return (each.rhythm.version * _STEP if each.rhythm else 0) + each.version


def _changed_at(each: Occurrence) -> datetime:
    moments = [
        each.appointment.changed_at if each.appointment else None,
        each.rhythm.agreed_at if each.rhythm else None,
    ]
    return max(moment for moment in moments if moment is not None).replace(microsecond=0)
