"""Signing in with a code by mail, and out again."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from conftest import Postman, SignIn
from naast.common.models import Bucket, OutgoingMail
from naast.people.models import Account, LoginSession, SignInCode
from tests.cast import Cast
from tests.codes import code_in

SIGN_IN = "/inloggen/"
CODE = "/inloggen/code/"
NOBODY = "niemand@voorbeeld.test"


def ask(client: Client, email: str, **more: str) -> None:
    """Ask for a code."""
    assert client.post(SIGN_IN, {"email": email, **more}).headers["Location"] == CODE


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def samira(cast: Cast) -> Client:
    """Samira's browser, in which she asked for a code."""
    client = Client()
    ask(client, cast.parent.email.upper())
    return client


def test_the_code_from_the_mail_lets_in(samira: Client, postman: Postman) -> None:
    digits = code_in(*postman())
    answer = samira.post(CODE, {"code": f"{digits[:3]} {digits[3:]}"})
    assert answer.headers["Location"] == reverse("home:start")
    assert signed_in(samira)
    assert samira.get(reverse("home:circle")).status_code == 200


def test_only_a_known_address_gets_mail(cast: Cast, postman: Postman) -> None:
    ask(Client(), NOBODY)
    assert postman() == []
    assert not OutgoingMail.objects.exists()


def test_who_is_blocked_gets_no_mail_and_does_not_get_in(
    cast: Cast, samira: Client, postman: Postman
) -> None:
    (letter,) = postman()
    Account.objects.filter(person=cast.parent).update(is_active=False)
    samira.post(CODE, {"code": code_in(letter)})
    assert not signed_in(samira)
    ask(Client(), cast.parent.email)
    assert postman() == []


def test_nowhere_does_the_code_lie_readable(samira: Client, postman: Postman) -> None:
    digits = code_in(*postman())
    (kept,) = SignInCode.objects.all()
    assert digits not in f"{kept.code_hash} {kept.ticket} {dict(samira.session)}"
    assert kept.fits(digits)


def test_a_code_works_once(samira: Client, postman: Postman) -> None:
    digits = code_in(*postman())
    ticket = dict(samira.session)
    samira.post(CODE, {"code": digits})
    second = Client()
    session = second.session
    session.update(ticket)
    session.save()
    second.cookies["s"] = str(session.session_key)
    assert second.post(CODE, {"code": digits}).status_code == 404
    assert not signed_in(second)


def test_a_code_works_for_ten_minutes(
    samira: Client, postman: Postman, clock: time_machine.Traveller
) -> None:
    digits = code_in(*postman())
    clock.shift(timedelta(minutes=10, seconds=1))
    assert samira.post(CODE, {"code": digits}).status_code == 404
    assert not signed_in(samira)


def test_a_mail_that_leaves_too_late_carries_no_code(
    samira: Client, postman: Postman, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(minutes=11))
    assert postman() == []


def test_five_wrong_tries_use_a_code_up(samira: Client, postman: Postman) -> None:
    digits = code_in(*postman())
    wrong = "000000" if digits != "000000" else "111111"
    for _try in range(SignInCode.TRIES):
        page = samira.post(CODE, {"code": wrong})
        assert "niet de code die we mailden" in page.content.decode()
    assert samira.post(CODE, {"code": digits}).status_code == 404
    assert not signed_in(samira)


def test_a_code_works_only_where_it_was_asked_for(
    cast: Cast, samira: Client, postman: Postman
) -> None:
    digits = code_in(*postman())
    elsewhere = Client()
    ask(elsewhere, NOBODY)
    elsewhere.post(CODE, {"code": digits})
    assert not signed_in(elsewhere)


def test_without_having_asked_there_is_nothing_to_type(db: None) -> None:
    answer = Client().get(CODE)
    assert answer.status_code == 404
    assert "Vraag een nieuwe code" in answer.content.decode()


def test_afterwards_one_is_where_one_wanted_to_be(cast: Cast, postman: Postman) -> None:
    client, wanted = Client(), reverse("home:circle")
    ask(client, cast.parent.email, next=wanted)
    answer = client.post(CODE, {"code": code_in(*postman())})
    assert answer.headers["Location"] == wanted


@pytest.mark.parametrize("elsewhere", ["https://elders.test/", "//elders.test", "javascript:1"])
def test_nobody_is_sent_elsewhere(cast: Cast, elsewhere: str, postman: Postman) -> None:
    client = Client()
    ask(client, cast.parent.email, next=elsewhere)
    answer = client.post(CODE, {"code": code_in(*postman())})
    assert answer.headers["Location"] == reverse("home:start")


def test_a_mistyped_address_stands_there_still(cast: Cast) -> None:
    html = Client().post(SIGN_IN, {"email": "samira@"}).content.decode()
    assert 'value="samira@"' in html
    assert "data-error-summary" in html


def test_signing_out_takes_a_button_and_ends_the_session(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.parent)
    assert client.get(reverse("people:sign_out")).status_code == 405
    assert client.post(reverse("people:sign_out")).headers["Location"] == reverse("home:home")
    assert not signed_in(client)
    assert not LoginSession.objects.exists()


def test_who_is_in_already_need_not_sign_in(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.parent).get(SIGN_IN).headers["Location"] == reverse("home:start")


def test_a_letter_that_cannot_leave_is_tried_again_and_tells_no_address(
    cast: Cast, samira: Client, postman: Postman, clock: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    with monkeypatch.context() as broken:
        broken.setattr("naast.common.post.send_mail", _no_server)
        assert postman() == []
    assert "ConnectionRefusedError" in caplog.text
    assert cast.parent.email not in caplog.text
    assert postman() == []
    clock.shift(timedelta(minutes=1))
    samira.post(CODE, {"code": code_in(*postman())})
    assert signed_in(samira)


def _no_server(*_arguments: object) -> None:
    raise ConnectionRefusedError("parent@voorbeeld.test")


def test_every_night_what_is_over_is_swept_away(
    cast: Cast, samira: Client, postman: Postman, clock: time_machine.Traveller
) -> None:
    samira.post(CODE, {"code": code_in(*postman())})
    ask(Client(), NOBODY)
    clock.shift(timedelta(minutes=11))
    call_command("keep_time", stdout=StringIO())
    assert not SignInCode.objects.exists()
    assert LoginSession.objects.exists()
    clock.shift(timedelta(days=15))
    call_command("keep_time", stdout=StringIO())
    assert not LoginSession.objects.exists()
    assert not Bucket.objects.exists()
