"""Somebody who wants to be alone with a child."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.kernel.errors import DomainError, Refused
from naast.people.models import (
    Grant,
    HouseholdMember,
    Person,
    Role,
    Supporter,
    TrustStep,
    VogSighting,
)
from naast.people.services import never_again as register
from naast.people.services import supporters
from naast.support.models import Acceptance, Answer, Match, Meeting
from naast.support.services import alarms, consents, matches, never_again, path
from tests.abuse.conftest import World
from tests.cast import Cast

pytestmark = pytest.mark.trust


def plan(cast: Cast, match: Match, days: int = 7) -> None:
    path.plan_meeting(
        actor=cast.coordinator, match_id=match.pk, planned_at=cast.now + timedelta(days=days),
        place="Buurthuis", now=cast.now,
    )  # fmt: skip


def age_vogs(cast: Cast, seen_on: date) -> None:
    sightings = VogSighting.objects.filter(member__household=cast.supporting)
    sightings.update(seen_on=seen_on)


def test_without_a_vog_nobody_meets_a_child(cast: Cast) -> None:
    match = cast.to_meeting()
    VogSighting.objects.filter(member__household=cast.supporting).delete()
    with pytest.raises(DomainError):
        plan(cast, match)
    assert not Meeting.objects.exists()


def test_a_vog_for_other_work_does_not_count(cast: Cast) -> None:
    match = cast.to_meeting()
    VogSighting.objects.filter(member=cast.joost).update(profile_ok=False)
    with pytest.raises(DomainError):
        plan(cast, match)


def test_a_vog_that_runs_out_before_the_meeting_does_not_count(cast: Cast) -> None:
    match = cast.to_meeting()
    months = int(match.definition().matching.vog_valid_months)
    age_vogs(cast, date(2026 - months // 12, 11, 5))
    plan(cast, match, days=3)
    with pytest.raises(DomainError):
        plan(cast, match, days=4)


def test_one_adult_at_home_without_a_vog_is_enough_to_wait(cast: Cast) -> None:
    match = cast.to_meeting()
    HouseholdMember.objects.create(
        household=cast.supporting, kind=HouseholdMember.Kind.ADULT, name="Oom"
    )
    with pytest.raises(DomainError):
        plan(cast, match)


def test_a_volunteer_cannot_note_a_vog(world: World) -> None:
    before = VogSighting.objects.count()
    sent = {"seen_on": "2026-11-01", "profile_ok": "yes"}
    ids = world.cast.supporter.pk, world.cast.joost.pk
    assert world.post("supporting_parent", "people:note_vog", *ids, **sent).status_code == 404
    assert VogSighting.objects.count() == before


def test_a_volunteer_cannot_note_a_reference(world: World) -> None:
    TrustStep.objects.filter(supporter=world.cast.supporter, step="reference_1").delete()
    ids = world.cast.supporter.pk, "reference_1"
    sent = {"done_on": "2026-11-01"}
    answer = world.post("supporting_parent", "people:note_trust_step", *ids, **sent)
    assert answer.status_code == 404
    assert not TrustStep.objects.filter(supporter=world.cast.supporter, step="reference_1").exists()


def test_nobody_vouches_for_their_own_household(world: World) -> None:
    anke = world.cast.supporting_parent
    Role.objects.create(
        person=anke, organisation=world.cast.organisation, kind="coordinator",
        since=date(2026, 1, 1),
    )  # fmt: skip
    anke = Person.objects.get(pk=anke.pk)
    assert anke.coordinates(world.cast.organisation.pk)
    with pytest.raises(Refused):
        supporters.note_vog(
            actor=anke, supporter_id=world.cast.supporter.pk, member_id=world.cast.joost.pk,
            seen_on=date(2026, 11, 1), profile_ok=True, now=world.cast.now,
        )  # fmt: skip


def test_a_volunteer_cannot_propose_themselves(world: World) -> None:
    asked = world.neighbours.near.request.pk
    before = Match.objects.count()
    sent = {"supporter": world.cast.supporter.pk}
    assert (
        world.post("supporting_parent", "support:propose_match", asked, **sent).status_code == 404
    )
    assert Match.objects.count() == before


def test_a_yes_of_the_volunteer_is_never_the_yes_of_the_family(cast: Cast) -> None:
    match = cast.to_meeting()
    plan(cast, match, days=1)
    path.note_meeting(
        actor=cast.coordinator, match_id=match.pk, held_on=cast.now.date(), now=cast.now
    )
    for _again in range(3):
        try:
            cast.say(match, cast.supporting_parent, Answer.Question.TRIAL)
        except DomainError:
            continue
    said = set(match.answers.filter(question="trial").values_list("side", flat=True))
    assert said == {"supporting"}


def test_a_side_sent_along_with_an_answer_is_not_read(cast: Cast, sign_in: SignIn) -> None:
    match = cast.propose()
    cast.say(match, cast.parent, Answer.Question.PROPOSAL)
    client = sign_in(cast.supporting_parent)
    client.post(
        reverse("support:answer", args=[match.pk]),
        {"question": "proposal", "reply": "yes", "side": "asking", "given_by": cast.parent.pk},
    )
    last = match.answers.last()
    assert last is not None
    assert (last.side, last.given_by) == ("supporting", cast.supporting_parent)


def test_signing_for_somebody_else_is_signing_for_oneself(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_coupling()
    path.write_house_rules(
        actor=cast.coordinator, match_id=match.pk, rules=["Samen eten."], now=cast.now
    )
    client = sign_in(cast.supporting_parent)
    mother = cast.asking.members.get(person=cast.parent)
    client.post(
        reverse("support:accept", args=[match.pk]),
        {"paper": "house_rules", "version": 1, "member": mother.pk, "member_id": mother.pk},
    )
    signed = Acceptance.objects.filter(match=match).values_list("member__person", flat=True)
    assert list(signed) == [cast.supporting_parent.pk]


def test_signing_with_a_pen_is_for_the_coordinator(world: World) -> None:
    sent = {"paper": "house_rules", "version": 1, "member": world.cast.joost.pk}
    answer = world.post("supporting_parent", "support:note_on_paper", world.match.pk, **sent)
    assert answer.status_code == 404


def test_a_phase_is_not_skipped_by_a_volunteer(world: World) -> None:
    answer = world.post("supporting_parent", "support:skip_phase", world.match.pk, reason="Haast")
    assert answer.status_code == 404


def test_an_old_proposal_is_not_answered_after_all(cast: Cast) -> None:
    match = cast.propose()
    cast.say(match, cast.parent, Answer.Question.PROPOSAL)
    Match.objects.filter(pk=match.pk).update(expires_on=cast.now.date() - timedelta(days=1))
    with pytest.raises(DomainError):
        cast.say(match, cast.supporting_parent, Answer.Question.PROPOSAL)


def test_a_second_family_beyond_the_free_places_is_refused(world: World) -> None:
    asked = world.neighbours.near.request
    asked.talk_held_on = world.cast.now.date()
    asked.save()
    with pytest.raises(DomainError):
        matches.propose_match(
            actor=world.cast.coordinator, request_id=asked.pk,
            supporter_id=world.cast.supporter.pk, now=world.cast.now,
        )  # fmt: skip


def test_after_it_went_wrong_the_same_two_are_not_proposed_again(cast: Cast) -> None:
    cast.ended_with_former_supporter()
    with pytest.raises(DomainError):
        cast.propose(cast.former)


@pytest.mark.parametrize("status", [Supporter.Status.PAUSED, Supporter.Status.LEFT])
def test_who_left_or_pauses_cannot_be_proposed(cast: Cast, status: str) -> None:
    cast.talk()
    Supporter.objects.filter(pk=cast.supporter.pk).update(
        status=status, left_at=cast.now if status == Supporter.Status.LEFT else None
    )
    with pytest.raises(DomainError):
        cast.propose()


def test_without_references_nobody_is_proposed(cast: Cast) -> None:
    cast.talk()
    TrustStep.objects.filter(supporter=cast.supporter, step="reference_2").delete()
    with pytest.raises(DomainError):
        cast.propose()
    assert not Match.objects.exists()


def test_no_page_of_a_volunteer_lists_children(world: World) -> None:
    for page in ("home:support", "home:start", "home:reach"):
        answer = world.client("wil").get(reverse(page), follow=True).content.decode()
        assert not [name for name in ("Yara", "Sem", "Kind-bo") if name in answer], page


def test_who_is_told_about_loses_the_telephone_number_at_once(world: World) -> None:
    cast = world.cast
    page = reverse("support:path", args=[world.match.pk])
    assert "06 00 00 00 00" in world.client("supporting_parent").get(page).content.decode()
    alarms.raise_alarm(
        actor=cast.parent, household_id=cast.asking.pk, kind="safety", words="",
        match_id=world.match.pk, now=cast.now,
    )  # fmt: skip
    assert "06 00 00 00 00" not in world.client("supporting_parent").get(page).content.decode()


def test_an_address_opened_for_one_day_is_shut_after_it(cast: Cast) -> None:
    match = cast.to_trial()
    visit = consents.open_address(
        actor=cast.parent, match_id=match.pk, day=cast.now.date(), now=cast.now,
        visitor_id=cast.supporting_parent.pk,
    )  # fmt: skip
    may_read = partial(Grant.objects.topics, cast.asking.pk, cast.supporting_parent)
    assert "address" in may_read(cast.now)
    assert "address" not in may_read(visit.shuts_at)


def test_an_address_opened_for_one_is_not_open_for_the_other_at_home(cast: Cast) -> None:
    match = cast.to_trial()
    consents.open_address(
        actor=cast.parent, match_id=match.pk, day=cast.now.date(), now=cast.now,
        visitor_id=cast.supporting_parent.pk,
    )  # fmt: skip
    others = (
        Grant.objects.live(cast.now).filter(topic="address").exclude(person=cast.supporting_parent)
    )
    assert not others.exists()


def test_a_withdrawn_consent_bites_at_the_next_request(world: World) -> None:
    cast = world.cast
    consent = consents.give_consent(
        actor=cast.parent, match_id=world.match.pk, topics=["story"], purpose="Om voor te lezen.",
        ends_on=cast.now.date() + timedelta(days=9), now=cast.now,
    )  # fmt: skip
    consents.withdraw_consent(actor=cast.parent, consent_id=consent.pk, now=cast.now)
    live = Grant.objects.live(cast.now).filter(basis=consent.basis)
    assert not live.exists()


def test_who_may_never_come_back_is_known_under_another_name(cast: Cast) -> None:
    entry = register.ask_to_register(
        actor=cast.coordinator, supporter_id=cast.former.pk, now=cast.now,
        member_id=cast.former.household.adults_at_home()[0].pk,
    )  # fmt: skip
    never_again.say_yes_to_register(actor=cast.second_coordinator, entry_id=entry.pk, now=cast.now)
    Person.objects.filter(pk=cast.former.household.people()[0].pk).update(first_name="Anders")
    renamed = Supporter.objects.whole().get(pk=cast.former.pk)
    renamed.words = "Heel andere woorden"
    renamed.save()
    cast.talk()
    with pytest.raises(DomainError):
        cast.propose(renamed)
