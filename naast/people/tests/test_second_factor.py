"""Who works here shows something more than a mailbox, and cannot be talked out of it."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from naast.common.models import LogEntry
from naast.people import factors
from naast.people.services import factors as service
from naast.people.tests.entrance import (
    OWN_PAGE,
    SECRET,
    Entrance,
    account_of,
    alive,
    give_app,
    give_passkey,
)
from tests.cast import Cast
from tests.codes import app_digits

SECOND = "/inloggen/tweede-stap/"
SET_UP = "/inloggen/instellen/"
ADD_APP = "/inloggen/apparaten/app/"
ADD_PASSKEY = "/inloggen/apparaten/sleutel/"
STAFF = ("coordinator", "municipality")
HALF_OPEN = ("/vandaag/", "/wachtlijst/", "/wie-steunt/", "/koppelingen/", "/mijn-kring/")


def set_up_app(client: Client) -> list[str]:
    """Make an app this browser's second factor; gives the recovery codes."""
    secret = client.get(ADD_APP).context["secret"]
    page = client.post(ADD_APP, {"code": app_digits(secret, timezone.now())})
    return list(page.context["codes"])


@pytest.mark.parametrize("who", STAFF)
def test_after_the_code_no_page_opens_before_the_second_factor(
    cast: Cast, entrance: Entrance, who: str
) -> None:
    client = entrance.with_code(cast.by_name(who))
    for address in HALF_OPEN:
        assert client.get(address).headers["Location"].startswith("/inloggen/"), address
    assert client.get("/inloggen/").headers["Location"] == SET_UP
    assert "Uitloggen" in client.get(SET_UP).content.decode()


@pytest.mark.parametrize("who", STAFF)
def test_the_first_time_one_is_set_up_and_recovery_codes_are_shown_once(
    cast: Cast, entrance: Entrance, who: str
) -> None:
    client = entrance.with_code(cast.by_name(who))
    codes = set_up_app(client)
    assert len(set(codes)) == 10
    own_page = client.get(OWN_PAGE).content.decode()
    assert "Je hebt nog 10 herstelcodes" in own_page
    assert not [code for code in codes if code in own_page or code[:4] in own_page]
    assert LogEntry.objects.filter(action="people.app.added").exists()


def test_the_app_lets_in_and_a_wrong_code_does_not(cast: Cast, entrance: Entrance) -> None:
    give_app(cast.coordinator)
    client = entrance.with_code(cast.coordinator)
    assert client.get("/inloggen/").headers["Location"] == SECOND
    digits = app_digits(SECRET, timezone.now())
    wrong = "000000" if digits != "000000" else "111111"
    assert "Die klopt niet" in client.post(SECOND, {"code": wrong}).content.decode()
    assert client.get("/vandaag/").status_code == 302
    client.post(SECOND, {"code": digits})
    assert client.get("/vandaag/").status_code == 200


def test_digits_of_the_app_work_once(cast: Cast, entrance: Entrance) -> None:
    give_app(cast.coordinator)
    digits = app_digits(SECRET, timezone.now())
    first, second = (entrance.with_code(cast.coordinator) for _browser in range(2))
    first.post(SECOND, {"code": digits})
    second.post(SECOND, {"code": digits})
    assert first.get("/vandaag/").status_code == 200
    assert second.get("/vandaag/").status_code == 302


def test_old_digits_are_refused(
    cast: Cast, entrance: Entrance, clock: time_machine.Traveller
) -> None:
    give_app(cast.coordinator)
    digits = app_digits(SECRET, timezone.now())
    clock.shift(timedelta(seconds=65))
    client = entrance.with_code(cast.coordinator)
    client.post(SECOND, {"code": digits})
    assert client.get("/vandaag/").status_code == 302


def test_a_recovery_code_lets_in_once(cast: Cast, entrance: Entrance) -> None:
    code = set_up_app(entrance.with_code(cast.coordinator))[3]
    first, second = (entrance.with_code(cast.coordinator) for _browser in range(2))
    first.post(SECOND, {"code": f"{code[:4]} {code[4:]}"})
    second.post(SECOND, {"code": code})
    assert first.get("/vandaag/").status_code == 200
    assert second.get("/vandaag/").status_code == 302


def test_who_has_one_cannot_add_another_with_the_mailbox_alone(
    cast: Cast, entrance: Entrance
) -> None:
    give_app(cast.coordinator)
    client = entrance.with_code(cast.coordinator)
    for address in (ADD_APP, ADD_PASSKEY, OWN_PAGE, SET_UP):
        assert client.get(address).headers["Location"] == SECOND, address
    client.post(ADD_PASSKEY + "begin/")
    client.post("/inloggen/apparaten/herstelcodes/")
    assert Authenticator.objects.count() == 1


def test_half_in_nobody_ends_sessions_or_takes_factors_away(cast: Cast, entrance: Entrance) -> None:
    client = entrance.with_code(cast.coordinator)
    for address in ("herstelcodes/", "1/weg/", "sessie/1/stop/"):
        assert client.post(OWN_PAGE + address).status_code == 404, address


