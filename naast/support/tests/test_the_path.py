"""A match from proposal to under way, as the services tell it."""

from datetime import timedelta

import pytest

from naast.common.models import LogEntry
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Grant, VogSighting
from naast.programmes.vocabulary import Topic
from naast.support import trajectory
from naast.support.models import Acceptance, Answer, Evaluation, Match, SupportRequest
from naast.support.services import clockwork, matches, path, second_yes
from tests.cast import Cast


def phase_of(match: Match) -> str:
    step = trajectory.current_step(Match.objects.whole().get(pk=match.pk))
    return step.phase if step else ""


def topics_open(cast: Cast, to: str, of: str) -> set[str]:
    household = cast.asking if of == "asking" else cast.supporting
    return Grant.objects.topics(household.pk, cast.by_name(to), cast.now)


def test_the_asking_family_is_asked_first_and_the_other_knows_nothing_yet(cast: Cast) -> None:
    match = cast.propose()
    assert phase_of(match) == "proposal"
    assert Match.objects.visible_to(cast.parent).contains(match)
    assert not Match.objects.visible_to(cast.supporting_parent).contains(match)
    assert topics_open(cast, "parent", of="supporting") == {Topic.PROFILE, Topic.PATH}
    assert topics_open(cast, "supporting_parent", of="asking") == set()


@pytest.mark.requirement("BG-06")
def test_after_a_yes_the_supporting_family_is_asked(cast: Cast) -> None:
    match = cast.propose()
    cast.say(match, cast.parent, Answer.Question.PROPOSAL)
    assert Match.objects.visible_to(cast.supporting_parent).contains(match)
    assert topics_open(cast, "supporting_parent", of="asking") == {Topic.PROFILE, Topic.PATH}


def test_nobody_answers_before_it_is_their_turn(cast: Cast) -> None:
    match = cast.propose()
    with pytest.raises(Match.DoesNotExist):
        cast.say(match, cast.supporting_parent, Answer.Question.PROPOSAL)
    with pytest.raises(Refused):
        cast.say(match, cast.coordinator, Answer.Question.PROPOSAL)


def test_thinking_keeps_the_proposal_open(cast: Cast) -> None:
    match = cast.propose()
    cast.say(match, cast.parent, Answer.Question.PROPOSAL, "thinking")
    assert phase_of(match) == "proposal"
    cast.say(match, cast.parent, Answer.Question.PROPOSAL, "yes")
    assert Match.objects.visible_to(cast.supporting_parent).contains(match)


def test_a_no_costs_nothing_and_closes_every_door(cast: Cast) -> None:
    match = cast.propose()
    since = cast.request.waiting_since
    cast.say(match, cast.parent, Answer.Question.PROPOSAL, "no")
    match.refresh_from_db()
    cast.request.refresh_from_db()
    assert match.ending == Match.Ending.DECLINED
    assert cast.request.status == SupportRequest.Status.WAITING
    assert cast.request.waiting_since == since
    assert not Grant.objects.live(cast.now).exists()
    assert not Match.objects.visible_to(cast.parent).contains(match)


def test_two_families_who_said_no_are_not_proposed_again(cast: Cast) -> None:
    cast.say(cast.propose(), cast.parent, Answer.Question.PROPOSAL, "no")
    with pytest.raises(DomainError):
        cast.propose()


def test_a_second_live_match_is_refused(cast: Cast) -> None:
    cast.propose()
    with pytest.raises(DomainError):
        cast.propose(cast.former)


def test_a_full_supporter_is_not_proposed(cast: Cast) -> None:
    cast.supporter.capacity = 0
    cast.supporter.save()
    with pytest.raises(DomainError):
        cast.propose()


@pytest.mark.requirement("BG-03")
def test_no_proposal_before_everybody_showed_a_vog(cast: Cast) -> None:
    VogSighting.objects.filter(member=cast.joost).delete()
    with pytest.raises(DomainError, match="VOG"):
        cast.propose()
    assert not Match.objects.exists()


def test_a_proposal_expires_kindly(cast: Cast) -> None:
    match = cast.propose()
    assert clockwork.expire_proposals(now=cast.now + timedelta(days=14)) == 0
    assert clockwork.expire_proposals(now=cast.now + timedelta(days=15)) == 1
    match.refresh_from_db()
    assert match.ending == Match.Ending.EXPIRED


@pytest.mark.requirement("BG-05")
def test_addresses_open_only_with_the_trial(cast: Cast) -> None:
    cast.to_coupling()
    assert Topic.CONTACT not in topics_open(cast, "supporting_parent", of="asking")
    assert not type(cast.parent).objects.visible_to(cast.supporting_parent).contains(cast.parent)


def test_the_trial_opens_both_addresses(cast: Cast) -> None:
    match = cast.to_trial()
    assert phase_of(match) == "trial"
    for reader, home in (("supporting_parent", "asking"), ("parent", "supporting")):
        assert Topic.CONTACT in topics_open(cast, reader, of=home)
    people = type(cast.parent).objects
    assert people.visible_to(cast.supporting_parent).contains(cast.parent)
    assert not people.visible_to(cast.supporting_parent).contains(cast.other_parent)


@pytest.mark.requirement("BG-04")
def test_a_new_version_of_the_rules_is_accepted_anew(cast: Cast) -> None:
    match = cast.to_coupling()
    for text in ("Schoenen uit.", "Schoenen mogen aan."):
        path.write_house_rules(actor=cast.parent, match_id=match.pk, rules=[text], now=cast.now)
    with pytest.raises(DomainError, match="nieuwere"):
        cast.accept_all(match, Acceptance.Paper.HOUSE_RULES, version=1)
    second_yes.say_yes(actor=cast.second_coordinator, match_id=match.pk, now=cast.now)
    assert phase_of(match) == "coupling"
    cast.accept_all(match, Acceptance.Paper.HOUSE_RULES, version=2)
    assert phase_of(match) == "trial"


