"""A family's question: asked, confirmed, talked about, closed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from naast.kernel.errors import DomainError, Refused
from naast.support import policies
from naast.support.models import SupportRequest
from naast.support.services import notes, requests
from tests.cast import PROGRAMME, Cast

Status = SupportRequest.Status


def asked_with_a_team(cast: Cast) -> SupportRequest:
    cast.request.delete()
    return requests.ask_for_support(
        actor=cast.parent, household=cast.asking, programme=PROGRAMME,
        question=requests.Question("Iets leuks op woensdag.", ["wo-middag"], [], []),
        now=cast.now, asked_with="Jeugdteam Noord",
    )  # fmt: skip


def test_a_question_typed_by_a_team_waits_for_the_parents_own_yes(cast: Cast) -> None:
    asked = asked_with_a_team(cast)
    assert asked.status == Status.UNCONFIRMED
    with pytest.raises(DomainError):
        requests.note_talk(
            actor=cast.coordinator, request_id=asked.pk, held_on=cast.now.date(), now=cast.now
        )
    requests.confirm_request(actor=cast.parent, request_id=asked.pk, now=cast.now)
    asked.refresh_from_db()
    assert asked.status == Status.NEW


@pytest.mark.parametrize("who", ["coordinator", "other_parent", "stranger", "supporting_parent"])
def test_nobody_says_yes_for_the_parent(cast: Cast, who: str) -> None:
    asked = asked_with_a_team(cast)
    with pytest.raises(SupportRequest.DoesNotExist):
        requests.confirm_request(actor=cast.by_name(who), request_id=asked.pk, now=cast.now)


def test_a_second_open_question_is_refused_kindly(cast: Cast) -> None:
    with pytest.raises(DomainError):
        requests.ask_for_support(
            actor=cast.parent, household=cast.asking, programme=PROGRAMME,
            question=requests.Question("Nog eens.", [], [], []), now=cast.now,
        )  # fmt: skip


def test_the_database_itself_refuses_a_second_open_question(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportRequest.objects.create(
            household=cast.asking, organisation=cast.organisation, programme=PROGRAMME,
            question="Nog eens.", asked_at=cast.now, confirmed_at=cast.now,
            waiting_since=cast.now.date(),
        )  # fmt: skip


def test_a_talk_in_the_past_cannot_be_planned(cast: Cast) -> None:
    with pytest.raises(DomainError):
        requests.plan_talk(
            actor=cast.coordinator, request_id=cast.request.pk,
            planned_at=cast.now - timedelta(hours=1), now=cast.now,
        )  # fmt: skip


def test_a_family_closes_its_own_question_but_not_during_a_match(cast: Cast) -> None:
    cast.propose()
    with pytest.raises(DomainError):
        requests.close_request(actor=cast.parent, request_id=cast.request.pk, now=cast.now)


@pytest.mark.parametrize(
    ("who", "sees", "plan_talk", "close"),
    [
        ("coordinator", True, True, True),
        ("parent", True, False, True),
        ("other_parent", False, False, False),
        ("supporting_parent", False, False, False),
        ("far_coordinator", False, False, False),
        ("municipality", False, False, False),
        ("stranger", False, False, False),
    ],
)
def test_who_may_do_what_with_an_open_question(
    cast: Cast, who: str, sees: bool, plan_talk: bool, close: bool
) -> None:
    actor, may = cast.by_name(who), policies.requests.may
    assert SupportRequest.objects.visible_to(actor).contains(cast.request) is sees
    assert may(actor, "plan_talk", cast.request) is plan_talk
    assert may(actor, "close", cast.request) is close
    assert may(actor, "unheard_of", cast.request) is False


def test_a_note_is_read_by_the_family_and_by_nobody_it_supports(cast: Cast) -> None:
    note = notes.write_note(
        actor=cast.coordinator, household_id=cast.asking.pk, words="Fijn gesprek.", now=cast.now
    )
    cast.to_trial()
    readers = {n for n, p in cast.people.items() if type(note).objects.visible_to(p).contains(note)}
    assert readers == {"parent", "coordinator", "second_coordinator"}


def test_only_a_coordinator_writes_notes(cast: Cast) -> None:
    with pytest.raises(Refused):
        notes.write_note(
            actor=cast.parent, household_id=cast.asking.pk, words="Over mezelf.", now=cast.now
        )
