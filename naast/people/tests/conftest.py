"""Fixtures of the room people."""

import pytest

from conftest import Postman
from naast.people.tests.entrance import Entrance


@pytest.fixture
def entrance(postman: Postman) -> Entrance:
    """`entrance(person)` goes in through the real door."""
    return Entrance(postman)
