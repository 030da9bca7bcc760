"""Discreet mode on the server: a session that ends when nobody is there."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def unnoticed(client: Client) -> Client:
    client.post(reverse("home:switch_discreet"), {"on": "yes"})
    return client


def test_it_shows_a_neutral_title_and_offers_nothing_typed_before(cast: Cast) -> None:
    client = unnoticed(Client())
    page = client.get(reverse("support:ask_question", args=["postcode"])).content.decode()
    assert "<title>Nieuw tabblad</title>" in page
    assert 'autocomplete="postal-code"' not in page
    assert "discreet.js" in page
    assert "<title>Nieuw tabblad</title>" in client.get("/nergens/").content.decode()


@pytest.mark.parametrize(("seconds", "signed_in"), [(-1, True), (0, False), (1, False)])
def test_after_fifteen_minutes_of_nothing_somebody_is_signed_out(
    cast: Cast, sign_in: SignIn, clock: time_machine.Traveller, seconds: int, signed_in: bool
) -> None:
    client = unnoticed(sign_in(cast.parent))
    clock.shift(timedelta(minutes=15, seconds=seconds))
    answer = client.get(reverse("home:circle"))
    assert (answer.status_code == 200) is signed_in
    assert "<title>Nieuw tabblad</title>" in client.get("/").content.decode()


def test_turned_off_it_is_an_ordinary_visit_again(cast: Cast, sign_in: SignIn) -> None:
    client = unnoticed(sign_in(cast.parent))
    client.post(reverse("home:switch_discreet"), {"on": "no", "next": "/mijn-kring/"})
    assert "Naast</title>" in client.get("/mijn-kring/").content.decode()


def test_going_back_to_the_page_stays_within_the_house(cast: Cast) -> None:
    answer = Client().post(reverse("home:switch_discreet"), {"on": "yes", "next": "//elders.test"})
    assert answer.headers["Location"] == "/"
