"""Somebody's times in their own calendar: a secret link that tells when, and nothing else."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from conftest import SignIn
from naast.kernel.clock import NETHERLANDS
from naast.people.models import Account, HouseholdMember
from naast.support import rhythm, trajectory
from naast.support.models import CalendarFeed, Match
from naast.support.services import alarms, appointments, feed, matches
from naast.support.services.appointments import When, Which
from naast.support.tests.test_rhythm import agree, plan
from tests.cast import Cast

pytestmark = pytest.mark.requirement("BG-09")

NAMES = ("Samira", "Anke", "Joost", "Yara", "Sem", "Noor", "Buurtgezinnen", "Leiden", "Kanarie")


@pytest.fixture
def match(cast: Cast) -> Match:
    """Every Saturday at two, for three hours."""
    found = cast.to_trial()
    agree(cast, found, plan(rhythm.weekly(1, [5]), day_part="", starts_at=time(14), minutes=180))
    return found


def link(cast: Cast, who: str = "parent") -> str:
    secret = feed.make_feed(actor=cast.by_name(who), now=cast.now)
    return reverse("support:feed", args=[secret])


def fetch(url: str) -> Any:
    answer = Client().get(url)
    assert answer.status_code == 200
    return answer


def events(answer: HttpResponse) -> list[Any]:
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def first(url: str) -> Any:
    return min(events(fetch(url)), key=lambda event: str(event["DTSTART"].to_ical()))


def test_it_reads_without_signing_in_and_names_nobody(cast: Cast, match: Match) -> None:
    answer = fetch(link(cast))
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert {str(event["SUMMARY"]) for event in events(answer)} == {"Afspraak"}
    assert not [name for name in NAMES if name in text]
    assert not {"LOCATION", "DESCRIPTION", "ATTENDEE", "ORGANIZER", "URL"} & set(first(link(cast)))


def test_it_is_a_calendar_as_the_standard_wants_it(cast: Cast, match: Match) -> None:
    answer = fetch(link(cast))
    text = answer.content
    calendar = Calendar.from_ical(text)
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    for event in events(answer):
        assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS"} <= set(event)
        assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")


def test_no_answer_is_kept_or_found(cast: Cast, match: Match) -> None:
    answer = fetch(link(cast))
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies


@pytest.mark.parametrize(
    ("switch", "before", "after"),
    [
        (date(2026, 3, 29), (date(2026, 3, 28), 13), (date(2026, 4, 4), 12)),
        (date(2026, 10, 25), (date(2026, 10, 24), 12), (date(2026, 10, 31), 13)),
    ],
)
def test_it_stays_two_o_clock_when_the_clock_is_moved(
    db: None, clock: time_machine.Traveller, switch: date, before: tuple[date, int],
    after: tuple[date, int],
) -> None:  # fmt: skip
    now = datetime(2026, 2, 2, 9, tzinfo=UTC)
    clock.move_to(now)
    cast = Cast(now=now)
    weekends = plan(
        rhythm.weekly(1, [5, 6]), starts_on=now.date(), day_part="", starts_at=time(14), minutes=60
    )
    agree(cast, cast.to_trial(), weekends)
    begins = [event["DTSTART"].dt for event in events(fetch(link(cast)))]
    assert {moment.astimezone(NETHERLANDS).time() for moment in begins} == {time(14)}
    in_utc = {moment.date(): moment.astimezone(UTC).hour for moment in begins}
    assert in_utc[before[0]] == before[1]
    assert in_utc[switch] == after[1]
    assert in_utc[after[0]] == after[1]


def test_what_is_moved_keeps_its_name_and_counts_up(cast: Cast, match: Match) -> None:
    url = link(cast)
    before = first(url)
    appointments.move_appointment(
        actor=cast.supporting_parent, which=Which(match.pk, "2026-11-07", 0),
        to=When(date(2026, 11, 5), time(10)), now=cast.now,
    )  # fmt: skip
    after = first(url)
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["DTSTART"].dt == datetime(2026, 11, 5, 10, tzinfo=NETHERLANDS)


def test_what_is_cancelled_stays_in_it_as_cancelled(cast: Cast, match: Match) -> None:
    url = link(cast)
    appointments.cancel_appointment(
        actor=cast.supporting_parent, which=Which(match.pk, "2026-11-07", 0), now=cast.now
    )
    statuses = [str(event["STATUS"]) for event in events(fetch(url))]
    assert statuses[0] == "CANCELLED"
    assert set(statuses[1:]) == {"CONFIRMED"}


def test_without_an_hour_it_is_a_whole_day(cast: Cast) -> None:
    agree(cast, cast.to_trial())
    event = first(link(cast))
    assert event["DTSTART"].dt == date(2026, 11, 7)
    assert event["TRANSP"] == "TRANSPARENT"


def test_each_has_an_own_link_and_other_names_for_the_same_time(cast: Cast, match: Match) -> None:
    mine, theirs = first(link(cast)), first(link(cast, "supporting_parent"))
    assert mine["DTSTART"].dt == theirs["DTSTART"].dt
    assert mine["UID"] != theirs["UID"]


def test_who_coordinates_finds_nothing_of_the_families_in_an_own_link(
    cast: Cast, match: Match
) -> None:
    assert events(fetch(link(cast, "coordinator"))) == []


@pytest.mark.requirement("X-02")
def test_two_parents_at_home_each_have_a_page_and_a_calendar_of_their_own(
    cast: Cast, match: Match, sign_in: SignIn
) -> None:
    father = cast.introduce("co_parent", "Bilal")
    HouseholdMember.objects.create(
        household=cast.asking, person=father, kind=HouseholdMember.Kind.ADULT, name="Bilal"
    )
    trajectory.open_all(Match.objects.get(pk=match.pk), now=cast.now)
    hers = link(cast)
    his = reverse("support:feed", args=[feed.make_feed(actor=father, now=cast.now)])
    assert first(hers)["DTSTART"].dt == first(his)["DTSTART"].dt
    feed.revoke_feed(actor=father, now=cast.now)
    assert Client().get(his).status_code == 404
    assert events(fetch(hers))  # what one of them takes back stays with the other
    page = sign_in(father).get(reverse("home:circle")).content.decode()
    assert "Bilal" in page
    assert reverse("support:path", args=[match.pk]) in page


def test_only_a_hash_of_the_link_is_kept(cast: Cast) -> None:
    secret = feed.make_feed(actor=cast.parent, now=cast.now)
    kept = CalendarFeed.objects.get()
    assert secret not in kept.key_hash
    assert len(secret) >= 40


def test_a_new_link_closes_the_old_one_and_taking_back_closes_both(
    cast: Cast, match: Match, sign_in: SignIn
) -> None:
    old = link(cast)
    new = link(cast)
    feed.revoke_feed(actor=cast.supporting_parent, now=cast.now)
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)
    feed.revoke_feed(actor=cast.parent, now=cast.now)
    feed.revoke_feed(actor=cast.parent, now=cast.now)
    unknown = reverse("support:feed", args=["never-made"])
    answers = [Client().get(each) for each in (old, new, unknown)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_when_contact_rests_or_ends_it_is_gone(cast: Cast, match: Match) -> None:
    url = link(cast)
    alarm = alarms.raise_alarm(
        actor=cast.parent, kind="safety", household_id=cast.asking.pk, match_id=match.pk,
        now=cast.now,
    )  # fmt: skip
    assert events(fetch(url)) == []
    type(alarm).objects.all().delete()
    assert events(fetch(url)) != []
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    assert events(fetch(url)) == []


def test_a_blocked_account_reads_nothing(cast: Cast, match: Match) -> None:
    url = link(cast)
    Account.objects.filter(person=cast.parent).update(is_active=False)
    assert events(fetch(url)) == []


def test_the_link_is_shown_once_in_the_page(cast: Cast, match: Match, sign_in: SignIn) -> None:
    page, samira = reverse("support:calendar"), sign_in(cast.parent)
    assert ".ics" not in samira.get(page).content.decode()
    shown = samira.post(page, {"act": "make"}).content.decode()
    assert ".ics" in shown
    assert ".ics" not in samira.get(page).content.decode()
    samira.post(page, {"act": "revoke"})
    assert not CalendarFeed.objects.exists()


def test_a_rhythm_that_changes_counts_up_for_the_same_day(cast: Cast, match: Match) -> None:
    url = link(cast)
    before = {str(event["UID"]): int(event["SEQUENCE"]) for event in events(fetch(url))}
    agree(cast, match, plan(rhythm.weekly(1, [5]), day_part="", starts_at=time(15), minutes=60))
    after = {str(event["UID"]): int(event["SEQUENCE"]) for event in events(fetch(url))}
    assert set(before) == set(after)
    assert all(after[uid] > before[uid] for uid in before)
