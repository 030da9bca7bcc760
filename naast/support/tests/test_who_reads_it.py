"""Beside every box in which somebody writes about a family stands, by name, who will read it."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.people.models import HouseholdMember, Person, Role
from naast.support.models import Match
from naast.support.selectors.readers import readers_of_text
from naast.support.services import consents, notes
from tests.cast import Cast

Walk = Callable[[Cast], Match]

OF_NOTE = "Samira, jij en je collega's van Steun in Leiden"
OF_PATH = "Samira, Anke, Joost, jij en je collega's van Steun in Leiden"
OF_PARENT = "jij, Anke, Joost, Noor en collega's van Steun in Leiden"

PATH_FORMS: list[tuple[str, Walk, str, str]] = [
    ("support:plan_meeting", Cast.to_meeting, "coordinator", OF_PATH),
    ("support:house_rules", Cast.to_coupling, "coordinator", OF_PATH),
    ("support:house_rules", Cast.to_coupling, "parent", OF_PARENT),
    ("support:agreement", Cast.to_agreement, "coordinator", OF_PATH),
    ("support:evaluate", Cast.to_trial, "parent", OF_PARENT),
    ("support:skip_phase", Cast.to_trial, "coordinator", OF_PATH),
    ("support:give_consent", Cast.to_trial, "parent", "jij, Noor en collega's van Steun in Leiden"),
]


@pytest.mark.parametrize(("name", "walk", "who", "readers"), PATH_FORMS)
def test_a_form_of_the_path_names_its_readers(
    cast: Cast, sign_in: SignIn, name: str, walk: Walk, who: str, readers: str
) -> None:
    page = sign_in(cast.by_name(who)).get(reverse(name, args=[walk(cast).pk])).content.decode()
    assert f"Wie leest dit: {readers}".replace("'", "&#x27;") in page


@pytest.mark.parametrize(
    ("name", "who", "readers"),
    [
        ("support:correct_note", "coordinator", OF_NOTE),
        ("support:answer_note", "parent", "jij, Noor en collega's van Steun in Leiden"),
    ],
)
def test_a_form_about_a_note_names_its_readers(
    cast: Cast, sign_in: SignIn, name: str, who: str, readers: str
) -> None:
    note = notes.write_note(
        actor=cast.coordinator, household_id=cast.asking.pk, words="Een woord.", now=cast.now
    )
    page = sign_in(cast.by_name(who)).get(reverse(name, args=[note.pk])).content.decode()
    assert f"Wie leest dit: {readers}".replace("'", "&#x27;") in page


def test_a_new_note_names_its_readers(cast: Cast, sign_in: SignIn) -> None:
    address = reverse("support:write_note", args=[cast.asking.pk])
    page = sign_in(cast.coordinator).get(address).content.decode()
    assert f"Wie leest dit: {OF_NOTE}".replace("'", "&#x27;") in page


def test_how_to_be_reached_says_who_reads_it(cast: Cast, sign_in: SignIn) -> None:
    address = reverse("people:contact", args=[cast.asking.pk])
    page = sign_in(cast.parent).get(address).content.decode()
    assert page.count("Wie leest dit: jij, ") == 2
    assert page.count("Steun in Leiden") >= 2


def test_both_boxes_about_a_day_together_say_who_reads_them(cast: Cast, sign_in: SignIn) -> None:
    address = reverse("support:note_day", args=[cast.to_trial().pk])
    page = sign_in(cast.supporting_parent).get(address).content.decode()
    for box in ("id_did", "id_words"):
        assert f'id="{box}_who"' in page
    assert page.count("Wie leest dit: ") == 2


def test_it_follows_what_is_open_and_who_works_there(cast: Cast) -> None:
    match = cast.propose()
    assert readers_of_text(match, cast.parent) == "jij, Noor en collega's van Steun in Leiden"
    cast.say(match, cast.parent, "proposal")
    assert readers_of_text(match, cast.parent) == OF_PARENT
    Role.objects.filter(person=cast.second_coordinator).delete()
    assert readers_of_text(cast.asking, cast.parent) == "jij, Noor van Steun in Leiden"
    colleague = Person.objects.create(first_name="Eva", email="eva@voorbeeld.test")
    Role.objects.create(
        person=colleague, organisation=cast.organisation, kind="coordinator", since="2026-01-01"
    )
    assert readers_of_text(cast.asking, cast.parent) == "jij, Noor en collega's van Steun in Leiden"
    HouseholdMember.objects.create(household=cast.asking, kind="adult", name="Nadia")
    cast.asking.refresh_from_db()
    assert readers_of_text(cast.asking, cast.coordinator) == (
        "Samira, Nadia, jij en je collega's van Steun in Leiden"
    )


def test_every_page_with_a_box_to_write_in_says_who_reads_it(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    note = notes.write_note(
        actor=cast.coordinator, household_id=cast.asking.pk, words="Een woord.", now=cast.now
    )
    consents.close_own_topic(actor=cast.parent, match_id=match.pk, topic="story", now=cast.now)
    boxes = 0
    for who in ("parent", "supporting_parent", "coordinator"):
        client = sign_in(cast.by_name(who))
        for name in ("evaluate", "house_rules", "agreement", "skip_phase", "plan_meeting",
                     "give_consent", "open_address", "stop", "path"):  # fmt: skip
            page = client.get(f"{reverse(f'support:{name}', args=[match.pk])}?aanpassen=ja")
            boxes += _says_so(page.content.decode())
        for name in ("answer_note", "correct_note", "note"):
            page = client.get(reverse(f"support:{name}", args=[note.pk]))
            boxes += _says_so(page.content.decode())
    assert boxes >= 9


def _says_so(page: str) -> bool:
    writes = "<textarea" in page
    assert not writes or "Wie leest dit: " in page
    return writes
