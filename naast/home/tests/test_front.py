"""The front door: open to everybody, and nothing is stored."""

import gzip
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.common.models import Draft, LogEntry
from naast.home.lines import lines
from naast.people.models import Organisation
from tests.cast import Cast

LONGEST_UNCHECKED = timedelta(days=183)
HEAVIEST = 60_000
"""Bytes a public page may weigh over the wire, compressed, without style sheet and fonts."""


@pytest.mark.parametrize("name", ["home:home", "home:worry", "home:reach"])
def test_the_front_is_open_to_visitors_and_to_who_is_signed_in(
    cast: Cast, sign_in: SignIn, name: str
) -> None:
    for who in (None, cast.parent, cast.coordinator):
        assert sign_in(who).get(reverse(name)).status_code == 200


def test_three_doors_lead_on(cast: Cast) -> None:
    html = Client().get("/").content.decode()
    for name in ("support:ask", "people:offer", "home:worry", "home:reach"):
        assert f'href="{reverse(name)}"' in html


def test_a_worry_leaves_no_trace(cast: Cast) -> None:
    client = Client()
    lines_before = LogEntry.objects.count()
    html = client.get(reverse("home:worry")).content.decode()
    assert "zonder namen" in html
    assert "<textarea" not in html
    assert client.post(reverse("home:worry")).status_code == 405
    assert not Draft.objects.exists()
    assert LogEntry.objects.count() == lines_before
    assert not client.cookies.get("naast")


def test_every_number_stands_on_the_page_and_can_be_called(cast: Cast) -> None:
    html = Client().get(reverse("home:worry")).content.decode()
    assert [line.number for line in lines()] == ["112", "0800-2000", "113", "0800-0432"]
    for line in lines():
        assert f'href="tel:{line.call}"' in html
        assert str(line.when) in html


def test_every_number_was_checked_less_than_half_a_year_ago() -> None:
    for line in lines():
        assert line.source
        assert date.today() - line.checked_on < LONGEST_UNCHECKED, line.number


def test_the_map_shows_every_organisation_and_the_table_says_the_same(cast: Cast) -> None:
    response = Client().get(reverse("home:reach"))
    html = response.content.decode()
    shown = {each.label: each for each in response.context["organisations"]}
    assert set(shown) == {"Steun in Leiden", "Steun in de Stellingen"}
    assert shown["Steun in Leiden"].where == "Leiden"
    assert len(shown["Steun in Leiden"].points) > 10
    assert "GeoNames" in html
    assert html.count("<tr>") == 3


def test_a_municipality_that_reads_totals_is_not_on_the_map(cast: Cast) -> None:
    assert Organisation.objects.filter(name="Gemeente Leiden").exists()
    html = Client().get(reverse("home:reach")).content.decode()
    assert "Gemeente Leiden" not in html


def test_the_map_takes_a_fixed_number_of_questions_to_the_database(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(8):  # type: ignore[operator]  # a fixture
        Client().get(reverse("home:reach"))


@pytest.mark.parametrize("name", ["home:home", "home:worry", "home:reach"])
def test_a_public_page_is_light(cast: Cast, name: str) -> None:
    assert len(gzip.compress(Client().get(reverse(name)).content)) < HEAVIEST
