"""The front door: open to everybody, and nothing is stored."""

import gzip

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.pages.tests.desk import published
from naast.people.models import Organisation
from tests.cast import Cast

HEAVIEST = 60_000
"""Bytes a public page may weigh over the wire, compressed, without style sheet and fonts."""


@pytest.mark.parametrize("name", ["home:home", "home:reach"])
def test_the_front_is_open_to_visitors_and_to_who_is_signed_in(
    cast: Cast, sign_in: SignIn, name: str
) -> None:
    for who in (None, cast.parent, cast.coordinator):
        assert sign_in(who).get(reverse(name)).status_code == 200


def test_three_doors_lead_on(cast: Cast) -> None:
    html = Client().get("/").content.decode()
    for name in ("support:ask", "people:offer", "worry:begin", "home:reach"):
        assert f'href="{reverse(name)}"' in html


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


@pytest.mark.parametrize("name", ["home:home", "home:reach"])
def test_a_public_page_is_light(cast: Cast, name: str) -> None:
    assert len(gzip.compress(Client().get(reverse(name)).content)) < HEAVIEST


def test_the_front_page_shows_the_stories_that_were_published(cast: Cast) -> None:
    assert "Verhalen</h2>" not in Client().get("/").content.decode()
    story = published(cast)
    html = Client().get("/").content.decode()
    assert f'href="{reverse("pages:story", args=[story.slug])}"' in html
    assert f'href="{reverse("pages:stories")}"' in html


def test_the_front_page_stays_up_without_a_database(cast: Cast) -> None:
    def gone(*_asked: object) -> None:
        raise OperationalError("gone")

    published(cast)
    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(gone):
        answer = client.get("/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert f'href="{reverse("support:ask")}"' in html
    assert "Verhalen</h2>" not in html
