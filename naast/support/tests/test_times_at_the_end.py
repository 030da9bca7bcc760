"""Nobody is shown a time together after the agreed end, or after the goodbye."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from conftest import SignIn
from naast.kernel.errors import DomainError
from naast.support import rhythm
from naast.support.care import fell_through, quiet
from naast.support.models import Match, Step
from naast.support.selectors.feed import calendar_of
from naast.support.services import appointments, clockwork, ending, matches
from naast.support.services.appointments import When, Which
from naast.support.tests.test_rhythm import TODAY, agree, plan
from tests.cast import Cast

pytestmark = pytest.mark.requirement("BG-08", "BG-09")

SATURDAYS = [date(2026, 11, 7) + timedelta(weeks=week) for week in range(8)]
END = date(2026, 11, 24)
"""A Tuesday, after the third Saturday."""


@pytest.fixture
def match(cast: Cast) -> Match:
    """Every Saturday until the agreed end, three weeks ahead."""
    found = cast.to_under_way()
    agree(cast, found, plan(rhythm.weekly(1, [5])))
    Step.objects.filter(match=found, completed_on=None).update(due_on=END)
    return fresh(found)


def fresh(match: Match) -> Match:
    found: Match = Match.objects.whole().get(pk=match.pk)
    return found


def days(match: Match, since: date = TODAY) -> list[date]:
    times = rhythm.occurrences(fresh(match), since, SATURDAYS[-1])
    return [each.day for each in times if not each.cancelled]


def closing(cast: Cast, match: Match) -> Match:
    """The agreed time is over; nobody said goodbye yet."""
    clockwork.reach_terms(now=cast.now + (END - TODAY))
    return fresh(match)


def goodbye(cast: Cast, match: Match, day: date) -> None:
    ending.plan_goodbye(actor=cast.parent, match_id=match.pk, day=day, words="", now=cast.now)


def longer(cast: Cast, match: Match, until: date) -> None:
    ending.propose_extension(actor=cast.parent, match_id=match.pk, until=until, now=cast.now)
    ending.answer_extension(
        actor=cast.supporting_parent, match_id=match.pk, agrees=True, now=cast.now
    )


def test_no_time_after_the_agreed_end(cast: Cast, match: Match, sign_in: SignIn) -> None:
    assert days(match) == SATURDAYS[:3]
    feed = Calendar.from_ical(calendar_of(cast.parent, now=cast.now))
    events: list[Any] = feed.walk("VEVENT")
    assert [event["DTSTART"].dt for event in events] == SATURDAYS[:3]
    for who, page in (
        (cast.parent, reverse("home:circle")),
        (cast.coordinator, reverse("support:path", args=[match.pk])),
    ):
        shown = sign_in(who).get(page).content.decode()
        assert "za 21 november" in shown
        assert "za 28 november" not in shown


def test_an_extension_moves_the_times_along(cast: Cast, match: Match) -> None:
    goodbye(cast, match, SATURDAYS[2])  # planned for the end as it was
    longer(cast, match, SATURDAYS[4])
    assert days(match) == SATURDAYS[:5]


def test_the_end_of_a_trial_is_no_end(cast: Cast) -> None:
    match = cast.to_trial()
    agree(cast, match, plan(rhythm.weekly(1, [5])))
    Step.objects.filter(match=match, completed_on=None).update(due_on=END)
    assert days(match) == SATURDAYS


def test_the_last_time_is_that_of_the_goodbye(cast: Cast, match: Match) -> None:
    match = closing(cast, match)
    assert days(match, since=END) == []
    goodbye(cast, match, SATURDAYS[4])
    assert days(match, since=END) == SATURDAYS[3:5]
    goodbye(cast, match, SATURDAYS[3])  # the latest plan counts
    assert days(match, since=END) == SATURDAYS[3:4]


def test_enough_ends_the_times_that_were_to_come(cast: Cast, match: Match) -> None:
    ending.say_enough(actor=cast.parent, match_id=match.pk, words="", now=cast.now)
    assert days(match) == []


def test_no_time_is_put_after_the_end(cast: Cast, match: Match) -> None:
    after, which = When(END + timedelta(days=1)), Which(match.pk, SATURDAYS[0].isoformat(), 0)
    with pytest.raises(DomainError, match="tot en met di 24 november"):
        appointments.plan_extra(
            actor=cast.parent, match_id=match.pk, when=after, minutes=60, now=cast.now
        )
    with pytest.raises(DomainError, match="tot en met di 24 november"):
        appointments.move_appointment(actor=cast.parent, which=which, to=after, now=cast.now)
    assert days(match) == SATURDAYS[:3]


@pytest.mark.parametrize("who", ["parent", "coordinator"])
def test_while_they_say_goodbye_the_page_offers_a_day_for_that_and_no_extra_time(
    cast: Cast, match: Match, sign_in: SignIn, clock: time_machine.Traveller, who: str
) -> None:
    client, path = sign_in(cast.by_name(who)), reverse("support:path", args=[match.pk])
    extra = reverse("support:plan_time", args=[match.pk])
    assert extra in client.get(path).content.decode()
    closing(cast, match)
    clock.shift(END - TODAY + timedelta(days=1))
    client = sign_in(cast.by_name(who))
    shown = client.get(path).content.decode()
    assert extra not in shown
    assert "Jullie tijd samen was tot di 24 november 2026" in shown
    asked = client.get(extra).content.decode()
    assert "Kies een dag voor het afscheid" in asked
    assert 'name="starts_at"' not in asked
    sunday = (SATURDAYS[4] + timedelta(days=1)).isoformat()
    typed = {"day": sunday, "minutes": "60"}
    refused = client.post(extra, typed).content.decode()
    assert "Kies eerst een latere dag voor het afscheid" in refused
    assert sunday in refused  # what was typed is still there
    goodbye(cast, match, SATURDAYS[5])
    assert extra in client.get(path).content.decode()
    assert client.post(extra, typed).status_code == 302


def test_a_time_after_the_end_is_not_there_to_change(cast: Cast, match: Match) -> None:
    assert rhythm.find(match, SATURDAYS[2].isoformat()) is not None
    assert rhythm.find(match, SATURDAYS[3].isoformat()) is None


@pytest.mark.parametrize("agreed", [True, False])
def test_no_silence_while_they_say_goodbye(cast: Cast, match: Match, agreed: bool) -> None:
    if not agreed:
        match.rhythms.all().delete()
    long_after = END + timedelta(days=60)
    assert quiet(fresh(match), long_after) is not None
    assert quiet(closing(cast, match), long_after) is None


def test_after_the_goodbye_nothing_is_to_come(cast: Cast, match: Match) -> None:
    match = closing(cast, match)
    goodbye(cast, match, SATURDAYS[4])
    matches.round_off(actor=cast.coordinator, match_id=match.pk, now=cast.now)
    assert days(match, since=END) == []


def test_nor_are_times_that_fell_through_told_of_then(cast: Cast, match: Match) -> None:
    goodbye(cast, match, SATURDAYS[2])
    for day in SATURDAYS[1:3]:
        which = Which(match.pk, day.isoformat(), 0)
        appointments.cancel_appointment(actor=cast.parent, which=which, now=cast.now)
    assert fell_through(fresh(match), END) == SATURDAYS[1:3]
    closing(cast, match)
    (seen,) = Match.objects.live().whole().prefetch_related("check_ins")
    with CaptureQueriesContext(connection) as asked:
        assert fell_through(seen, END) == []
        assert quiet(seen, END) is None
    assert not asked.captured_queries  # Today does not ask for every goodbye one by one
