"""A VOG that ran out locks contact in the same second, and a new one opens it: no timer runs."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from conftest import SignIn
from naast.kernel.clock import NETHERLANDS, dutch_day
from naast.people.models import Grant, HouseholdMember, Offering, Person, VogSighting
from naast.people.models.supporter import last_day_of_vog
from naast.people.services import supporters
from naast.programmes.vocabulary import Topic
from naast.support.services import matches
from tests.cast import Cast
from tests.plugin_trust import Promise

ZONES = ("UTC", "Europe/Amsterdam", "Pacific/Kiritimati")
LAST_DAYS = (
    date(2027, 2, 28),
    date(2028, 2, 28),
    date(2028, 2, 29),
    date(2026, 12, 31),
    date(2027, 3, 27),  # the night in which the clock goes forward
    date(2027, 3, 28),
    date(2027, 10, 30),  # the night in which it goes back
    date(2027, 10, 31),
)


def open_topics(cast: Cast, now: datetime) -> set[str]:
    return Grant.objects.topics(cast.asking.pk, cast.supporting_parent, now)


def let_vogs_end(day: date) -> None:
    VogSighting.objects.update(counts_until=day)


@pytest.mark.trust
def test_contact_locks_in_the_second_in_which_the_last_day_is_over(
    cast: Cast, promise: Promise
) -> None:
    cast.to_trial()
    tried = broken = 0
    for last_day in LAST_DAYS:
        let_vogs_end(last_day)
        midnight = datetime.combine(last_day + timedelta(days=1), time(), NETHERLANDS)
        for zone in ZONES:
            for seconds in (-3600, -1, 0, 1, 3600):
                moment = midnight.astimezone(UTC) + timedelta(seconds=seconds)
                with timezone.override(zone):
                    topics = open_topics(cast, moment.astimezone(ZoneInfo(zone)))
                tried += 1
                broken += (Topic.CONTACT in topics) is not (seconds < 0)
                broken += Topic.PATH not in topics
    promise.kept("P1", "VOG verlopen, contact dicht in die seconde", count=tried, broken=broken,
                 floor=100)  # fmt: skip


def test_the_day_is_that_of_the_netherlands_wherever_the_machine_stands() -> None:
    moment = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
    for zone in ZONES:
        assert dutch_day(moment.astimezone(ZoneInfo(zone))) == date(2026, 11, 3)


def test_the_people_behind_the_phone_numbers_go_with_it(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    cast.to_trial()
    let_vogs_end(date(2026, 11, 10))
    clock.move_to(datetime(2026, 11, 10, 22, 59, 59, tzinfo=UTC))
    assert Person.objects.visible_to(cast.supporting_parent).contains(cast.parent)
    clock.move_to(datetime(2026, 11, 10, 23, 0, 0, tzinfo=UTC))
    assert not Person.objects.visible_to(cast.supporting_parent).contains(cast.parent)
    assert Person.objects.visible_to(cast.parent).contains(cast.supporting_parent)


def test_both_read_kindly_why_and_a_new_vog_opens_it_again(
    cast: Cast, sign_in: SignIn, clock: time_machine.Traveller
) -> None:
    match = cast.to_trial()
    path = reverse("support:path", args=[match.pk])
    clock.move_to(datetime(2029, 6, 6, 9, 0, tzinfo=UTC))
    anke = sign_in(cast.supporting_parent).get(path).content.decode()
    assert "We wachten op een nieuwe VOG" in anke
    assert "Noor denkt met je mee" in anke
    assert "parent@voorbeeld.test" not in anke
    samira = sign_in(cast.parent).get(path).content.decode()
    assert "Anke en Joost vraagt een nieuwe VOG aan" in samira
    for adult in cast.supporting.adults_at_home():
        supporters.note_vog(
            actor=cast.coordinator, supporter_id=cast.supporter.pk, member_id=adult.pk,
            seen_on=date(2029, 6, 6), profile_ok=True, now=timezone.now(),
        )  # fmt: skip
    anke = sign_in(cast.supporting_parent).get(path).content.decode()
    assert "We wachten op een nieuwe VOG" not in anke
    assert "parent@voorbeeld.test" in anke


def test_the_vog_of_one_adult_is_not_enough(cast: Cast) -> None:
    cast.to_trial()
    VogSighting.objects.filter(member=cast.joost).update(counts_until=date(2026, 11, 1))
    assert Topic.CONTACT not in open_topics(cast, cast.now)


@pytest.mark.parametrize("change", ["gone", "misfit", "still to come", "somebody moves in"])
def test_whatever_else_takes_a_vog_away_locks_too(cast: Cast, change: str) -> None:
    cast.to_trial()
    joosts = VogSighting.objects.filter(member=cast.joost)
    if change == "gone":
        joosts.delete()
    elif change == "misfit":
        joosts.update(profile_ok=False)
    elif change == "still to come":
        joosts.update(seen_on=cast.now.date() + timedelta(days=1))
    else:
        HouseholdMember.objects.create(household=cast.supporting, kind="adult", name="Kees")
    assert Topic.CONTACT not in open_topics(cast, cast.now)
    assert Topic.STORY in open_topics(cast, cast.now)


def test_who_needs_no_vog_or_lives_elsewhere_locks_nothing(cast: Cast) -> None:
    cast.to_trial()
    for extra in ({"needs_vog": False}, {"at_home": False}):
        HouseholdMember.objects.create(
            household=cast.supporting, kind="adult", name="Kees", **extra
        )
    assert Topic.CONTACT in open_topics(cast, cast.now)


def test_a_match_that_ended_while_locked_stays_closed_with_a_new_vog(cast: Cast) -> None:
    match = cast.to_trial()
    let_vogs_end(date(2026, 11, 1))
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    let_vogs_end(date(2030, 1, 1))
    assert open_topics(cast, cast.now) == set()


def test_a_parent_who_also_supports_keeps_what_was_opened_to_her_as_a_parent(cast: Cast) -> None:
    cast.to_trial()
    cast.trusted_supporter(cast.asking)
    VogSighting.objects.filter(member__household=cast.asking).delete()
    assert Topic.CONTACT in Grant.objects.topics(cast.supporting.pk, cast.parent, cast.now)


@pytest.mark.parametrize(
    ("seen_on", "until"),
    [
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2025, 2, 28), date(2028, 2, 28)),
        (date(2026, 3, 31), date(2029, 3, 31)),
    ],
)
def test_the_last_day_is_the_same_day_years_later(cast: Cast, seen_on: date, until: date) -> None:
    assert last_day_of_vog(cast.supporting.pk, seen_on) == until


def test_a_term_that_an_organisation_shortens_is_followed(cast: Cast) -> None:
    cast.to_trial()
    Offering.objects.filter(organisation=cast.organisation).update(
        overrides={"matching.vog_valid_months": 3}
    )
    assert supporters.count_vogs_anew() == 3
    assert supporters.count_vogs_anew() == 0
    assert Topic.CONTACT not in open_topics(cast, cast.now)
