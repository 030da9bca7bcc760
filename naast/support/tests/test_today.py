"""What stands on the coordinator's Today, and when it goes away again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import SignIn
from naast.people.models import Supporter, TrustStep, VogSighting
from naast.support.models import Answer, Evaluation, Match, Side, SupportRequest
from naast.support.selectors.today import Today, today
from naast.support.services import care, path, requests
from tests.cast import Cast
from tests.crowd import crowd

ASKED = "family:both_said_yes"


def day(cast: Cast, days: int = 0) -> Today:
    return today(cast.coordinator, now=cast.now + timedelta(days=days))


def yours(cast: Cast, days: int = 0) -> list[str]:
    return [item.key for item in day(cast, days).yours]


def theirs(cast: Cast, days: int = 0) -> list[str]:
    return [item.key for item in day(cast, days).theirs]


def test_a_new_question_asks_for_a_talk(cast: Cast) -> None:
    assert yours(cast) == ["plan_talk"]
    item = day(cast).yours[0]
    assert "Samira" in item.title
    assert "een boek lezen" in item.detail
    assert item.url == reverse("support:plan_talk", args=[cast.request.pk])


def test_a_planned_talk_is_an_appointment_first_and_a_thing_to_note_after(cast: Cast) -> None:
    requests.plan_talk(
        actor=cast.coordinator, request_id=cast.request.pk,
        planned_at=cast.now + timedelta(days=2), now=cast.now,
    )  # fmt: skip
    assert yours(cast) == []
    assert len(day(cast).appointments) == 1
    assert yours(cast, days=3) == ["note_talk"]
    assert day(cast, days=3).appointments == []


def test_a_question_typed_by_a_team_asks_nothing_of_the_coordinator_yet(cast: Cast) -> None:
    status = SupportRequest.Status.UNCONFIRMED
    SupportRequest.objects.update(status=status, confirmed_at=None)
    assert yours(cast) == []
    assert day(cast).waiting.count == 0


def test_after_the_talk_the_family_waits_and_somebody_fits(cast: Cast) -> None:
    cast.talk()
    assert yours(cast) == []
    waiting = day(cast).waiting
    assert (waiting.count, waiting.median_days, waiting.fitting) == (1, 47, 1)


def test_a_proposal_waits_for_the_family_and_becomes_a_reminder_before_it_expires(
    cast: Cast,
) -> None:
    cast.propose()
    assert (yours(cast), theirs(cast)) == ([], [ASKED])
    assert (yours(cast, days=11), theirs(cast, days=11)) == ([ASKED], [])
    assert "Samira" in day(cast).theirs[0].detail
    assert "Anke" not in day(cast).theirs[0].detail


def test_the_path_brings_one_thing_at_a_time(cast: Cast) -> None:
    match = cast.to_meeting()
    assert yours(cast) == ["coordinator:meeting_held"]
    path.plan_meeting(
        actor=cast.coordinator, match_id=match.pk, planned_at=cast.now + timedelta(days=1),
        place="Buurthuis", now=cast.now,
    )  # fmt: skip
    assert yours(cast) == []
    assert [a.url for a in day(cast).appointments] == [reverse("support:path", args=[match.pk])]
    assert yours(cast, days=2) == ["note_meeting"]


def test_after_the_meeting_both_are_thinking(cast: Cast) -> None:
    match = cast.to_meeting()
    path.plan_meeting(
        actor=cast.coordinator, match_id=match.pk, planned_at=cast.now, place="Buurthuis",
        now=cast.now,
    )  # fmt: skip
    path.note_meeting(
        actor=cast.coordinator, match_id=match.pk, held_on=cast.now.date(), now=cast.now
    )
    cast.say(match, cast.parent, Answer.Question.TRIAL)
    assert theirs(cast) == ["family:both_want_trial"]
    assert "Anke en Joost" in day(cast).theirs[0].detail


def test_the_coupling_asks_for_house_rules_and_then_for_a_yes(cast: Cast) -> None:
    match = cast.to_coupling()
    assert yours(cast) == ["coordinator:rules_accepted_by_all"]
    path.write_house_rules(
        actor=cast.coordinator, match_id=match.pk, rules=["Samen eten."], now=cast.now
    )
    assert (yours(cast), theirs(cast)) == ([], ["family:rules_accepted_by_all"])


def spoken(cast: Cast, match: Match, days: int) -> None:
    """Both families were called on that day, so that nothing is silent."""
    for side in Side:
        care.note_check_in(
            actor=cast.coordinator, match_id=match.pk, side=side, words="",
            now=cast.now + timedelta(days=days),
        )  # fmt: skip


def test_a_trial_rests_until_its_end_comes_near(cast: Cast) -> None:
    match = cast.to_trial()
    assert (yours(cast), theirs(cast)) == ([], [])
    spoken(cast, match, days=41)
    assert yours(cast, days=41) == []
    assert yours(cast, days=42) == ["ends:trial_evaluated"]
    spoken(cast, match, days=60)
    assert yours(cast, days=60) == ["ends:trial_evaluated"]


def test_when_a_side_wants_to_talk_the_coordinator_hears_it_at_once(cast: Cast) -> None:
    match = cast.to_trial()
    cast.evaluate(match, cast.parent, Evaluation.GoOn.TALK)
    cast.evaluate(match, cast.supporting_parent)
    assert yours(cast) == ["coordinator:trial_evaluated"]


def test_the_agreement_asks_to_be_written_and_then_everything_is_quiet(cast: Cast) -> None:
    cast.to_agreement()
    assert yours(cast) == ["coordinator:agreement_accepted_by_all"]


def test_under_way_nothing_is_needed_and_it_counts_as_going_well(cast: Cast) -> None:
    cast.to_under_way()
    assert (yours(cast), theirs(cast)) == ([], [])
    assert day(cast).going_well.beside == 1
    assert day(cast).going_well.began_lately == 1


def test_somebody_who_registers_stands_there_until_the_file_is_complete(cast: Cast) -> None:
    cast.talk()
    TrustStep.objects.filter(supporter=cast.former, step=TrustStep.Step.HOME_VISIT).delete()
    assert yours(cast) == ["complete_file"]
    assert day(cast).yours[0].url == reverse("people:supporter", args=[cast.former.pk])
    TrustStep.objects.create(
        supporter=cast.former, step=TrustStep.Step.HOME_VISIT, done_on=cast.now.date(),
        done_by=cast.coordinator,
    )  # fmt: skip
    assert yours(cast) == []


def test_a_vog_that_was_not_seen_is_called_by_name(cast: Cast) -> None:
    cast.talk()
    VogSighting.objects.filter(member=cast.joost).delete()
    item = day(cast).yours[0]
    assert item.key == "complete_file"
    assert "Joost" in item.detail
    assert "Anke" not in item.detail


@pytest.mark.parametrize(
    ("days_left", "stands_there"), [(91, False), (90, True), (0, True), (-1, True)]
)
def test_a_vog_asks_attention_ninety_days_ahead(
    cast: Cast, days_left: int, stands_there: bool
) -> None:
    cast.talk()
    valid_until = cast.now.date() + timedelta(days=days_left)
    VogSighting.objects.update(seen_on=valid_until.replace(year=valid_until.year - 3))
    VogSighting.objects.filter(member__household=cast.supporting).update(seen_on=cast.now.date())
    assert ("renew_vog" in yours(cast)) is stands_there


def test_who_takes_a_break_is_left_in_peace_unless_a_match_runs(cast: Cast) -> None:
    cast.to_under_way()
    Supporter.objects.update(status=Supporter.Status.PAUSED)
    VogSighting.objects.all().delete()
    assert [item.url for item in day(cast).yours] == [
        reverse("people:supporter", args=[cast.supporter.pk])
    ]


def test_the_oldest_comes_first(cast: Cast) -> None:
    crowd(cast, families=6)
    since = [item.since for item in day(cast).yours]
    assert since == sorted(since)
    assert len(since) == 7


def test_the_number_of_queries_stays_the_same_when_the_work_doubles(cast: Cast) -> None:
    cast.to_trial()
    crowd(cast, families=4)
    with CaptureQueriesContext(connection) as few:
        today(type(cast.coordinator).objects.get(pk=cast.coordinator.pk), now=cast.now)
    crowd(cast, families=8)
    with CaptureQueriesContext(connection) as many:
        today(type(cast.coordinator).objects.get(pk=cast.coordinator.pk), now=cast.now)
    assert len(many) == len(few)
    assert len(many) < 58  # 5 of them open keys


def test_the_page_greets_by_the_hour_and_shows_the_one_action(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.coordinator).get(reverse("home:today")).content.decode()
    assert "Noor" in page
    assert reverse("support:plan_talk", args=[cast.request.pk]) in page


def test_an_empty_day_says_so(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.far_coordinator).get(reverse("home:today"))
    assert page.context["today"].yours == []
    assert "empty-state" in page.content.decode()


def test_a_coordinator_elsewhere_hears_nothing_of_it(cast: Cast) -> None:
    cast.propose()
    there = today(cast.far_coordinator, now=cast.now)
    assert (there.yours, there.theirs, there.waiting.count) == ([], [], 0)
