"""Silence and care: a match that is quiet, a call that is due, a VOG that runs out, and whom we did
not let hear anything for a while.
"""

import time
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import Postman, SignIn
from naast.common.keys import forget
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Household, HouseholdMember, Offering, Supporter, VogSighting
from naast.programmes.care import CheckIns
from naast.support.care import due_calls, quiet
from naast.support.models import CheckIn, HowItWent, Match, Rhythm, Side, Step, SupportRequest
from naast.support.selectors.care import care_of_all
from naast.support.selectors.today import Today, today
from naast.support.services.appointments import Which, cancel_appointment
from naast.support.services.care import (
    follow_vogs,
    note_check_in,
    promise_check_in,
    skip_check_in,
)
from tests.cast import PROGRAMME, Cast

CLOCK = time_machine.Traveller
MOST_SECONDS = 5
"""How long Today of a coordinator with 60 matches may take on a slow machine."""


def running(cast: Cast) -> Match:
    """Samira and Anke, in and out of each other's homes since today."""
    return fresh(cast.to_under_way())


def fresh(match: Match) -> Match:
    found: Match = Match.objects.whole().get(pk=match.pk)
    return found


def later(cast: Cast, days: int) -> date:
    return cast.now.date() + timedelta(days=days)


def own_numbers(cast: Cast, **numbers: int) -> None:
    own = {name.replace("__", "."): value for name, value in numbers.items()}
    Offering.objects.filter(organisation=cast.organisation).update(overrides=own)
    Match.objects.update(version=None)  # as if it started with these numbers


def told(cast: Cast, match: Match, days: int, *, happened: bool = True) -> None:
    HowItWent.objects.create(
        match=match, side="asking", day=later(cast, days), happened=happened, key=uuid4(),
        written_by=cast.parent, written_at=cast.now,
    )  # fmt: skip


def weekly(cast: Cast) -> Match:
    """Under way, on Saturdays: 5, 12, 19 … days ahead."""
    match = running(cast)
    Rhythm.objects.create(
        match=match, version=1, rule="FREQ=WEEKLY;INTERVAL=1;BYDAY=SA;WKST=MO",
        starts_on=cast.now.date(), written_by=cast.parent, written_at=cast.now,
        agreed_at=cast.now,
    )  # fmt: skip
    return match


def cancel(cast: Cast, days: int) -> None:
    """Tap that the time so many days ahead does not go on."""
    which = Which(Match.objects.get().pk, later(cast, days).isoformat(), 0)
    cancel_appointment(actor=cast.parent, which=which, now=cast.now)


def called(cast: Cast, match: Match, days: int) -> None:
    """Everybody was called on that day."""
    for side in Side:
        note_check_in(
            actor=cast.coordinator, match_id=match.pk, side=side, words="",
            now=cast.now + timedelta(days=days),
        )  # fmt: skip


def day(cast: Cast, days: int) -> Today:
    return today(cast.coordinator, now=cast.now + timedelta(days=days))


def keys(cast: Cast, days: int) -> list[str]:
    return [item.key for item in day(cast, days).yours]


# Silence, against the own rhythm.


@pytest.mark.requirement("BG-09", "MM-03")
def test_a_match_is_quiet_against_its_own_rhythm_and_not_against_another(cast: Cast) -> None:
    match = running(cast)
    assert quiet(match, later(cast, 27)) is None
    silent = quiet(match, later(cast, 28))  # the programme's own rhythm: once in two weeks
    assert silent is not None
    assert silent.times == 2
    Rhythm.objects.create(
        match=match, version=1, rule="FREQ=WEEKLY;INTERVAL=1;BYDAY=SA;WKST=MO",
        starts_on=cast.now.date(), written_by=cast.parent, written_at=cast.now,
        agreed_at=cast.now,
    )  # fmt: skip
    weekly = fresh(match)  # today is a Monday: the Saturdays are 5 and 12 days ahead
    assert quiet(weekly, later(cast, 12)) is None
    assert quiet(weekly, later(cast, 13)) is not None


@pytest.mark.requirement("MM-03")
def test_at_least_once_a_month_gets_a_reminder_after_the_months_without(cast: Cast) -> None:
    match = running(cast)
    Rhythm.objects.create(
        match=match, version=1, rule="FREQ=MONTHLY", at_least=1, starts_on=cast.now.date(),
        written_by=cast.parent, written_at=cast.now, agreed_at=cast.now,
    )  # fmt: skip
    assert quiet(fresh(match), later(cast, 40)) is None
    own_numbers(cast, care__missed_times=1)
    assert quiet(fresh(match), later(cast, 30)) is None
    assert quiet(fresh(match), later(cast, 40)) is not None


