"""Mijn gegevens: read it, take it with you, have it erased."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from conftest import SignIn
from naast.common.models import LogEntry
from naast.people.models import Account, Household, Person
from tests.cast import Cast

PAGES = ("home:my_data", "home:my_export", "home:erase")


@pytest.mark.parametrize(
    "who", ["parent", "supporting_parent", "other_parent", "coordinator", "municipality"]
)
def test_everybody_has_the_pages_and_none_is_kept_in_a_cache(
    cast: Cast, sign_in: SignIn, who: str
) -> None:
    cast.to_trial()
    client = sign_in(cast.by_name(who))
    for name in PAGES:
        answer = client.get(reverse(name))
        assert answer.status_code == 200, name
        assert answer.headers["Cache-Control"] == "no-store"


def test_it_is_linked_from_the_own_pages_and_the_header(cast: Cast, sign_in: SignIn) -> None:
    for who, name in (("parent", "home:circle"), ("supporting_parent", "home:support")):
        page = sign_in(cast.by_name(who)).get(reverse(name)).content.decode()
        assert page.count(reverse("home:my_data")) == 3  # a card, and the header twice


def test_the_page_reads_in_plain_words(cast: Cast, sign_in: SignIn) -> None:
    cast.to_under_way()
    page = sign_in(cast.parent).get(reverse("home:my_export")).content.decode()
    for words in ("Wat je vroeg", "Ik wil op zaterdag even een boek lezen.", "Huisregels",
                  "We bellen als het anders loopt.", "zaterdagochtend", "Wie iets deed of las",
                  "Voornaam", "2 november 2026"):  # fmt: skip
        assert words in page, words
    assert "Anke" not in page


def test_it_goes_along_as_a_file_and_that_is_written_down(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.parent).post(reverse("home:my_export"))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="naast-2026-11-02.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    told = json.loads(answer.content)
    assert told["chapters"][0]["rows"][0]["first_name"] == "Samira"
    assert LogEntry.objects.filter(action="people.export.made").count() == 1


def test_what_happens_is_told_before_it_is_asked(cast: Cast, sign_in: SignIn) -> None:
    cast.to_trial()
    page = sign_in(cast.parent).get(reverse("home:erase")).content.decode()
    told = ("Wat er weggaat", "Alles over het gezin van Samira", "Wat er blijft", "Wie het merkt",
            "Dat stopt meteen", "Ja, wis alles", "Nee, ga terug")  # fmt: skip
    for words in told:
        assert words in page, words


def test_it_takes_a_second_press(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.parent)
    answer = client.post(reverse("home:erase"))
    assert answer.status_code == 200
    assert "Vink dit aan als je het zeker weet." in answer.content.decode()
    assert Household.objects.get(pk=cast.asking.pk).erased_at is None


def test_pressed_twice_it_is_gone_and_so_is_the_session(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.parent)
    answer = client.post(reverse("home:erase"), {"sure": "on"})
    assert answer.headers["Location"] == reverse("home:erased")
    assert "Clear-Site-Data" in answer.headers
    assert "Het is weg" in client.get(reverse("home:erased")).content.decode()
    assert client.get(reverse("home:circle")).status_code == 302
    assert not Account.objects.filter(email="parent@voorbeeld.test").exists()
    assert Household.objects.get(pk=cast.asking.pk).erased_at is not None


def test_a_screen_left_open_neither_erases_nor_exports(
    cast: Cast, sign_in: SignIn, clock: time_machine.Traveller
) -> None:
    client = sign_in(cast.parent)
    clock.shift(timedelta(minutes=31))
    page = client.get(reverse("home:erase")).content.decode()
    assert "Log eerst opnieuw in" in page
    assert "Ja, wis alles" not in page
    client.post(reverse("home:erase"), {"sure": "on"})
    answer = client.post(reverse("home:my_export"))
    assert answer.headers["Location"] == reverse("home:my_data")
    assert Person.objects.get(pk=cast.parent.pk).erased_at is None
    assert not LogEntry.objects.filter(action="people.export.made").exists()


def test_who_works_here_is_told_what_comes_first(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    assert "Ja, wis alles" not in client.get(reverse("home:erase")).content.decode()
    answer = client.post(reverse("home:erase"), {"sure": "on"}, follow=True)
    assert "Je werkt hier nog." in answer.content.decode()
    assert Person.objects.get(pk=cast.coordinator.pk).erased_at is None


def test_reading_ones_own_data_leaves_a_line(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.parent)
    for name in PAGES:
        client.get(reverse(name))
    seen = LogEntry.objects.looks().filter(household_id=cast.asking.pk)
    assert set(seen.values_list("action", flat=True)) == {
        f"{n.replace(':', '.')}.seen" for n in PAGES
    }
    assert set(seen.values_list("basis", flat=True)) == {"own"}
