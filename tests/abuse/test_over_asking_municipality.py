"""Wout reads totals for a municipality, and would rather have the list."""

from datetime import timedelta

import pytest
from django.urls import reverse

from naast.people.models import Role
from tests.abuse.conftest import CLOSED, DESK, Tells, World
from tests.test_swaps import everything

pytestmark = pytest.mark.trust


def test_no_page_about_a_family_exists_for_a_municipality(world: World) -> None:
    client = world.client("municipality")
    assert {client.get(address).status_code for address in world.addresses()} <= set(CLOSED)


def test_no_form_about_a_family_exists_for_a_municipality(world: World) -> None:
    before = everything()
    client = world.client("municipality")
    assert {client.post(address).status_code for address in world.addresses()} <= set(CLOSED)
    assert everything() == before


def test_no_list_exists_for_a_municipality(world: World) -> None:
    client = world.client("municipality")
    assert {client.get(reverse(page)).status_code for page in DESK} == {404}


def test_the_list_cannot_be_downloaded_in_another_form(world: World) -> None:
    client = world.client("municipality")
    for tail in ("?format=csv", "?export=1", "?alles=ja", ".csv", ".json", "csv/"):
        for page in DESK:
            assert client.get(f"{reverse(page).rstrip('/')}/{tail}").status_code == 404


def test_the_pages_it_may_read_name_nobody(world: World, tells: Tells) -> None:
    for page in ("home:home", "home:reach", "home:circle", "home:support", "home:privacy"):
        assert tells(world.get("municipality", page)) == [], page


def test_a_coordinator_whose_role_ended_yesterday_reads_nothing_today(world: World) -> None:
    client = world.client("coordinator")
    path = reverse("support:path", args=[world.match.pk])
    assert client.get(path).status_code == 200
    yesterday = world.cast.now.date() - timedelta(days=1)
    Role.objects.filter(person=world.cast.coordinator).update(until=yesterday)
    # The session ended with the role; whoever signs in anew finds nothing.
    assert client.get(path).status_code == 302
    assert world.get("coordinator", "support:path", world.match.pk).status_code == 404
    assert world.get("coordinator", "home:today").status_code == 404


def test_a_role_that_has_not_begun_opens_nothing(world: World) -> None:
    Role.objects.create(
        person=world.cast.municipality, organisation=world.cast.organisation, kind="coordinator",
        since=world.cast.now.date() + timedelta(days=1),
    )  # fmt: skip
    assert world.get("municipality", "home:today").status_code == 404