@pytest.mark.parametrize("word", ["told", "told that it did not happen", "called"])
def test_any_word_ends_the_silence(cast: Cast, word: str) -> None:
    match = running(cast)
    if word == "called":
        called(cast, match, 20)
    else:
        told(cast, match, 20, happened=word == "told")
    assert quiet(fresh(match), later(cast, 30)) is None
    assert quiet(fresh(match), later(cast, 48)) is not None


def test_the_number_of_missed_times_is_the_organisations_own(cast: Cast) -> None:
    match = running(cast)
    own_numbers(cast, care__missed_times=4)
    assert quiet(fresh(match), later(cast, 28)) is None
    assert quiet(fresh(match), later(cast, 56)) is not None


def test_today_says_it_kindly_and_in_one_line(cast: Cast) -> None:
    running(cast)
    lines = [item for item in day(cast, 40).yours if item.key == "quiet"]
    assert len(lines) == 1
    assert "Samira" in lines[0].title
    assert "Meestal zien ze elkaar vaker" in lines[0].detail
    assert "check_in" not in keys(cast, 40)


def test_times_that_did_not_happen_again_and_again_ask_for_a_call(cast: Cast) -> None:
    match = running(cast)
    called(cast, match, 28)
    told(cast, match, 19, happened=False)
    assert "fell_through" not in keys(cast, 30)
    told(cast, match, 26, happened=False)
    assert "fell_through" in keys(cast, 30)
    told(cast, match, 30)
    assert "fell_through" not in keys(cast, 30)


@pytest.mark.requirement("BG-09")
def test_times_that_are_cancelled_again_and_again_ask_for_a_call(cast: Cast) -> None:
    weekly(cast)
    cancel(cast, 5)
    assert "fell_through" not in keys(cast, 6)
    cancel(cast, 12)
    assert "fell_through" not in keys(cast, 11)  # the second of them is still to come
    lines = [item for item in day(cast, 12).yours if item.key == "fell_through"]
    assert [line.detail for line in lines] == ["Het ging de laatste keren niet door."]
    assert lines[0].since == later(cast, 5)


def test_a_time_that_stood_in_between_ends_the_row(cast: Cast) -> None:
    weekly(cast)
    cancel(cast, 5)
    cancel(cast, 19)
    assert "fell_through" not in keys(cast, 20)
    cancel(cast, 26)
    assert "fell_through" in keys(cast, 26)


def test_cancelled_and_told_that_it_did_not_happen_count_together(cast: Cast) -> None:
    match = weekly(cast)
    told(cast, match, 5, happened=False)
    cancel(cast, 12)
    assert "fell_through" in keys(cast, 13)
    told(cast, match, 13)  # they saw each other after all, a day later
    assert "fell_through" not in keys(cast, 13)


# Calling.


def test_calls_are_due_in_weeks_1_2_and_4_and_then_once_a_month() -> None:
    began = date(2026, 11, 2)
    due = list(CheckIns().days(began, date(2027, 2, 28)))
    weeks = [began + timedelta(weeks=week) for week in (1, 2, 4)]
    assert due == [*weeks, date(2026, 12, 30), date(2027, 1, 30), date(2027, 2, 28)]
    assert list(CheckIns(0, 0, 0, 0).days(began, date(2030, 1, 1))) == []


def test_each_side_is_called_and_one_call_is_enough(cast: Cast) -> None:
    match = running(cast)
    assert due_calls(match, later(cast, 6)) == []
    assert {call.side for call in due_calls(match, later(cast, 15))} == set(Side)
    note_check_in(
        actor=cast.coordinator, match_id=match.pk, side=Side.ASKING, words="Het gaat goed.",
        now=cast.now + timedelta(days=15),
    )  # fmt: skip
    left = due_calls(fresh(match), later(cast, 15))
    assert [call.side for call in left] == [Side.SUPPORTING]


def test_a_call_can_be_skipped_or_put_off(cast: Cast) -> None:
    match = running(cast)
    ahead = cast.now + timedelta(days=8)
    skip_check_in(actor=cast.coordinator, match_id=match.pk, side=Side.ASKING, now=ahead)
    promise_check_in(
        actor=cast.coordinator, match_id=match.pk, side=Side.SUPPORTING, on=later(cast, 11),
        now=ahead,
    )  # fmt: skip
    assert due_calls(fresh(match), later(cast, 10)) == []
    assert [c.side for c in due_calls(fresh(match), later(cast, 11))] == [Side.SUPPORTING]
    with pytest.raises(DomainError):
        promise_check_in(
            actor=cast.coordinator, match_id=match.pk, side=Side.ASKING, on=later(cast, 8),
            now=ahead,
        )  # fmt: skip


