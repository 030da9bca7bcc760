"""Fixtures for every room: the clock stands still, and the cast is there for who asks."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from naast.people.models import Account, Person
from tests.cast import NOW, Cast

pytest_plugins = ["tests.plugin_browser", "tests.plugin_trust"]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Time stands at the cast's moment; `clock.move_to` and `clock.shift` travel."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db: None, clock: time_machine.Traveller) -> Cast:
    """The shared cast, with Samira's question of 47 days ago."""
    return Cast()


class SignIn:
    """Opens a browserless client as somebody."""

    def __call__(self, person: Person | None) -> Client:
        client = Client()
        if person is not None:
            client.force_login(Account.objects.get(person=person))
        return client


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """`sign_in(person)` gives a client signed in as that person; `sign_in(None)` a visitor."""
    return SignIn()
