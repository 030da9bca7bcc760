"""Breaking glass: only with a reason, for an hour, told to a second person and to the family."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from conftest import Postman, SignIn
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Grant, Household, Person, Role
from naast.support.models import BrokenGlass
from naast.support.services import glass
from tests.cast import Cast

REASON = "Moeder ligt in het ziekenhuis en de kinderen staan bij school."


def ask(cast: Cast, who: str = "far_coordinator", **more: Any) -> BrokenGlass | None:
    values: dict[str, Any] = {"number": cast.asking.pk, "first_name": "samira"}
    return glass.ask_for_glass(
        actor=cast.by_name(who), now=cast.now, **{"reason": REASON, **values, **more}
    )


def asked(cast: Cast, who: str = "far_coordinator") -> BrokenGlass:
    found = ask(cast, who)
    assert found is not None
    return found


def opened(cast: Cast, who: str = "far_coordinator") -> BrokenGlass:
    return glass.open_glass(actor=cast.by_name(who), glass_id=asked(cast, who).pk, now=cast.now)


def test_asking_opens_nothing_and_tells_a_second_person_and_the_family(
    cast: Cast, postman: Postman
) -> None:
    postman()
    asked(cast)
    letters = postman()
    told = {address for letter in letters for address in letter.to}
    assert told >= {
        "coordinator@voorbeeld.test", "second_coordinator@voorbeeld.test",
        "parent@voorbeeld.test",
    }  # fmt: skip
    assert not any("ziekenhuis" in f"{m.subject} {m.body}" for m in letters)
    assert not Household.objects.visible_to(cast.far_coordinator).contains(cast.asking)


def test_it_opens_for_an_hour_and_for_one_person(cast: Cast, clock: time_machine.Traveller) -> None:
    opened(cast)
    far = cast.far_coordinator
    assert Household.objects.visible_to(far).contains(cast.asking)
    assert not Household.objects.visible_to(cast.stranger).contains(cast.asking)
    clock.shift(timedelta(minutes=59, seconds=59))
    assert Person.objects.visible_to(far).contains(cast.parent)
    clock.shift(timedelta(seconds=1))
    assert not Person.objects.visible_to(far).contains(cast.parent)
    assert not Household.objects.visible_to(far).contains(cast.asking)


def test_what_it_opens_is_read_on_one_page_and_every_look_is_marked(
    cast: Cast, sign_in: SignIn
) -> None:
    broken = opened(cast)
    address = reverse("support:glass", args=[broken.pk])
    page = sign_in(cast.far_coordinator).get(address).content.decode()
    for word in ("El-Voorbeeld", "06 00 00 00 00", "Kanarie-parent 1", "Yara (8)"):
        assert word in page
    line = LogEntry.objects.looks().latest("pk")
    assert (line.broken_glass, line.basis) == (True, broken.basis)
    for who in ("parent", "stranger", "municipality"):
        assert sign_in(cast.by_name(who)).get(address).status_code == 404


def test_her_own_coordinator_too_reads_the_address_this_way_only(
    cast: Cast, sign_in: SignIn
) -> None:
    broken = opened(cast, "coordinator")
    page = sign_in(cast.coordinator).get(reverse("support:glass", args=[broken.pk]))
    assert "Kanarie-parent 1" in page.content.decode()
    assert LogEntry.objects.looks().latest("pk").broken_glass


def test_the_second_person_sees_who_and_why_and_can_close_it(cast: Cast, sign_in: SignIn) -> None:
    broken = opened(cast)
    pim = sign_in(cast.second_coordinator)
    today = pim.get(reverse("home:today")).content.decode()
    assert "Femke opent dit gezin in een noodgeval" in today
    address = reverse("support:glass", args=[broken.pk])
    page = pim.get(address).content.decode()
    assert REASON in page
    assert "Kanarie-parent 1" not in page
    pim.post(address, {"close": "yes"})
    assert not Household.objects.visible_to(cast.far_coordinator).contains(cast.asking)


def test_the_family_reads_who_and_why_and_afterwards_what_was_done(
    cast: Cast, sign_in: SignIn
) -> None:
    broken = opened(cast)
    page = sign_in(cast.parent).get(reverse("home:circle")).content.decode()
    assert "opende jullie gegevens in een noodgeval" in page
    assert REASON in page
    assert "Femke" in page
    glass.close_glass(actor=cast.far_coordinator, glass_id=broken.pk, now=cast.now)
    glass.explain_glass(
        actor=cast.far_coordinator, glass_id=broken.pk, now=cast.now,
        words="Ik belde de buurvrouw, die de kinderen ophaalde.",
    )  # fmt: skip
    page = sign_in(cast.parent).get(reverse("home:circle")).content.decode()
    assert "Ik belde de buurvrouw" in page
    assert (
        sign_in(cast.other_parent).get(reverse("home:circle")).content.decode().count(REASON) == 0
    )


# Every wrong step.


def open_it(cast: Cast, broken: BrokenGlass) -> None:
    glass.open_glass(actor=cast.far_coordinator, glass_id=broken.pk, now=cast.now)


def close_it(cast: Cast, broken: BrokenGlass) -> None:
    glass.close_glass(actor=cast.far_coordinator, glass_id=broken.pk, now=cast.now)


def explain_it(cast: Cast, broken: BrokenGlass) -> None:
    glass.explain_glass(actor=cast.far_coordinator, glass_id=broken.pk, now=cast.now, words=REASON)


WALK = (open_it, close_it, explain_it)
STATES = ("asked", "open", "closed", "explained")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", WALK)
def test_only_the_next_step_is_possible(
    cast: Cast, state: str, step: Callable[[Cast, BrokenGlass], None]
) -> None:
    broken = asked(cast)
    for walked in WALK[: STATES.index(state)]:
        walked(cast, broken)
    broken.refresh_from_db()
    assert broken.state(cast.now) == state
    if STATES.index(state) == WALK.index(step):
        step(cast, broken)
        return
    with pytest.raises(DomainError):
        step(cast, broken)


def test_asked_for_too_long_ago_it_does_not_open(cast: Cast) -> None:
    broken = asked(cast)
    with pytest.raises(DomainError, match="te lang geleden"):
        glass.open_glass(
            actor=cast.far_coordinator, glass_id=broken.pk, now=cast.now + timedelta(minutes=61)
        )


def test_after_its_hour_it_can_only_be_explained(cast: Cast) -> None:
    broken = opened(cast)
    later = cast.now + timedelta(hours=1)
    assert broken.state(later) == "closed"
    with pytest.raises(DomainError):
        glass.close_glass(actor=cast.far_coordinator, glass_id=broken.pk, now=later)
    glass.explain_glass(actor=cast.far_coordinator, glass_id=broken.pk, words=REASON, now=later)


def test_nobody_opens_or_explains_the_glass_of_somebody_else(cast: Cast) -> None:
    broken = asked(cast)
    with pytest.raises(Refused):
        glass.open_glass(actor=cast.coordinator, glass_id=broken.pk, now=cast.now)
    with pytest.raises(BrokenGlass.DoesNotExist):
        glass.open_glass(actor=cast.stranger, glass_id=broken.pk, now=cast.now)
    open_it(cast, broken)
    close_it(cast, broken)
    with pytest.raises(Refused):
        glass.explain_glass(actor=cast.coordinator, glass_id=broken.pk, words=REASON, now=cast.now)


# Finding a family.


@pytest.mark.parametrize(
    "wrong", [{"number": 987_654}, {"first_name": "Fatima"}, {"first_name": "Karim"},
              {"first_name": ""}],
)  # fmt: skip
def test_a_wrong_number_and_a_wrong_name_give_one_answer(
    cast: Cast, sign_in: SignIn, wrong: dict[str, Any]
) -> None:
    assert ask(cast, **wrong) is None
    given = {"number": cast.asking.pk, "first_name": "Samira", "reason": REASON, **wrong}
    if not given["first_name"]:
        return
    page = sign_in(cast.far_coordinator).post(reverse("support:break_glass"), given)
    assert page.status_code == 200
    assert "We kennen geen gezin met dit nummer en deze voornaam" in page.content.decode()


def test_guessing_stops_after_a_few_tries_a_day(cast: Cast) -> None:
    for number in range(settings.GLASS_TRIES_A_DAY):
        assert ask(cast, number=5_000 + number) is None
    with pytest.raises(DomainError, match="te vaak"):
        ask(cast)
    cast.now += timedelta(hours=25)
    assert ask(cast) is not None


@pytest.mark.parametrize("reason", ["", "Nodig.", " " * 60])
def test_without_a_reason_nothing_is_even_looked_up(cast: Cast, reason: str) -> None:
    with pytest.raises(DomainError, match="hele zin"):
        ask(cast, reason=reason)
    assert not BrokenGlass.objects.exists()


@pytest.mark.parametrize("who", ["parent", "supporting_parent", "stranger", "municipality"])
def test_only_who_works_here_breaks_glass(cast: Cast, sign_in: SignIn, who: str) -> None:
    with pytest.raises(Refused):
        ask(cast, who)
    client = sign_in(cast.by_name(who))
    assert client.get(reverse("support:break_glass")).status_code == 404


def test_a_role_of_today_breaks_no_glass(cast: Cast) -> None:
    Role.objects.filter(person=cast.far_coordinator).update(granted_at=cast.now)
    with pytest.raises(Refused):
        ask(cast)


def test_without_a_second_person_it_is_refused(cast: Cast) -> None:
    Role.objects.filter(person__in=[cast.second_coordinator, cast.regional]).delete()
    with pytest.raises(DomainError, match="niemand anders"):
        ask(cast, "coordinator")
    assert not Grant.objects.exists()
