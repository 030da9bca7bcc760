"""Passkeys in a real Chromium, with an authenticator that exists only there."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from conftest import SignIn
from naast.common import post
from naast.people.models import LoginSession
from tests.cast import Cast
from tests.codes import app_digits, code_in
from tests.plugin_browser import Visitor, assert_accessible, assert_fits
from tests.test_looks import come_in, look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def give_finger(page: Page, *, recognised: bool = True) -> None:
    """Let this browser have an authenticator that asks for a finger and gets it, or not."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": recognised,
                "automaticPresenceSimulation": True,
            }
        },
    )


def code_for(page: Page, site: str, email: str) -> None:
    """Sign in with a code from the mail."""
    page.goto(f"{site}/inloggen/")
    page.get_by_label("Je e-mailadres").fill(email)
    page.get_by_role("button", name="Mail me een code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")
    settle(page)
    post.deliver()
    page.get_by_label("De code uit de mail").fill(code_in(mail.outbox[-1]))
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()


def settle(page: Page) -> None:
    """Wait until the letters are there: when they come in, a button may move from under a click."""
    page.wait_for_load_state()
    page.evaluate("document.fonts.ready.then(() => true)")


def look(page: Page) -> None:
    settle(page)
    assert_fits(page)
    assert_accessible(page)


def sign_out(page: Page) -> None:
    page.context.clear_cookies()


def test_a_coordinator_makes_a_passkey_and_next_time_needs_nothing_else(
    page: Page, live_server: LiveServer, cast: Cast
) -> None:
    give_finger(page)
    code_for(page, live_server.url, cast.coordinator.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nog één stap")
    look(page)
    page.get_by_role("link", name="Maak een toegangssleutel").click()
    look(page)
    page.get_by_label("Een naam voor dit apparaat").fill("Mijn telefoon")
    page.get_by_role("button", name="Maak een toegangssleutel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bewaar deze codes")
    look(page)
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    expect(page).to_have_url(re.compile(reverse("home:today")))
    look_at(page, live_server.url, [reverse("people:devices")])
    expect(page.get_by_text("Mijn telefoon").first).to_be_visible()

    sign_out(page)
    page.goto(f"{live_server.url}{reverse('people:sign_in')}?next={reverse('support:matches')}")
    look(page)
    page.get_by_role("button", name="Log in met een toegangssleutel").click()
    expect(page).to_have_url(live_server.url + reverse("support:matches"))
    assert LoginSession.objects.latest("pk").how == LoginSession.How.PASSKEY


def test_after_the_code_the_passkey_is_the_second_step(
    phone: Page, live_server: LiveServer, cast: Cast
) -> None:
    give_finger(phone)
    code_for(phone, live_server.url, cast.coordinator.email)
    phone.get_by_role("link", name="Maak een toegangssleutel").click()
    phone.get_by_role("button", name="Maak een toegangssleutel").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Bewaar deze codes")
    sign_out(phone)
    code_for(phone, live_server.url, cast.coordinator.email)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Nog één stap")
    look(phone)
    phone.get_by_role("button", name="Log in met een toegangssleutel").click()
    expect(phone).to_have_url(re.compile(reverse("home:today")))


def test_a_family_may_have_one_too(phone: Page, live_server: LiveServer, cast: Cast) -> None:
    give_finger(phone)
    code_for(phone, live_server.url, cast.parent.email)
    expect(phone).to_have_url(re.compile(reverse("home:circle")))
    phone.goto(live_server.url + reverse("people:add_passkey"))
    phone.get_by_role("button", name="Maak een toegangssleutel").click()
    expect(phone.get_by_text("Het werkt").first).to_be_visible()
    sign_out(phone)
    phone.goto(live_server.url + reverse("people:sign_in"))
    phone.get_by_label("Anderen gebruiken deze computer ook").check()
    phone.get_by_role("button", name="Log in met een toegangssleutel").click()
    expect(phone).to_have_url(re.compile(reverse("home:circle")))
    assert LoginSession.objects.latest("pk").shared


def test_a_finger_that_is_not_recognised_makes_nothing(
    phone: Page, live_server: LiveServer, cast: Cast, sign_in: SignIn
) -> None:
    give_finger(phone, recognised=False)
    come_in(phone, live_server.url, sign_in, cast.parent)
    phone.goto(live_server.url + reverse("people:add_passkey"))
    phone.get_by_role("button", name="Maak een toegangssleutel").click()
    expect(phone.get_by_text("Dat lukte niet")).to_be_visible()
    assert not cast.parent.account.factors


def test_a_passkey_of_elsewhere_is_told_kindly(
    phone: Page, live_server: LiveServer, cast: Cast
) -> None:
    give_finger(phone)
    code_for(phone, live_server.url, cast.parent.email)
    phone.goto(live_server.url + reverse("people:add_passkey"))
    phone.get_by_role("button", name="Maak een toegangssleutel").click()
    expect(phone.get_by_text("Het werkt").first).to_be_visible()
    Authenticator.objects.all().delete()
    sign_out(phone)
    phone.goto(live_server.url + reverse("people:sign_in"))
    phone.get_by_role("button", name="Log in met een toegangssleutel").click()
    expect(phone.get_by_text("Deze toegangssleutel kennen we niet")).to_be_visible()
    look(phone)


def test_without_javascript_a_code_and_an_app_are_enough(
    visitor: Visitor, live_server: LiveServer, cast: Cast
) -> None:
    plain = visitor(java_script_enabled=False)
    code_for(plain, live_server.url, cast.coordinator.email)
    plain.get_by_role("link", name="Gebruik een app").click()
    plain.get_by_text("Ik kan het niet scannen").click()
    secret = plain.locator("code").inner_text()
    plain.get_by_label("De zes cijfers").fill(app_digits(secret, cast.now))
    plain.get_by_role("button", name="Het werkt").click()
    plain.get_by_role("link", name="Ik heb ze bewaard").click()
    expect(plain).to_have_url(re.compile(reverse("home:today")))
    expect(plain.get_by_role("button", name="Log in met een toegangssleutel")).to_be_hidden()