def test_the_family_reads_what_was_noted_and_the_other_family_does_not(
    cast: Cast, sign_in: SignIn, postman: Postman, clock: CLOCK
) -> None:
    match = running(cast)
    clock.shift(timedelta(days=8))
    noor = sign_in(cast.coordinator)
    address = reverse("support:check_in", args=[match.pk])
    page = noor.get(address).content.decode()
    assert all(str(q.question) in page for q in match.definition().check_ins.questions)
    postman()
    noor.post(address, {"side": "asking", "words": "Kanarie: het is fijn.", "outcome": "done"})
    assert [mail.to for mail in postman()] == [["parent@voorbeeld.test"]]
    path = reverse("support:path", args=[match.pk])
    assert "Kanarie: het is fijn." in sign_in(cast.parent).get(path).content.decode()
    assert "Kanarie" not in sign_in(cast.supporting_parent).get(path).content.decode()
    assert CheckIn.objects.visible_to(cast.supporting_parent).count() == 0


def test_pressing_twice_is_one_call_and_other_words_are_not_lost(
    cast: Cast, sign_in: SignIn
) -> None:
    match, noor = running(cast), sign_in(cast.coordinator)
    address = reverse("support:check_in", args=[match.pk])
    sent = {"side": "asking", "words": "Fijn.", "outcome": "done"}
    assert [noor.post(address, sent).status_code for _again in range(2)] == [302, 302]
    answer = noor.post(address, {**sent, "words": "Nog iets."})
    assert answer.context["form"]["words"].value() == "Nog iets."
    assert [row.words for row in CheckIn.objects.all()] == ["Fijn."]


@pytest.mark.parametrize("who", ["parent", "supporting_parent", "stranger", "far_coordinator"])
def test_only_a_coordinator_notes_a_call(cast: Cast, who: str) -> None:
    match = running(cast)
    with pytest.raises((Refused, Match.DoesNotExist)):
        note_check_in(
            actor=cast.by_name(who), match_id=match.pk, side="asking", words="", now=cast.now
        )


# A VOG that runs out.


def end_vogs(cast: Cast, last_day: date) -> None:
    sightings = VogSighting.objects.filter(member__household=cast.supporting)
    sightings.update(seen_on=last_day.replace(year=last_day.year - 3), counts_until=last_day)


def test_both_hear_once_that_they_wait_and_once_that_it_goes_on(
    cast: Cast, postman: Postman, clock: CLOCK
) -> None:
    match = running(cast)
    end_vogs(cast, later(cast, 10))
    postman()
    assert follow_vogs(now=cast.now + timedelta(days=10)) == 0
    clock.shift(timedelta(days=11))
    for _night in range(3):
        call_command("keep_time")
    assert sorted(mail.to[0] for mail in postman()) == [
        "parent@voorbeeld.test", "supporting_parent@voorbeeld.test"
    ]  # fmt: skip
    assert fresh(match).waits_for_vog_since == later(cast, 11)
    for adult in cast.supporting.adults_at_home():
        VogSighting.objects.create(
            member=adult, seen_on=later(cast, 11), seen_by=cast.coordinator, profile_ok=True
        )
    for _night in range(3):
        follow_vogs(now=cast.now + timedelta(days=12))
    assert len(postman()) == 2
    assert fresh(match).waits_for_vog_since is None
    lines = LogEntry.objects.filter(action__startswith="support.vog.", household_id=cast.asking.pk)
    assert [line.action for line in lines.order_by("pk")] == [
        "support.vog.waited_for", "support.vog.here_again"
    ]  # fmt: skip


@pytest.mark.parametrize(("ahead", "stands_there"), [(90, False), (30, True)])
def test_how_long_before_a_vog_is_asked_for_is_the_organisations_own(
    cast: Cast, ahead: int, stands_there: bool
) -> None:
    running(cast)
    own_numbers(cast, care__vog_warn_days=ahead)
    end_vogs(cast, later(cast, 60))
    assert ("renew_vog" in keys(cast, 0)) is not stands_there


# Whom we let hear nothing, and whom we ask a lot.


