"""Sessions die when they should: an old cookie is worth nothing at its very next request (P7)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from naast.people.models import LoginSession, Role
from naast.people.tests.entrance import (
    OWN_PAGE,
    Entrance,
    account_of,
    alive,
    give_app,
    give_passkey,
)
from tests.cast import Cast
from tests.codes import code_in
from tests.plugin_trust import Promise

WHO = ("parent", "supporting_parent", "stranger", "coordinator", "municipality")
STAFF = ("coordinator", "municipality")


class World:
    """One person with a browser, and what can befall their session."""

    def __init__(
        self, cast: Cast, entrance: Entrance, clock: time_machine.Traveller, who: str
    ) -> None:
        self.cast, self.entrance, self.clock, self.who = cast, entrance, clock, who
        self.person = cast.by_name(who)

    @property
    def is_staff(self) -> bool:
        """Whether this is somebody who works for an organisation."""
        return self.who in STAFF

    def come_in(self, *, shared: bool = False) -> Client:
        """A browser more, half a minute later so that the app shows other digits."""
        self.clock.shift(timedelta(seconds=31))
        return self.entrance(self.person, shared=shared)


Rule = Callable[[World], bool]


def a_key_from_before_signing_in_is_worth_nothing(world: World) -> bool:
    """Fixation: an attacker plants a cookie and waits for its owner to sign in with it."""
    stolen, victim = Client(), Client()
    stolen.post("/inloggen/", {"email": "aanvaller@voorbeeld.test"})
    victim.cookies["s"] = stolen.cookies["s"].value
    world.entrance(world.person, client=victim)
    return victim.cookies["s"].value != stolen.cookies["s"].value and not alive(stolen)


def the_key_changes_at_every_step(world: World) -> bool:
    keys = []
    client = Client()
    client.post("/inloggen/", {"email": world.person.email})
    keys.append(client.session.session_key)
    client.post("/inloggen/code/", {"code": code_in(*world.entrance.postman())})
    keys.append(client.session.session_key)
    return len(set(keys)) == len(keys) and all(keys)


def signing_out_ends_the_session(world: World) -> bool:
    client = world.come_in()
    cookie = client.cookies["s"].value
    client.post("/uitloggen/")
    client.cookies["s"] = cookie
    return not alive(client)


def signing_out_everywhere_ends_all_of_them(world: World) -> bool:
    first, second = world.come_in(), world.come_in()
    second.post("/inloggen/apparaten/overal-uit/")
    return not alive(first) and not LoginSession.objects.filter(account__person=world.person)


def ending_one_session_ends_that_one_only(world: World) -> bool:
    first, second = world.come_in(), world.come_in()
    (other, _own) = LoginSession.objects.filter(account__person=world.person).order_by("pk")
    second.post(f"/inloggen/apparaten/sessie/{other.pk}/stop/")
    return not alive(first) and alive(second)


def another_role_ends_it(world: World) -> bool:
    client = world.come_in()
    Role.objects.create(
        person=world.person, organisation=world.cast.far_organisation,
        kind=Role.Kind.MUNICIPALITY, since=date(2024, 1, 1),
    )  # fmt: skip
    return not alive(client)


def a_role_that_begins_or_ends_by_the_calendar_ends_it(world: World) -> bool:
    today, tomorrow = world.cast.now.date(), world.cast.now.date() + timedelta(days=1)
    if world.is_staff:
        Role.objects.filter(person=world.person).update(until=today)
    else:
        Role.objects.create(
            person=world.person, organisation=world.cast.organisation,
            kind=Role.Kind.COORDINATOR, since=tomorrow,
        )  # fmt: skip
    world.clock.move_to(world.cast.now.replace(hour=22, minute=50))  # 23.50 in Amsterdam
    client = world.come_in()
    lived = alive(client)
    world.clock.shift(timedelta(minutes=12))
    return lived and not alive(client)


def another_factor_ends_it(world: World) -> bool:
    client = world.come_in()
    give_passkey(world.person)
    return not alive(client)


def a_factor_less_ends_it(world: World) -> bool:
    extra = give_passkey(world.person)
    client = world.come_in()
    extra.delete()
    return not alive(client)


def being_blocked_ends_it_for_good(world: World) -> bool:
    client = world.come_in()
    account = account_of(world.person)
    account.is_active = False
    account.save()
    died = not alive(client)
    account.is_active = True
    account.save()
    return died and not alive(client)


def another_address_ends_it(world: World) -> bool:
    client = world.come_in()
    account = account_of(world.person)
    account.email = "ander@voorbeeld.test"
    account.save()
    return not alive(client)


def being_away_too_long_ends_it(world: World) -> bool:
    idle = timedelta(minutes=30) if world.is_staff else timedelta(days=14)
    client = world.come_in()
    world.clock.shift(idle - timedelta(minutes=2))
    lived = alive(client)
    world.clock.shift(idle + timedelta(seconds=1) if world.is_staff else idle)
    return lived and not alive(client)


def being_there_keeps_it(world: World) -> bool:
    client = world.come_in()
    for _time in range(4):
        world.clock.shift(timedelta(minutes=25))
        if not alive(client):
            return False
    return True


def a_shared_computer_forgets_in_a_quarter_of_an_hour(world: World) -> bool:
    client = world.come_in(shared=True)
    until_closed = client.cookies["s"]["max-age"] == ""
    world.clock.shift(timedelta(minutes=14))
    lived = alive(client)
    world.clock.shift(timedelta(minutes=15, seconds=1))
    return until_closed and lived and not alive(client)


def a_cookie_goes_with_the_browser(world: World) -> bool:
    lasts = world.come_in().cookies["s"]["max-age"]
    return bool(lasts == "")


def signing_in_again_leaves_no_second_session_behind(world: World) -> bool:
    client = world.come_in()
    old = client.session.session_key
    world.clock.shift(timedelta(seconds=31))
    client.post("/inloggen/?opnieuw=ja", {"email": world.person.email})
    client.post("/inloggen/code/", {"code": code_in(*world.entrance.postman())})
    stolen = Client()
    stolen.cookies["s"] = str(old)
    sessions = LoginSession.objects.filter(account__person=world.person)
    return sessions.count() == 1 and not alive(stolen)


RULES: tuple[Rule, ...] = (
    a_key_from_before_signing_in_is_worth_nothing,
    the_key_changes_at_every_step,
    signing_out_ends_the_session,
    signing_out_everywhere_ends_all_of_them,
    ending_one_session_ends_that_one_only,
    another_role_ends_it,
    a_role_that_begins_or_ends_by_the_calendar_ends_it,
    another_factor_ends_it,
    a_factor_less_ends_it,
    being_blocked_ends_it_for_good,
    another_address_ends_it,
    being_away_too_long_ends_it,
    being_there_keeps_it,
    a_shared_computer_forgets_in_a_quarter_of_an_hour,
    a_cookie_goes_with_the_browser,
    signing_in_again_leaves_no_second_session_behind,
)


@pytest.mark.trust
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("who", WHO)
def test_a_session_keeps_its_rules(
    cast: Cast, entrance: Entrance, clock: time_machine.Traveller, promise: Promise,
    who: str, rule: Rule,
) -> None:  # fmt: skip
    kept = rule(World(cast, entrance, clock, who))
    promise.kept(
        "P7", "sessieregel × rol: oude koekje dood bij het volgende verzoek",
        count=1, broken=int(not kept), floor=1,
    )  # fmt: skip


def test_a_session_without_its_row_is_emptied(cast: Cast, entrance: Entrance) -> None:
    client = entrance(cast.parent)
    LoginSession.objects.all().delete()
    assert client.get(OWN_PAGE).status_code == 302
    assert "_auth_user_id" not in client.session


def test_with_an_app_of_their_own_a_family_is_asked_for_it(cast: Cast, entrance: Entrance) -> None:
    give_app(cast.parent)
    client = entrance.with_code(cast.parent)
    assert client.get("/mijn-kring/").status_code == 302
    assert client.get(OWN_PAGE).headers["Location"] == "/inloggen/tweede-stap/"
