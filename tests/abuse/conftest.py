"""The world of the abuse stories: Samira beside Anke in their trial, and the neighbours."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from conftest import Postman, SignIn
from naast.people.models import Person
from naast.support.models import Match
from naast.support.services import notes
from tests.cast import Cast
from tests.neighbours import Neighbours, Pair
from tests.world import ABOUT

Answer: TypeAlias = Any
"""What the test client gives: a response with more to it, for which Django has no public type."""

WORDS = (
    "Samira", "Yara", "El-Voorb", "een boek lezen", "zwemles", "Kanarie-parent", "Kanarie-other",
    "06 00 00 00 00", "pannenkoeken", "We bellen",
)  # fmt: skip
"""What stands about Samira and her children somewhere in the house."""

DESK = ("home:today", "support:waiting_list", "support:plan", "support:matches",
        "people:supporters")  # fmt: skip
"""Lists of coordinators."""

CLOSED = (404, 405)
"""The two answers of a door that does not exist for somebody, or not in this way."""


@dataclass
class World:
    """Everybody, and the match of Samira and Anke."""

    cast: Cast
    match: Match
    _sign_in: SignIn

    @cached_property
    def neighbours(self) -> Neighbours:
        """Bo, Wil, Mila and Tess, who come when a story asks for them."""
        return Neighbours(self.cast)

    def person(self, who: str) -> Person:
        """Somebody of the cast or of the neighbours."""
        return self.cast.people.get(who) or self.neighbours.people[who]

    def client(self, who: str | None) -> Client:
        """A browser in which somebody is signed in; None for a visitor."""
        return self._sign_in(self.person(who) if who else None)

    def get(self, who: str | None, name: str, /, *args: Any, **query: Any) -> Answer:
        """Somebody opens a page."""
        return self.client(who).get(reverse(name, args=args), query)

    def post(self, who: str | None, name: str, /, *args: Any, **sent: Any) -> Answer:
        """Somebody sends a form."""
        return self.client(who).post(reverse(name, args=args), sent)

    def addresses(self) -> list[str]:
        """Every page about the two families."""
        pair = Pair(self.cast.request, self.cast.supporter, self.match)
        return [reverse(page, kwargs=ABOUT[page](pair)) for page in sorted(ABOUT)]


@pytest.fixture
def world(cast: Cast, sign_in: SignIn) -> World:
    """Samira beside Anke and Joost in their trial, when every door that opens is open."""
    match = cast.to_trial()
    notes.write_note(
        actor=cast.coordinator, household_id=cast.asking.pk, words="Vertelde over de zwemles.",
        now=cast.now,
    )  # fmt: skip
    cast.evaluate(match, cast.parent)
    return World(cast, match, sign_in)


@pytest.fixture
def letters(cast: Cast, postman: Postman) -> list[EmailMessage]:
    """Every mail of the way to the trial."""
    cast.to_trial()
    return postman()


Tells = Callable[[Answer], list[str]]


@pytest.fixture
def tells() -> Tells:
    """Which words about Samira's family an answer tells."""

    def told(answer: Answer) -> list[str]:
        text = answer.content.decode()
        return [word for word in WORDS if word in text]

    return told
