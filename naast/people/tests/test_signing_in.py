"""Signing in with a link by mail, and out again."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.people.models import Account
from tests.cast import Cast

SIGN_IN = "/inloggen/"


def ask_link(on_commit: Any, email: str, after: str = "") -> str:
    """Ask for a link; gives the address in the mail, or nothing when none was sent."""
    mail.outbox.clear()
    with on_commit(execute=True):
        Client().post(SIGN_IN, {"email": email, "next": after})
    lines = [line for message in mail.outbox for line in message.body.splitlines()]
    return next((line for line in lines if line.startswith("http")), "")


@pytest.fixture
def link(cast: Cast, django_capture_on_commit_callbacks: Any) -> str:
    """Samira's link."""
    return ask_link(django_capture_on_commit_callbacks, cast.parent.email.upper())


def test_a_known_and_an_unknown_address_get_the_same_answer(cast: Cast) -> None:
    answers = []
    for email in (cast.parent.email, "niemand@voorbeeld.test"):
        first = Client().post(SIGN_IN, {"email": email})
        second = Client().get(first.headers["Location"])
        html = second.content.decode()
        said = html[html.index("<main") : html.index("</main>")]
        answers.append((first.status_code, first.headers["Location"], said))
    assert answers[0] == answers[1]


def test_only_a_known_address_gets_mail(
    cast: Cast, link: str, django_capture_on_commit_callbacks: Any
) -> None:
    assert link
    assert not ask_link(django_capture_on_commit_callbacks, "niemand@voorbeeld.test")


def test_a_mail_program_that_looks_at_the_link_uses_nothing_up(link: str) -> None:
    for _look in range(3):
        client = Client()
        assert client.get(link).status_code == 200
        assert "_auth_user_id" not in client.session
    assert client.post(link).headers["Location"] == reverse("home:start")
    assert "_auth_user_id" in client.session


def test_a_link_works_once(link: str, clock: time_machine.Traveller) -> None:
    Client().post(link)
    clock.shift(timedelta(minutes=1))
    second = Client()
    assert second.get(link).status_code == 404
    assert second.post(link).status_code == 404
    assert "_auth_user_id" not in second.session


def test_a_link_works_for_an_hour(link: str, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(minutes=59))
    assert Client().get(link).status_code == 200
    clock.shift(timedelta(minutes=2))
    assert Client().post(link).status_code == 404


def test_a_link_of_somebody_else_does_not_become_mine(link: str, cast: Cast) -> None:
    parent, stranger = (Account.objects.get(person=p).pk for p in (cast.parent, cast.stranger))
    changed = link.replace(f"/{parent}/", f"/{stranger}/")
    assert changed != link
    assert Client().post(changed).status_code == 404


def test_afterwards_one_is_where_one_wanted_to_be(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    wanted = reverse("home:circle")
    link = ask_link(django_capture_on_commit_callbacks, cast.parent.email, after=wanted)
    client = Client()
    response = client.post(link, {"next": client.get(link).context["next"]})
    assert response.headers["Location"] == wanted


@pytest.mark.parametrize("elsewhere", ["https://elders.test/", "//elders.test", "javascript:1"])
def test_nobody_is_sent_elsewhere(
    cast: Cast, elsewhere: str, django_capture_on_commit_callbacks: Any
) -> None:
    link = ask_link(django_capture_on_commit_callbacks, cast.parent.email, after=elsewhere)
    assert "elders" not in link
    assert Client().post(link, {"next": elsewhere}).headers["Location"] == reverse("home:start")


def test_a_mistyped_address_stands_there_still(cast: Cast) -> None:
    html = Client().post(SIGN_IN, {"email": "samira@"}).content.decode()
    assert 'value="samira@"' in html
    assert "data-error-summary" in html


def test_signing_out_takes_a_button_and_ends_the_session(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.parent)
    assert client.get(reverse("people:sign_out")).status_code == 405
    assert client.post(reverse("people:sign_out")).headers["Location"] == reverse("home:home")
    assert "_auth_user_id" not in client.session


def test_who_is_in_already_need_not_sign_in(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.parent).get(SIGN_IN).headers["Location"] == reverse("home:start")
