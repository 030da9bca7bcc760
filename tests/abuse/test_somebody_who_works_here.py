"""Somebody who works here, and looks or decides where it is not theirs to do so."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from conftest import Postman
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Approval, Grant, Household, NeverAgain, Person, Role
from naast.people.services import never_again as register
from naast.programmes.vocabulary import Topic
from naast.support import trajectory
from naast.support.models import BrokenGlass, Match
from naast.support.services import alarms, glass, path, second_yes
from tests.abuse.conftest import World
from tests.cast import Cast

pytestmark = pytest.mark.trust

REASON = "Moeder ligt in het ziekenhuis en de kinderen staan bij school."


def broken(cast: Cast) -> BrokenGlass:
    """Femke, who works elsewhere, opens Samira's family in an emergency."""
    asked = glass.ask_for_glass(
        actor=cast.far_coordinator, number=cast.asking.pk, first_name="Samira", reason=REASON,
        now=cast.now,
    )  # fmt: skip
    assert asked is not None
    return glass.open_glass(actor=cast.far_coordinator, glass_id=asked.pk, now=cast.now)


def contact_open(cast: Cast) -> bool:
    return Topic.CONTACT in Grant.objects.topics(cast.asking.pk, cast.supporting_parent, cast.now)


def test_one_coordinator_alone_lets_no_child_go_along(cast: Cast) -> None:
    match = cast.to_rules()
    for _again in range(3):
        second_yes.say_yes(actor=cast.coordinator, match_id=match.pk, now=cast.now)
    step = trajectory.current_step(Match.objects.whole().get(pk=match.pk))
    assert step is not None
    assert step.phase == "coupling"
    assert not contact_open(cast)


def test_skipping_a_step_is_no_way_round_the_second_pair_of_eyes(cast: Cast) -> None:
    match = cast.to_coupling()
    with pytest.raises(DomainError):
        path.skip_phase(
            actor=cast.coordinator, match_id=match.pk, reason="Ze kennen elkaar.", now=cast.now
        )
    assert not contact_open(cast)


def test_a_second_login_made_today_is_no_second_person(cast: Cast) -> None:
    match = cast.to_rules()
    twin = cast.introduce("twin", "Noor")
    Role.objects.create(
        person=twin, organisation=cast.organisation, kind="coordinator",
        since=cast.now.date(), granted_at=cast.now,
    )  # fmt: skip
    with pytest.raises(DomainError):
        second_yes.say_yes(actor=Person.objects.get(pk=twin.pk), match_id=match.pk, now=cast.now)
    assert not Approval.objects.filter(person=twin).exists()
    assert not contact_open(cast)


def test_no_glass_breaks_without_a_reason(cast: Cast) -> None:
    with pytest.raises(DomainError):
        glass.ask_for_glass(
            actor=cast.far_coordinator, number=cast.asking.pk, first_name="Samira",
            reason="Zomaar.", now=cast.now,
        )  # fmt: skip
    assert not BrokenGlass.objects.exists()


def test_numbers_are_not_tried_one_by_one_behind_the_glass(cast: Cast) -> None:
    for number in range(900, 960):
        try:
            found = glass.ask_for_glass(
                actor=cast.far_coordinator, number=number, first_name="Samira", reason=REASON,
                now=cast.now,
            )  # fmt: skip
        except DomainError:
            break
        assert found is None
    else:
        pytest.fail("sixty tries were let through")


def test_after_an_hour_the_glass_is_whole_again(cast: Cast, clock: time_machine.Traveller) -> None:
    broken(cast)
    assert Household.objects.visible_to(cast.far_coordinator).contains(cast.asking)
    clock.shift(timedelta(minutes=60))
    assert not Household.objects.visible_to(cast.far_coordinator).contains(cast.asking)


def test_the_same_glass_does_not_break_twice(cast: Cast, clock: time_machine.Traveller) -> None:
    glass_id = broken(cast).pk
    clock.shift(timedelta(minutes=61))
    with pytest.raises(DomainError):
        glass.open_glass(
            actor=cast.far_coordinator, glass_id=glass_id, now=cast.now + timedelta(minutes=61)
        )


def test_a_broken_glass_is_never_a_secret(cast: Cast, postman: Postman) -> None:
    postman()
    broken(cast)
    told = {address for letter in postman() for address in letter.to}
    assert {"parent@voorbeeld.test", "second_coordinator@voorbeeld.test"} <= told


def test_who_it_is_about_does_not_settle_what_surprised(world: World) -> None:
    cast = world.cast
    world.get("coordinator", "support:path", world.match.pk)
    look = LogEntry.objects.looks().filter(household_id=cast.asking.pk).latest("pk")
    told = alarms.raise_alarm(
        actor=cast.parent, household_id=cast.asking.pk, kind="surprise", words="Waarom?",
        about_line=look.pk, now=cast.now,
    )  # fmt: skip
    assert world.get("coordinator", "support:alarm", told.pk).status_code == 404


def test_one_person_alone_bars_nobody_for_ever(cast: Cast) -> None:
    entry = register.ask_to_register(
        actor=cast.coordinator, supporter_id=cast.former.pk, now=cast.now,
        member_id=cast.former.household.adults_at_home()[0].pk,
    )  # fmt: skip
    assert entry is not None
    assert not NeverAgain.objects.in_force().exists()
    assert register.barred([cast.former]) == set()


def test_a_role_that_ended_opens_no_glass(cast: Cast) -> None:
    Role.objects.filter(person=cast.far_coordinator).update(
        since=cast.now.date() - timedelta(days=400), until=cast.now.date() - timedelta(days=1)
    )
    left = Person.objects.get(pk=cast.far_coordinator.pk)
    with pytest.raises(Refused):
        glass.ask_for_glass(
            actor=left, number=cast.asking.pk, first_name="Samira", reason=REASON, now=cast.now
        )


def test_the_page_of_a_glass_is_for_who_broke_it(world: World) -> None:
    glass_id = broken(world.cast).pk
    address = reverse("support:glass", args=[glass_id])
    for who in ("supporting_parent", "other_parent", "municipality", "stranger"):
        assert world.client(who).get(address).status_code == 404, who
