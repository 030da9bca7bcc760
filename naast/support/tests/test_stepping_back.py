"""The first of two steps back, and the match goes on with the other one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.common.models import OutgoingMail
from naast.people.models import Grant, Supporter
from naast.programmes.vocabulary import Topic
from naast.support.beside import places_taken, roles_left
from naast.support.models import Answer, CheckIn, Companion, Match
from naast.support.selectors.companions import parts_of
from naast.support.services import companions, erasing, matches, path
from tests.cast import Cast
from tests.duo import COACH, Duo

pytestmark = pytest.mark.django_db


@pytest.fixture
def duo(cast: Cast) -> Duo:
    """Valeria, Fatma and Kim."""
    return Duo(cast)


def again(match: Match) -> Match:
    found: Match = Match.objects.with_families().get(pk=match.pk)
    return found


def fatma_stops(duo: Duo, match: Match, comes_back: bool = False) -> Match:
    matches.stop_match(
        actor=duo.fatma, match_id=match.pk, now=duo.cast.now, letter="Dag Valeria.",
        comes_back=comes_back,
    )  # fmt: skip
    return again(match)


@pytest.mark.requirement("DC-07")
def test_the_other_one_becomes_the_first_and_all_goes_on(duo: Duo) -> None:
    match = fatma_stops(duo, duo.on_the_way()[0])
    assert match.ended_at is None
    assert (match.supporter, match.first_role) == (duo.coach, COACH)
    assert match.beside() == []
    assert Topic.CONTACT in Grant.objects.topics(duo.family.pk, duo.kim, duo.cast.now)
    assert Match.objects.visible_to(duo.kim).filter(pk=match.pk).exists()


def test_who_stepped_back_reads_nothing_and_leaves_a_name_and_a_letter(duo: Duo) -> None:
    match = fatma_stops(duo, duo.on_the_way()[0])
    assert Grant.objects.topics(duo.family.pk, duo.fatma, duo.cast.now) == set()
    assert not Match.objects.visible_to(duo.fatma).filter(pk=match.pk).exists()
    parts = parts_of(match, duo.valeria, now=duo.cast.now)
    assert [(part.name, part.state, part.letter) for part in parts] == [
        ("Kim", "first", ""), ("Fatma", "done", "Dag Valeria."),
    ]  # fmt: skip
    assert parts[0].role == "gezinscoach"


def test_everybody_hears_it(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    OutgoingMail.objects.all().delete()
    fatma_stops(duo, match)
    told = set(OutgoingMail.objects.values_list("to", flat=True))
    assert {duo.valeria.email, duo.kim.email, duo.cast.coordinator.email} <= told


def test_it_ends_only_when_nobody_is_left(duo: Duo) -> None:
    match = fatma_stops(duo, duo.on_the_way()[0])
    matches.stop_match(actor=duo.kim, match_id=match.pk, now=duo.cast.now)
    assert again(match).ending == Match.Ending.STOPPED


def test_the_family_stops_for_everybody(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    matches.stop_match(actor=duo.valeria, match_id=match.pk, now=duo.cast.now)
    assert again(match).ending == Match.Ending.STOPPED


@pytest.mark.parametrize("first_only", [True, False])
def test_the_coordinator_says_who_stops(duo: Duo, first_only: bool) -> None:
    match, _companion = duo.on_the_way()
    matches.stop_match(
        actor=duo.cast.coordinator, match_id=match.pk, now=duo.cast.now, first_only=first_only
    )
    assert (again(match).ended_at is None) == first_only


def test_a_no_after_the_meeting_is_of_who_says_it(duo: Duo) -> None:
    match, _companion = duo.together()
    path.plan_meeting(
        actor=duo.cast.coordinator, match_id=match.pk, planned_at=duo.cast.now + timedelta(hours=1),
        place="Buurthuis", now=duo.cast.now,
    )  # fmt: skip
    path.note_meeting(
        actor=duo.cast.coordinator, match_id=match.pk, held_on=duo.cast.now.date(), now=duo.cast.now
    )
    for who, reply in ((duo.fatma, "no"), (duo.kim, "yes")):
        matches.answer(
            actor=who, match_id=match.pk, question=Answer.Question.TRIAL, reply=reply,
            now=duo.cast.now,
        )  # fmt: skip
    assert again(match).ended_at is None
    assert again(match).supporter == duo.coach


def test_places_and_parts_are_counted_anew(duo: Duo) -> None:
    match = fatma_stops(duo, duo.on_the_way()[0])
    mother, coach = Supporter.objects.get(pk=duo.mother.pk), duo.coach
    assert (places_taken(mother), places_taken(coach)) == (0, 1)
    assert [role.key for role in roles_left(match)] == ["supporting"]


@pytest.mark.requirement("DC-07")
def test_the_family_asks_back_who_agreed_on_that(duo: Duo) -> None:
    match = fatma_stops(duo, duo.on_the_way()[0], comes_back=True)
    done = Companion.objects.get(match=match, supporter=duo.mother)
    companions.call_back(actor=duo.valeria, companion_id=done.pk, now=duo.cast.now)
    assert Topic.CONTACT in Grant.objects.topics(duo.family.pk, duo.fatma, duo.cast.now)
    assert again(match).supporter == duo.coach


def test_what_was_told_in_a_call_is_not_for_who_follows(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    call = CheckIn.objects.create(
        match=match, side="supporting", due_on=duo.cast.now.date(), done_on=duo.cast.now.date(),
        words="Vertelde over haar knie.", done_by=duo.cast.coordinator,
    )  # fmt: skip
    fatma_stops(duo, match)
    call.refresh_from_db()
    assert call.households() == (duo.mother.household_id,)
    assert not CheckIn.objects.visible_to(duo.kim).exists()
    assert CheckIn.objects.visible_to(duo.cast.coordinator).get() == call


def test_erasing_the_first_one_leaves_the_match_to_the_other(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    erasing.erase_myself(actor=duo.fatma, now=duo.cast.now)
    match = again(match)
    assert (match.ended_at, match.supporter) == (None, duo.coach)
    assert match.agreements.get().items == {"family": "Brieven openen."}


@pytest.mark.requirement("DC-07")
def test_the_page_says_who_stays_and_takes_a_letter(duo: Duo, sign_in: SignIn) -> None:
    match, _companion = duo.on_the_way()
    client, url = sign_in(duo.fatma), reverse("support:stop", args=[match.pk])
    assert "Kim blijft naast het gezin" in client.get(url).content.decode()
    client.post(url, {"letter": "Het ga je goed.", "comes_back": "on"})
    own = sign_in(duo.valeria).get(reverse("support:path", args=[match.pk])).content.decode()
    assert "Het ga je goed." in own
    assert "Vraag Fatma terug" in own


def test_the_coordinators_page_offers_both(duo: Duo, sign_in: SignIn) -> None:
    match, _companion = duo.on_the_way()
    page = sign_in(duo.cast.coordinator).get(reverse("support:stop", args=[match.pk]))
    assert 'name="who"' in page.content.decode()