@pytest.mark.requirement("X-05")
def test_supporting_families_that_hear_nothing_are_told_of_as_a_group(cast: Cast) -> None:
    cast.talk()
    VogSighting.objects.update(seen_on=later(cast, -20), counts_until=later(cast, 900))
    assert day(cast, 0).care.sentences == []
    sentences = " ".join(day(cast, 40).care.sentences)
    assert "2 van wie steunen" in sentences
    assert "Anke" not in sentences
    assert {row.supporter for row in care_of_all(cast.coordinator, on=later(cast, 40)).unheard} == {
        cast.supporter, cast.former
    }  # fmt: skip
    own_numbers(cast, care__contact_weeks=20)
    assert day(cast, 40).care.sentences == []


def test_a_call_lets_a_supporting_family_hear_something(cast: Cast) -> None:
    match = running(cast)
    VogSighting.objects.update(seen_on=later(cast, -20), counts_until=later(cast, 900))
    called(cast, match, 50)
    unheard = care_of_all(cast.coordinator, on=later(cast, 60)).unheard
    assert [row.supporter for row in unheard] == [cast.former]


def test_a_family_that_is_asked_a_lot_is_left_in_peace(cast: Cast, sign_in: SignIn) -> None:
    match = running(cast)
    own_numbers(cast, care__asked_most=2)
    for days in (1, 5):
        called(cast, match, days)
    assert "veel vragen" in " ".join(day(cast, 6).care.sentences)
    assert "veel vragen" not in " ".join(day(cast, 40).care.sentences)


@pytest.mark.parametrize(("most", "a_lot"), [(2, True), (3, False)])
def test_the_page_of_a_call_and_today_say_the_same(
    cast: Cast, sign_in: SignIn, clock: CLOCK, most: int, a_lot: bool
) -> None:
    match = running(cast)
    own_numbers(cast, care__asked_most=most)
    for days in (40, 45):
        called(cast, match, days)
    clock.shift(timedelta(days=46))
    assert ("veel vragen" in " ".join(day(cast, 46).care.sentences)) is a_lot
    page = sign_in(cast.coordinator).get(reverse("support:check_in", args=[match.pk]))
    assert ("2 keer een vraag" in page.content.decode()) is a_lot


def test_the_page_names_them_and_is_for_coordinators_only(
    cast: Cast, sign_in: SignIn, clock: CLOCK
) -> None:
    cast.talk()
    clock.shift(timedelta(days=300))
    noor = sign_in(cast.coordinator).get(reverse("support:care"))
    assert "Anke en Joost" in noor.content.decode()
    assert sign_in(cast.supporting_parent).get(reverse("support:care")).status_code == 404


# Many.


def pairs(cast: Cast, number: int) -> None:
    """So many more matches under way, with days told and calls made."""
    start = Household.objects.count()
    for each in range(start, start + number):
        asking, supporting = (
            Household.objects.create(
                organisation=cast.organisation, name=f"{name} {each}", postcode="2312",
                languages=["nl"],
            ) for name in ("Vraag", "Steun")
        )  # fmt: skip
        for home in (asking, supporting):
            HouseholdMember.objects.create(household=home, kind="adult", name=home.name)
        match = Match.objects.create(
            request=SupportRequest.objects.create(
                household=asking, organisation=cast.organisation, programme=PROGRAMME,
                question="Even lucht.", asked_at=cast.now, confirmed_at=cast.now,
                waiting_since=cast.now.date(), talk_held_on=cast.now.date(), status="matched",
            ),
            supporter=cast.trusted_supporter(supporting), proposed_by=cast.coordinator,
            proposed_at=cast.now, expires_on=cast.now.date(),
        )  # fmt: skip
        Step.objects.create(
            match=match, phase="trial", started_on=cast.now.date(), completed_on=cast.now.date()
        )
        Step.objects.create(
            match=match, phase="under_way", started_on=cast.now.date(), due_on=later(cast, 700)
        )
        told(cast, match, 3)
        CheckIn.objects.create(
            match=match, side="asking", due_on=later(cast, 7), done_on=later(cast, 7),
            done_by=cast.coordinator,
        )  # fmt: skip
    forget()  # counted as by a process that opened nothing yet


def test_today_of_sixty_matches_takes_as_many_queries_as_of_six(cast: Cast) -> None:
    running(cast)
    noor = type(cast.coordinator).objects
    pairs(cast, 5)
    with CaptureQueriesContext(connection) as six:
        today(noor.get(pk=cast.coordinator.pk), now=cast.now + timedelta(days=40))
    pairs(cast, 54)
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as sixty:
        found = today(noor.get(pk=cast.coordinator.pk), now=cast.now + timedelta(days=40))
    assert time.perf_counter() - begun < MOST_SECONDS
    assert len(sixty) == len(six)
    assert sum(item.key == "quiet" for item in found.yours) == 60
    assert Supporter.objects.count() > 60
