"""Saying how it is, as a family and a coordinator do it in the pages, without JavaScript."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import SignIn
from naast.common.models import Draft
from naast.support.models import Match, MeasureAnswer
from tests.cast import Cast


@pytest.fixture
def match(cast: Cast) -> Match:
    """Three months under way: the first day of looking back has come."""
    found = cast.to_under_way()
    found.steps.filter(completed_on=None).update(started_on=cast.now.date() - timedelta(days=95))
    return found


def at(match: Match, *more: str) -> str:
    name = "write_down_answers" if more else "measures"
    return reverse(f"support:{name}", args=[match.pk, *more])


def read(client: Client, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200
    return page.content.decode()


GIVEN = {"moment": "interim", "first_question": "6", "helps": "1", "goes_well": "De markt."}


@pytest.mark.requirement("HS-04", "BG-10")
def test_a_family_looks_back_on_its_own_question(cast: Cast, sign_in: SignIn, match: Match) -> None:
    samira = sign_in(cast.parent)
    page = read(samira, at(match))
    assert "Aan het begin vroeg je" in page
    assert "Ik wil op zaterdag even een boek lezen." in page
    assert "Helpt het je?" in page
    assert "Voel je je minder alleen?" in page
    assert samira.post(at(match), GIVEN).status_code == 302
    page = read(samira, at(match))
    assert "tree 6 van 0 tot 10" in page
    assert "De markt." in page


def test_the_path_says_that_it_is_time(cast: Cast, sign_in: SignIn, match: Match) -> None:
    path = reverse("support:path", args=[match.pk])
    samira, noor = sign_in(cast.parent), sign_in(cast.coordinator)
    assert "Het is tijd om terug te kijken" in read(samira, path)
    assert "Nog niet gehoord: Samira, Anke en Joost" in read(noor, path)
    samira.post(at(match), GIVEN)
    assert "Je keek terug. Dank je wel." in read(samira, path)
    assert "Nog niet gehoord: Anke en Joost" in read(noor, path)


def test_today_says_whose_day_has_come(cast: Cast, sign_in: SignIn, match: Match) -> None:
    noor = sign_in(cast.coordinator)
    assert "Tijd om terug te kijken" in read(noor, reverse("home:today"))
    for who in (cast.parent, cast.supporting_parent):
        sign_in(who).post(at(match), GIVEN)
    assert "Tijd om terug te kijken" not in read(noor, reverse("home:today"))


def test_skipping_all_of_it_has_a_button_of_its_own(
    cast: Cast, sign_in: SignIn, match: Match
) -> None:
    samira = sign_in(cast.parent)
    assert "Sla alles over" in read(samira, at(match))
    samira.post(at(match), {**GIVEN, "skip": "yes"})
    assert all(row.left_open for row in MeasureAnswer.objects.all())
    assert "Je sloeg het over." in read(samira, at(match))


@pytest.mark.requirement("DC-09")
def test_the_coordinator_writes_down_a_spoken_story_with_the_family_reading_along(
    cast: Cast, sign_in: SignIn, match: Match
) -> None:
    noor = sign_in(cast.coordinator)
    assert at(match, "asking") in read(noor, at(match))
    page = read(noor, at(match, "asking"))
    assert "Schrijf het op in hun woorden" in page
    assert "Aan het begin vroeg Samira" in page
    noor.post(at(match, "asking"), {"moment": "interim", "goes_well": "Ze bakt nu zelf."})
    page = read(sign_in(cast.parent), at(match))
    assert "Ze bakt nu zelf." in page
    assert "Opgeschreven door Noor, samen met jou" in page


def test_who_reads_it_stands_beside_every_box(cast: Cast, sign_in: SignIn, match: Match) -> None:
    page = read(sign_in(cast.parent), at(match))
    assert page.count("Wie leest dit") >= page.count("<textarea")
    assert "De andere kant pas als jullie allebei hebben geantwoord" in page


def test_at_the_beginning_it_says_what_only_counts_in_totals(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("support:answer_before", args=[cast.request.pk])
    samira, noor = sign_in(cast.parent), sign_in(cast.coordinator)
    assert url in read(samira, reverse("home:circle"))
    page = read(samira, url)
    assert "Krijgen jullie een bijstandsuitkering?" in page
    assert "alleen jij. We tellen het op" in page
    assert "Krijgen jullie een bijstandsuitkering?" not in read(noor, url)
    samira.post(url, {"moment": "before", "benefit": "1", "how_are_you": "4"})
    assert "tree 4 van 0 tot 10" in read(noor, url)


def test_what_is_typed_when_nothing_is_asked_is_not_lost(cast: Cast, sign_in: SignIn) -> None:
    match, samira = cast.to_under_way(), sign_in(cast.parent)
    page = samira.post(at(match), {**GIVEN, "goes_well": "Een heel verhaal."})
    assert page.status_code == 200
    assert "Een heel verhaal." in page.content.decode()
    assert not MeasureAnswer.objects.exists()


def test_a_page_of_another_moment_is_answered_with_a_kind_sentence(
    cast: Cast, sign_in: SignIn, match: Match
) -> None:
    page = sign_in(cast.parent).post(at(match), {**GIVEN, "moment": "after"}).content.decode()
    assert "Er is nu niets te beantwoorden" in page
    assert "De markt." in page
    assert not MeasureAnswer.objects.exists()


def test_what_is_being_typed_survives_a_closed_tab(
    cast: Cast, sign_in: SignIn, match: Match
) -> None:
    samira = sign_in(cast.parent)
    saved = samira.post(f"{at(match)}?bewaar=ja", GIVEN, headers={"HX-Request": "true"})
    assert saved.content.decode() == "Bewaard"
    assert "De markt." in read(sign_in(cast.parent), at(match))
    samira.post(at(match), GIVEN)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("value", ["11", "-1", "zeven", "1.5", "\x00"])
def test_an_odd_value_is_an_answer_on_the_page(
    cast: Cast, sign_in: SignIn, match: Match, value: str
) -> None:
    page = sign_in(cast.parent).post(at(match), {**GIVEN, "first_question": value})
    assert page.status_code == 200
    assert not MeasureAnswer.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "far_coordinator", "other_parent", "municipality"])
def test_the_match_of_others_is_not_there(
    cast: Cast, sign_in: SignIn, match: Match, who: str
) -> None:
    client = sign_in(cast.by_name(who))
    for url in (at(match), at(match, "asking"), at(match, "nobody")):
        assert client.get(url).status_code == 404
        assert client.post(url, GIVEN).status_code == 404


def test_a_family_cannot_write_down_for_the_other(
    cast: Cast, sign_in: SignIn, match: Match
) -> None:
    assert sign_in(cast.parent).post(at(match, "supporting"), GIVEN).status_code == 404
    assert sign_in(cast.coordinator).post(at(match), GIVEN).status_code == 404


def test_the_page_asks_as_often_for_one_answer_as_for_many(
    cast: Cast, sign_in: SignIn, match: Match
) -> None:
    samira, asked = sign_in(cast.parent), []
    for number in range(5):
        samira.post(at(match), {**GIVEN, "goes_well": f"Versie {number}."})
        with CaptureQueriesContext(connection) as queries:
            read(samira, at(match))
        # A key is remembered for half a minute, so on a slow machine it may be asked for again.
        asked.append(sum("common_key" not in query["sql"] for query in queries))
    assert asked[1:] == asked[:-1]