def test_the_last_one_of_staff_stays(cast: Cast, entrance: Entrance) -> None:
    client = entrance(cast.coordinator)
    app = Authenticator.objects.get(type="totp")
    page = client.post(f"{OWN_PAGE}{app.pk}/weg/", follow=True).content.decode()
    assert "Dit is de laatste" in page
    assert Authenticator.objects.filter(pk=app.pk).exists()


def test_with_two_one_can_go_and_all_other_browsers_are_out(
    cast: Cast, entrance: Entrance, clock: time_machine.Traveller
) -> None:
    give_passkey(cast.coordinator)
    elsewhere = entrance(cast.coordinator)
    clock.shift(timedelta(seconds=31))
    client = entrance(cast.coordinator)
    app = Authenticator.objects.get(type="totp")
    client.post(f"{OWN_PAGE}{app.pk}/weg/")
    assert alive(client)
    assert not alive(elsewhere)
    assert not Authenticator.objects.filter(pk=app.pk).exists()


def test_nobody_takes_away_or_ends_what_is_of_somebody_else(
    cast: Cast, entrance: Entrance, sign_in: SignIn
) -> None:
    app = give_app(cast.coordinator)
    noor = sign_in(cast.coordinator)
    theirs = account_of(cast.coordinator).sessions.get()
    client = entrance(cast.parent)
    assert client.post(f"{OWN_PAGE}{app.pk}/weg/").status_code == 404
    assert client.post(f"{OWN_PAGE}sessie/{theirs.pk}/stop/").status_code == 404
    assert alive(noor)


def test_a_family_needs_none(cast: Cast, entrance: Entrance) -> None:
    client = entrance.with_code(cast.parent)
    assert client.get("/mijn-kring/").status_code == 200
    assert client.get(SET_UP).headers["Location"] == OWN_PAGE


def test_a_screen_left_open_is_not_enough_to_change_it(
    cast: Cast, entrance: Entrance, clock: time_machine.Traveller
) -> None:
    client = entrance(cast.parent)
    clock.shift(timedelta(minutes=31))
    assert client.get(OWN_PAGE).status_code == 200
    answer = client.get(ADD_PASSKEY)
    assert answer.headers["Location"].startswith("/inloggen/?opnieuw=ja")
    assert "Log nog een keer in" in client.get(answer.headers["Location"]).content.decode()


def test_another_phone_takes_the_place_of_the_first(
    cast: Cast, entrance: Entrance, clock: time_machine.Traveller
) -> None:
    client = entrance(cast.coordinator)
    secret = client.get(ADD_APP).context["secret"]
    clock.shift(timedelta(seconds=31))
    client.post(ADD_APP, {"code": app_digits(secret, timezone.now())})
    assert Authenticator.objects.filter(type="totp").count() == 1
    assert client.get("/vandaag/").status_code == 200
    clock.shift(timedelta(seconds=31))
    assert not factors.check_app(
        account_of(cast.coordinator), app_digits(SECRET, timezone.now()), timezone.now()
    )


def test_the_secret_does_not_lie_readable(cast: Cast, entrance: Entrance) -> None:
    client = entrance.with_code(cast.coordinator)
    secret = client.get(ADD_APP).context["secret"].replace(" ", "")
    codes = set_up_app(client)
    kept = str([each.data for each in Authenticator.objects.all()])
    assert secret not in kept
    assert not [code for code in codes if code in kept]
    assert factors.codes_left(account_of(cast.coordinator)) == 10


@pytest.mark.parametrize(
    "sent", ["", "{}", "[]", '"x"', '{"id": 1}', '{"response": {}}', "nonsense"]
)
def test_a_passkey_that_makes_no_sense_is_refused_kindly(
    cast: Cast, entrance: Entrance, sent: str
) -> None:
    stranger = Client()
    stranger.post("/inloggen/sleutel/begin/")
    assert stranger.post("/inloggen/sleutel/", {"credential": sent}).status_code == 400
    client = entrance(cast.parent)
    client.post(ADD_PASSKEY + "begin/")
    assert client.post(ADD_PASSKEY, {"credential": sent}).status_code in (200, 400)
    assert not Authenticator.objects.exists()


def test_with_the_last_factor_of_a_family_its_recovery_codes_go(
    cast: Cast, entrance: Entrance
) -> None:
    app = give_app(cast.parent)
    account = account_of(cast.parent)
    service.renew_codes(account, now=cast.now)
    service.remove(account, app.pk, now=cast.now)
    assert not Authenticator.objects.exists()


def test_who_lost_everything_starts_again_by_the_operators_hand(
    cast: Cast, entrance: Entrance
) -> None:
    client = entrance(cast.coordinator)
    service.renew_codes(account_of(cast.coordinator), now=cast.now)
    call_command("forget_factors", cast.coordinator.email.upper(), stdout=StringIO())
    assert not alive(client)
    assert not Authenticator.objects.exists()
    assert entrance.with_code(cast.coordinator).get("/inloggen/").headers["Location"] == SET_UP
    with pytest.raises(CommandError):
        call_command("forget_factors", "niemand@voorbeeld.test")
