"""Where everybody begins, and how Today greets."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.home.views.today import first_page, greeting
from naast.people.models import Person
from tests.cast import PROGRAMME, Cast


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("coordinator", "home:today"),
        ("municipality", "home:reach"),
        ("parent", "home:circle"),
        ("supporting_parent", "home:support"),
        ("stranger", "home:circle"),
    ],
)
def test_everybody_begins_where_their_day_begins(cast: Cast, who: str, page: str) -> None:
    assert first_page(cast.by_name(who)) == page


def test_a_visitor_begins_at_the_front_door(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(None).get(reverse("home:start")).headers["Location"] == reverse("home:home")


def test_a_family_that_also_supports_begins_where_a_match_runs(cast: Cast) -> None:
    cast.supporting.requests.create(
        organisation=cast.organisation, programme=PROGRAMME, question="Zelf ook wat lucht.",
        asked_at=cast.now, confirmed_at=cast.now, waiting_since=cast.now.date(),
    )  # fmt: skip
    assert first_page(cast.supporting_parent) == "home:circle"
    cast.to_trial()
    assert first_page(Person.objects.get(pk=cast.supporting_parent.pk)) == "home:support"


@pytest.mark.parametrize(
    ("hour_utc", "hello"),
    [(4, "Goedemorgen"), (10, "Goedemorgen"), (11, "Goedemiddag"), (17, "Goedenavond"),
     (23, "Goedenavond")],
)  # fmt: skip
def test_the_greeting_follows_the_dutch_clock(cast: Cast, hour_utc: int, hello: str) -> None:
    moment = datetime(2026, 11, 2, hour_utc, tzinfo=UTC)
    assert greeting(cast.coordinator, moment) == f"{hello} Noor"
