"""Guessing is hopeless, and nobody can lock a family out by trying (P10)."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from conftest import Postman
from naast.people import limits
from naast.people.tests.entrance import Entrance, give_app
from naast.people.tests.test_offering import answer_all
from tests.cast import Cast
from tests.codes import code_in
from tests.plugin_trust import Promise

ATTACKER = "203.0.113.66"
HOME = "192.0.2.7"
SIGN_IN, CODE, SECOND = "/inloggen/", "/inloggen/code/", "/inloggen/tweede-stap/"
FOR_EVERYBODY = ("home:home", "worry:begin", "home:reach", "support:ask", "people:offer")


def ask(client: Client, email: str) -> int:
    return client.post(SIGN_IN, {"email": email}).status_code


@pytest.mark.trust
def test_one_address_from_one_place_so_often_and_not_once_more(
    cast: Cast, clock: time_machine.Traveller, promise: Promise
) -> None:
    most, email = limits.ASK_CODE_FOR.most, cast.parent.email
    told = [ask(Client(REMOTE_ADDR=ATTACKER), email) for _try in range(most + 2)]
    clock.shift(limits.HOUR / most + timedelta(seconds=1))
    told += [ask(Client(REMOTE_ADDR=ATTACKER), email) for _try in range(2)]
    expected = [302] * most + [429, 429, 302, 429]
    broken = sum(one != other for one, other in zip(told, expected, strict=True))
    promise.kept("P10", "codes vragen voor één adres", count=len(told), broken=broken, floor=8)


@pytest.mark.trust
def test_many_addresses_from_one_place_so_often_and_not_once_more(
    cast: Cast, promise: Promise
) -> None:
    most = limits.ASK_CODE.most
    told = [
        ask(Client(REMOTE_ADDR=ATTACKER), f"n{number}@voorbeeld.test") for number in range(most + 5)
    ]
    broken = sum(status != (302 if at < most else 429) for at, status in enumerate(told))
    promise.kept("P10", "codes vragen van één plek", count=len(told), broken=broken, floor=60)


@pytest.mark.trust
def test_an_attacker_does_not_lock_the_family_out(
    cast: Cast, postman: Postman, promise: Promise
) -> None:
    email, locked_out, tried = cast.parent.email, 0, 0
    for number in range(4):
        for _try in range(limits.ASK_CODE_FOR.most + 3):
            attacker = Client(REMOTE_ADDR=f"203.0.113.{number}")
            ask(attacker, email)
            attacker.post(CODE, {"code": "000000"})
            tried += 1
        postman()
        family = Client(REMOTE_ADDR=f"192.0.2.{number}")
        ask(family, email)
        family.post(CODE, {"code": code_in(postman()[-1])})
        locked_out += "_auth_user_id" not in family.session
    promise.kept(
        "P10", "aanvallen waarna het gezin gewoon inlogt", count=tried, broken=locked_out, floor=36
    )


@pytest.mark.trust
def test_a_code_cannot_be_guessed_by_asking_for_many(
    cast: Cast, postman: Postman, promise: Promise
) -> None:
    tried = refused = 0
    for number in range(30):
        client = Client(REMOTE_ADDR=ATTACKER)
        if ask(client, f"n{number}@voorbeeld.test") != 302:
            continue
        for _try in range(5):
            tried += 1
            refused += client.post(CODE, {"code": "123456"}).status_code == 429
    allowed = tried - refused
    promise.kept(
        "P10", "codes proberen van één plek", count=tried,
        broken=max(0, allowed - limits.TRY_CODE.most), floor=100,
    )  # fmt: skip
    assert refused > 0


def test_the_second_factor_cannot_be_guessed(cast: Cast, entrance: Entrance) -> None:
    give_app(cast.coordinator)
    client = entrance.with_code(cast.coordinator)
    told = [client.post(SECOND, {"code": "000000"}).status_code for _try in range(12)]
    assert told == [200] * 10 + [429] * 2
    colleague = Client(REMOTE_ADDR=HOME)
    entrance.with_code(cast.coordinator, client=colleague)
    assert colleague.post(SECOND, {"code": "000000"}).status_code == 200


def test_passkeys_have_a_limit_too(cast: Cast) -> None:
    client = Client()
    told = [client.post("/inloggen/sleutel/begin/").status_code for _try in range(101)]
    assert told == [200] * 100 + [429]
    assert client.post("/inloggen/sleutel/", {"credential": "{}"}).status_code == 429


def test_a_refusal_is_kind_and_keeps_what_was_typed(cast: Cast) -> None:
    for _try in range(limits.ASK_CODE_FOR.most):
        ask(Client(), cast.parent.email)
    answer = Client().post(SIGN_IN, {"email": cast.parent.email, "shared": "on"})
    html = answer.content.decode()
    assert answer.status_code == 429
    assert f'value="{cast.parent.email}"' in html
    assert "Wacht even" in html
    assert "checked" in html


def test_a_registration_that_is_refused_is_not_lost(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    while limits.REGISTER.take(cast.now, "127.0.0.1"):
        pass
    client = Client()
    answer_all(client)
    refused = client.post(reverse("people:check_offer"))
    assert refused.status_code == 429
    assert "Ik heb een moestuin en tijd." in refused.content.decode()
    clock.shift(timedelta(hours=1))
    done = client.post(reverse("people:check_offer"))
    assert done.headers["Location"] == reverse("people:offered")


@pytest.mark.trust
def test_pages_one_only_reads_and_the_numbers_to_call_have_no_limit(
    cast: Cast, promise: Promise
) -> None:
    client = Client(REMOTE_ADDR=ATTACKER)
    while ask(client, "x@voorbeeld.test") != 429:
        pass
    shut = tried = 0
    for _round in range(30):
        for name in FOR_EVERYBODY:
            page = client.get(reverse(name))
            shut += page.status_code != 200 or b"tel:112" not in page.content
            tried += 1
    promise.kept("P10", "pagina's met nummers, nooit begrensd", count=tried, broken=shut, floor=150)
