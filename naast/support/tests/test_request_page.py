"""The page of one question: what its coordinator and its family read and do there."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.support.models import Note, SupportRequest
from naast.support.services import notes
from tests.cast import Cast

Status = SupportRequest.Status


def address(cast: Cast, name: str = "request") -> str:
    return reverse(f"support:{name}", args=[cast.request.pk])


def text_of(client: Client, cast: Cast) -> str:
    return unescape(client.get(address(cast)).content.decode())


def test_the_coordinator_plans_a_talk_through_the_page(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    assert address(cast, "plan_talk") in text_of(client, cast)
    moment = cast.now + timedelta(days=2)
    answer = client.post(
        address(cast, "plan_talk"), {"planned_at": f"{moment:%Y-%m-%d}T14:00"}, follow=True
    )
    assert "wo 4 november 2026, 14.00 uur" in unescape(answer.content.decode())


def test_a_moment_that_has_passed_is_refused_and_stays_typed(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.coordinator).post(
        address(cast, "plan_talk"), {"planned_at": "2026-10-01T14:00"}
    )
    page = unescape(answer.content.decode())
    assert "Kies een moment dat nog moet komen." in page
    assert "2026-10-01T14:00" in page


def test_noting_the_talk_leads_to_who_fits(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.coordinator).post(
        address(cast, "note_talk"), {"held_on": cast.now.date().isoformat()}
    )
    assert answer.headers["Location"] == address(cast, "match_board")
    cast.request.refresh_from_db()
    assert cast.request.status == Status.WAITING


def test_a_talk_still_to_come_cannot_be_noted(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.coordinator).post(address(cast, "note_talk"), {"held_on": "2026-12-24"})
    assert "Deze dag moet nog komen." in unescape(answer.content.decode())


def test_what_the_coordinator_writes_the_family_reads(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    note_page = reverse("support:write_note", args=[cast.asking.pk])
    assert "Wie leest dit: Samira" in unescape(client.get(note_page).content.decode())
    answer = client.post(note_page, {"words": "Yara zwemt nu in het diepe."})
    assert answer.headers["Location"] == address(cast)
    assert "Yara zwemt nu in het diepe." in text_of(sign_in(cast.parent), cast)
    assert Note.objects.get().written_by == cast.coordinator


def test_an_empty_note_is_asked_again(cast: Cast, sign_in: SignIn) -> None:
    note_page = reverse("support:write_note", args=[cast.asking.pk])
    assert sign_in(cast.coordinator).post(note_page, {"words": "  "}).status_code == 200
    assert not Note.objects.exists()


def test_a_supporter_never_reads_notes(cast: Cast, sign_in: SignIn) -> None:
    cast.to_trial()
    notes.write_note(
        actor=cast.coordinator, household_id=cast.asking.pk, words="Over de zwemles.", now=cast.now
    )
    page = text_of(sign_in(cast.supporting_parent), cast)
    assert "een boek lezen" in page
    assert "zwemles" not in page


def test_the_family_reads_its_own_answers(cast: Cast, sign_in: SignIn) -> None:
    page = text_of(sign_in(cast.parent), cast)
    answers = ("een boek lezen", "Yara (8)", "zaterdagochtend", "Arabisch", "gezin met kinderen")
    assert [answer for answer in answers if answer in page] == list(answers)
    assert address(cast, "plan_talk") not in page
    assert address(cast, "match_board") not in page


@pytest.mark.parametrize("who", ["parent", "coordinator"])
def test_a_question_is_closed_without_a_reason(cast: Cast, sign_in: SignIn, who: str) -> None:
    client = sign_in(cast.by_name(who))
    assert address(cast, "close_request") in text_of(client, cast)
    client.post(address(cast, "close_request"))
    cast.request.refresh_from_db()
    assert cast.request.status == Status.CLOSED
    assert address(cast, "close_request") not in text_of(client, cast)


def test_a_question_with_a_match_is_not_closed_but_told_why(cast: Cast, sign_in: SignIn) -> None:
    cast.propose()
    client = sign_in(cast.parent)
    assert address(cast, "close_request") not in text_of(client, cast)
    answer = client.post(address(cast, "close_request"), follow=True)
    assert "Er loopt nog een koppeling" in unescape(answer.content.decode())
    cast.request.refresh_from_db()
    assert cast.request.status == Status.MATCHED


def test_reading_a_question_writes_nothing(cast: Cast, sign_in: SignIn) -> None:
    for name in ("close_request", "propose_match"):
        assert sign_in(cast.coordinator).get(address(cast, name)).status_code == 405


def test_the_coordinator_sees_what_happened_with_earlier_proposals(
    cast: Cast, sign_in: SignIn
) -> None:
    match = cast.ended_with_former_supporter()
    page = text_of(sign_in(cast.coordinator), cast)
    assert "Ria naast Samira" in page
    assert "Onderweg gestopt" in page
    assert reverse("support:path", args=[match.pk]) not in text_of(sign_in(cast.parent), cast)
