"""Without demo mode there is no demo: no address, no login, no mailbox, no region."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from pytest_django import Settings

from naast.demo import region
from naast.people.models import Account, Person

ADDRESSES = ("/demo/", "/demo/postvak/")


def test_the_addresses_are_not_mounted(client: Client, db: None) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("demo:cast", urlconf="naast.config.urls")
    for address in ADDRESSES:
        assert client.get(address).status_code == 404
    assert client.post("/demo/als/samira/").status_code == 404


def test_mounted_by_mistake_they_stay_closed(client: Client, db: None, settings: Settings) -> None:
    settings.ROOT_URLCONF = "naast.demo.tests.addresses"
    samira = Person.objects.create(first_name="Samira", email="samira@voorbeeld.example")
    Account.objects.open(samira)
    for address in ADDRESSES:
        assert client.get(address).status_code == 404
    assert client.post("/demo/als/samira/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_stepping_in_takes_a_post(client: Client, db: None, demo_mode: Settings) -> None:
    assert client.get("/demo/als/samira/").status_code == 405


def test_stepping_in_takes_a_token_of_the_page(db: None, demo_mode: Settings) -> None:
    assert Client(enforce_csrf_checks=True).post("/demo/als/samira/").status_code == 403


def test_where_nobody_lives_nobody_can_be_entered(
    client: Client, db: None, demo_mode: Settings
) -> None:
    assert not region.is_built()
    assert "Hier woont nog niemand" in client.get("/demo/").content.decode()
    assert client.post("/demo/als/samira/").status_code == 404


def test_the_region_is_never_built_among_real_people(db: None) -> None:
    with pytest.raises(RuntimeError):
        region.build(on=None, stdout=io.StringIO())


def test_a_day_ahead_is_refused(db: None, demo_mode: Settings) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValueError, match="ahead"):
        region.build(on=tomorrow, stdout=io.StringIO())
