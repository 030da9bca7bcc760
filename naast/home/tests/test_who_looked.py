"""Wie keek mee: a family reads who read about it, in plain words."""

from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from conftest import SignIn
from naast.common.models import LogEntry
from naast.support.models import Alarm
from naast.support.services import matches
from tests.cast import Cast


def page(sign_in: SignIn, cast: Cast, who: str = "parent", period: str = "") -> str:
    address = reverse("home:who_looked") + (f"?periode={period}" if period else "")
    return unescape(sign_in(cast.by_name(who)).get(address).content.decode())


@pytest.mark.requirement("X-07")
def test_a_parent_reads_who_read_the_question_when_and_why(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.coordinator).get(reverse("support:request", args=[cast.request.pk]))
    text = page(sign_in, cast)
    assert '<strong>Noor</strong> <span class="soft">(coördinator)</span> las jullie vraag.' in text
    assert "Omdat jullie bij Steun in Leiden zijn aangemeld." in text
    assert "10.00 uur" in text


def test_the_same_look_again_that_day_is_one_line(
    cast: Cast, sign_in: SignIn, clock: time_machine.Traveller
) -> None:
    for _again in range(3):
        sign_in(cast.coordinator).get(reverse("support:request", args=[cast.request.pk]))
        clock.shift(timedelta(hours=1))
    text = page(sign_in, cast)
    assert text.count("las jullie vraag.") == 1
    assert "3 keer, van 10.00 uur tot 12.00 uur" in text


def test_twice_in_one_minute_is_said_with_one_time(cast: Cast, sign_in: SignIn) -> None:
    for _again in range(2):
        sign_in(cast.coordinator).get(reverse("support:request", args=[cast.request.pk]))
    assert "2 keer, om 10.00 uur" in page(sign_in, cast)


def test_another_day_is_another_line(
    cast: Cast, sign_in: SignIn, clock: time_machine.Traveller
) -> None:
    for _day in range(2):
        sign_in(cast.coordinator).get(reverse("support:request", args=[cast.request.pk]))
        clock.shift(timedelta(days=1))
    assert page(sign_in, cast).count("las jullie vraag.") == 2


def test_a_surprise_reaches_two_people_and_not_who_looked(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.coordinator).get(reverse("support:request", args=[cast.request.pk]))
    line = LogEntry.objects.looks().about_household(cast.asking.pk).first()
    assert line is not None
    address = reverse("home:surprised", args=[line.pk])
    assert address in page(sign_in, cast)
    answer = sign_in(cast.parent).post(address, follow=True)
    assert "Twee mensen kijken ernaar" in unescape(answer.content.decode())
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.about_line) == (Alarm.Kind.SURPRISE, line.pk)
    assert not Alarm.objects.watched_by(cast.coordinator).exists()
    assert Alarm.objects.watched_by(cast.by_name("second_coordinator")).exists()


def test_nobody_is_surprised_for_another_family(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.coordinator).get(reverse("support:request", args=[cast.request.pk]))
    line = LogEntry.objects.looks().about_household(cast.asking.pk).first()
    assert line is not None
    for who in ("other_parent", "supporting_parent", "coordinator", "stranger"):
        address = reverse("home:surprised", args=[line.pk])
        assert sign_in(cast.by_name(who)).post(address).status_code == 404, who
    assert not Alarm.objects.exists()


def test_what_one_reads_about_oneself_does_not_stand_there(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.parent).get(reverse("home:circle"))
    assert "Niemand las in deze tijd iets over jullie" in page(sign_in, cast)


def test_a_look_that_was_refused_is_no_look(cast: Cast, sign_in: SignIn) -> None:
    for who in ("stranger", "far_coordinator", "municipality", "other_parent"):
        sign_in(cast.by_name(who)).get(reverse("support:request", args=[cast.request.pk]))
    assert "Niemand las in deze tijd iets over jullie" in page(sign_in, cast)


def test_the_family_across_has_a_name_while_it_is_open_and_none_after(
    cast: Cast, sign_in: SignIn
) -> None:
    match = cast.to_trial()
    sign_in(cast.supporting_parent).get(reverse("support:path", args=[match.pk]))
    assert "Anke" in page(sign_in, cast)
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    text = page(sign_in, cast)
    assert "Anke" not in text
    assert "De andere kant" in text


def test_a_proposal_that_was_not_opened_to_a_family_stays_unnamed(
    cast: Cast, sign_in: SignIn
) -> None:
    match = cast.propose()
    sign_in(cast.parent).get(reverse("support:path", args=[match.pk]))
    sign_in(cast.coordinator).get(reverse("support:path", args=[match.pk]))
    text = page(sign_in, cast, "supporting_parent")
    assert "Samira" not in text
    assert "las hoe ver jullie samen zijn" not in text
    assert "Een gezin dat steun vraagt" in text
    assert "keek wie bij wie zou passen" in text


def test_a_parent_who_lives_elsewhere_reads_nothing_here(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.coordinator).get(reverse("support:request", args=[cast.request.pk]))
    text = page(sign_in, cast, "other_parent")
    assert "Noor" not in text
    assert "Er is nog niets over jullie" in text


def test_yesterday_is_in_the_last_week_and_last_month_is_not(
    cast: Cast, sign_in: SignIn, clock: time_machine.Traveller
) -> None:
    sign_in(cast.coordinator).get(reverse("support:request", args=[cast.request.pk]))
    clock.shift(timedelta(days=10))
    assert "Noor" not in page(sign_in, cast)
    assert "Noor" in page(sign_in, cast, period="maand")


def test_the_page_asks_the_database_a_fixed_number_of_times(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: object
) -> None:
    client = sign_in(cast.coordinator)
    for _time in range(15):
        client.get(reverse("home:today"))
        client.get(reverse("support:request", args=[cast.request.pk]))
    reader = sign_in(cast.parent)
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        reader.get(reverse("home:who_looked"))
