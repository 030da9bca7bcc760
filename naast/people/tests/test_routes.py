"""By which road somebody came: a code that is only counted."""

import pytest
from django.test import Client
from django.urls import reverse

from naast.people.models import Offering, Supporter
from naast.people.selectors import routes_of
from naast.people.tests.test_offering import answer_all, hand_in
from naast.programmes import find
from tests.cast import Cast


@pytest.mark.requirement("JP-11")
def test_the_buddy_project_knows_its_roads() -> None:
    assert {"company", "day", "ambassador"} <= set(find("maatjesproject").routes)


@pytest.mark.requirement("JP-11")
def test_a_road_this_programme_does_not_know_is_not_kept(cast: Cast) -> None:
    assert Offering.objects.filter(programme="buurtgezinnen").exists()
    client = Client()
    client.get(reverse("people:offer") + "?via=company")
    answer_all(client)
    hand_in(client)
    assert Supporter.objects.latest("pk").route == ""


@pytest.mark.requirement("JP-11")
def test_few_people_are_not_counted_aloud(cast: Cast) -> None:
    Supporter.objects.update(route="company")
    assert routes_of(cast.coordinator) == {}
    for number in range(4):
        cast.trusted_supporter(cast._household(f"Thuis {number}", ["nl"]))
    Supporter.objects.update(route="company")
    assert routes_of(cast.coordinator) == {"uren van je werk": 6}