def test_the_trial_has_an_end_date_and_both_look_back(cast: Cast) -> None:
    match = cast.to_trial()
    step = trajectory.current_step(Match.objects.whole().get(pk=match.pk))
    assert step is not None
    assert step.due_on == cast.now.date() + timedelta(weeks=8)
    cast.evaluate(match, cast.parent)
    assert phase_of(match) == "trial"
    cast.evaluate(match, cast.supporting_parent)
    assert phase_of(match) == "agreement"


def test_either_side_may_stop_without_a_reason(cast: Cast) -> None:
    match = cast.to_trial()
    cast.evaluate(match, cast.supporting_parent, Evaluation.GoOn.STOP)
    match.refresh_from_db()
    assert match.ending == Match.Ending.STOPPED
    assert not Grant.objects.live(cast.now).exists()


def test_wanting_to_talk_first_waits_for_the_coordinator(cast: Cast) -> None:
    match = cast.to_trial()
    cast.evaluate(match, cast.parent, Evaluation.GoOn.TALK)
    cast.evaluate(match, cast.supporting_parent)
    whole = Match.objects.whole().get(pk=match.pk)
    waiting = trajectory.turns(whole, whole.definition(), cast.now.date())
    assert [turn.who for turn in waiting] == ["coordinator"]
    cast.evaluate(match, cast.parent)
    assert phase_of(match) == "agreement"


def test_with_the_agreement_they_are_under_way(cast: Cast) -> None:
    match = cast.to_under_way()
    assert phase_of(match) == "under_way"
    walked = [step.phase for step in match.steps.all() if step.completed_on]
    assert walked == ["acquaintance", "proposal", "meeting", "coupling", "trial", "agreement"]


def test_a_phase_is_skipped_only_with_a_reason_and_only_where_allowed(cast: Cast) -> None:
    match = cast.to_meeting()
    assert not match.definition().phase("meeting").skippable
    with pytest.raises(DomainError):
        path.skip_phase(actor=cast.coordinator, match_id=match.pk, reason="Haast.", now=cast.now)


@pytest.mark.requirement("BG-03")
def test_no_meeting_once_a_vog_has_run_out(cast: Cast) -> None:
    match = cast.to_meeting()
    VogSighting.objects.filter(member=cast.joost).update(seen_on="2020-01-01")
    with pytest.raises(DomainError, match="VOG"):
        path.plan_meeting(
            actor=cast.coordinator, match_id=match.pk, planned_at=cast.now + timedelta(days=1),
            place="Buurthuis", now=cast.now,
        )  # fmt: skip


def test_every_write_stands_in_the_logbook_of_both_families(cast: Cast) -> None:
    cast.to_under_way()
    for household in (cast.asking, cast.supporting):
        actions = set(
            LogEntry.objects.about_household(household.pk).values_list("action", flat=True)
        )
        assert {
            "support.match.proposed",
            "support.meeting.held",
            "support.house_rules.accepted",
            "support.agreement.accepted",
        } <= actions


def test_accepting_twice_is_accepting_once(cast: Cast) -> None:
    match = cast.to_coupling()
    path.write_house_rules(
        actor=cast.parent, match_id=match.pk, rules=["Samen eten."], now=cast.now
    )
    for _time in range(2):
        path.accept_paper(
            actor=cast.parent, match_id=match.pk, paper=Acceptance.Paper.HOUSE_RULES,
            version=1, now=cast.now,
        )  # fmt: skip
    assert Acceptance.objects.filter(member__person=cast.parent).count() == 1


def test_a_skipped_phase_keeps_its_reason_and_the_path_goes_on(cast: Cast) -> None:
    match = cast.to_coupling()
    with pytest.raises(DomainError):
        path.skip_phase(actor=cast.coordinator, match_id=match.pk, reason="  ", now=cast.now)
    second_yes.say_yes(actor=cast.second_coordinator, match_id=match.pk, now=cast.now)
    path.skip_phase(
        actor=cast.coordinator, match_id=match.pk, reason="Ze kennen elkaar al.", now=cast.now
    )
    assert phase_of(match) == "trial"
    assert match.steps.get(phase="coupling").skipped_because == "Ze kennen elkaar al."


def test_a_path_goes_on_by_itself_when_its_term_is_reached(cast: Cast) -> None:
    match = cast.to_under_way()
    assert clockwork.reach_terms(now=cast.now + timedelta(days=700)) == 0
    assert clockwork.reach_terms(now=cast.now + timedelta(days=731)) == 1
    assert phase_of(match) == "closing"
    assert clockwork.reach_terms(now=cast.now + timedelta(days=731)) == 0


def test_rounding_off_ends_the_path_and_closes_the_question(cast: Cast) -> None:
    match = cast.to_under_way()
    clockwork.reach_terms(now=cast.now + timedelta(days=731))
    matches.say_stays_in_touch(
        actor=cast.parent, match_id=match.pk, stays=True, now=cast.now + timedelta(days=731)
    )
    matches.round_off(actor=cast.coordinator, match_id=match.pk, now=cast.now + timedelta(days=732))
    match.refresh_from_db()
    cast.request.refresh_from_db()
    assert (match.ending, match.stays_in_touch) == (Match.Ending.COMPLETED, True)
    assert cast.request.status == SupportRequest.Status.CLOSED
