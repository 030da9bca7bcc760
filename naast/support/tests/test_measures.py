"""What is asked before, on the way and after: when, of whom, who reads it, and what is kept."""

from datetime import timedelta

import pytest

from naast.kernel.errors import DomainError, Refused
from naast.people.models import Household, HouseholdMember
from naast.programmes import Programme, all_programmes
from naast.programmes.vocabulary import Gate, Moment
from naast.support.gates import LOOKED_BACK_AT
from naast.support.measuring import asked_now
from naast.support.models import Match, MeasureAnswer, Side, SupportRequest
from naast.support.selectors.measures import before_view, measures_view
from naast.support.selectors.path import matches_of
from naast.support.services import measures, requests
from naast.support.services.measures import Given
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def at_the_beginning(cast: Cast, **given: Given) -> None:
    measures.answer_before(actor=cast.parent, request_id=cast.request.pk, given=given, now=cast.now)


def after_three_months(cast: Cast) -> Match:
    """Under way, and the first day of looking back has come."""
    match = cast.to_under_way()
    match.steps.filter(completed_on=None).update(started_on=cast.now.date() - timedelta(days=95))
    return match


def answer(cast: Cast, match: Match, who: str = "parent", **given: Given) -> None:
    measures.answer(
        actor=cast.by_name(who), match_id=match.pk, moment="interim", given=given, now=cast.now
    )


def told(cast: Cast, match: Match, side: str = "asking", **given: Given) -> None:
    measures.answer(
        actor=cast.coordinator, match_id=match.pk, moment="interim", given=given, now=cast.now,
        told_by=side,
    )  # fmt: skip


def whole(cast: Cast, match: Match, who: str = "parent") -> Match:
    return matches_of(cast.by_name(who)).get(pk=match.pk)


def asked(cast: Cast) -> SupportRequest:
    every = SupportRequest.objects.whole()
    return every.prefetch_related("organisation__offerings").get()


def read_by(cast: Cast, who: str) -> set[tuple[str, str]]:
    """Side and measure of what somebody may read, without what was left open."""
    rows = MeasureAnswer.objects.visible_to(cast.by_name(who))
    return {(row.side, row.measure) for row in rows if not row.left_open}


@pytest.mark.requirement("BG-10", "HS-04", "MM-05", "DC-09")
@pytest.mark.parametrize("programme", all_programmes(), ids=lambda each: each.slug)
def test_every_question_of_every_programme_has_a_moment_that_comes(programme: Programme) -> None:
    """By the gates and the days of looking back that stand in its phases."""
    gates = {gate for phase in programme.phases for gate in phase.gates}
    comes = {
        Moment.BEFORE: True,
        Moment.TRIAL: bool(gates & LOOKED_BACK_AT),
        Moment.INTERIM: any(phase.evaluations for phase in programme.phases),
        Moment.AFTER: Gate.FAREWELL_DONE in gates,
    }
    asks = (*programme.measures, *(aim.as_measure() for aim in programme.aims))
    assert [(m.key, at) for m in asks for at in m.moments if not comes[at]] == []


# Before.


@pytest.mark.requirement("BG-10")
def test_the_family_answers_at_the_beginning_and_reads_it_back(cast: Cast) -> None:
    at_the_beginning(cast, how_are_you=Given(4), youth_care=Given(0))
    view = before_view(asked(cast), cast.parent)
    assert {said.value for said in view.look_backs[0].sides[0].said} == {4, 0}


@pytest.mark.requirement("BG-10")
def test_every_question_can_be_skipped_and_that_is_an_answer(cast: Cast) -> None:
    at_the_beginning(cast)
    rows = MeasureAnswer.objects.all()
    assert rows
    assert all(row.left_open for row in rows)
    view = before_view(asked(cast), cast.parent)
    assert view.asked is not None
    assert view.asked.given


@pytest.mark.requirement("BG-10")
def test_what_only_counts_in_totals_is_read_by_nobody_else(cast: Cast) -> None:
    at_the_beginning(cast, benefit=Given(1), how_are_you=Given(6))
    partner = cast.introduce("partner", "Ilias")
    HouseholdMember.objects.create(
        household=cast.asking, person=partner, kind="adult", name="Ilias", at_home=True
    )
    assert read_by(cast, "parent") == {("asking", "benefit"), ("asking", "how_are_you")}
    assert read_by(cast, "partner") == {("asking", "how_are_you")}
    assert read_by(cast, "coordinator") == {("asking", "how_are_you")}
    for nobody in ("stranger", "far_coordinator", "municipality", "other_parent", "regional"):
        assert read_by(cast, nobody) == set(), nobody


def test_another_adult_who_leaves_it_open_wipes_nothing_out(cast: Cast) -> None:
    at_the_beginning(cast, benefit=Given(1))
    partner = cast.introduce("partner", "Ilias")
    HouseholdMember.objects.create(
        household=cast.asking, person=partner, kind="adult", name="Ilias", at_home=True
    )
    measures.answer_before(actor=partner, request_id=cast.request.pk, given={}, now=cast.now)
    assert [row.value for row in MeasureAnswer.objects.filter(measure="benefit")] == [1]


def test_once_both_homes_are_open_the_beginning_is_over(cast: Cast) -> None:
    cast.to_trial()
    with pytest.raises(DomainError):
        at_the_beginning(cast, how_are_you=Given(4))


def test_two_homes_of_one_child_never_read_each_others(cast: Cast) -> None:
    """Karim asks in his own home as well; neither reads what the other answered."""
    home = Household.objects.create(
        organisation=cast.organisation, name="Karim", postcode="2311", languages=["nl"]
    )
    HouseholdMember.objects.create(
        household=home, person=cast.other_parent, kind="adult", name="Karim", at_home=True
    )
    own = requests.ask_for_support(
        actor=cast.other_parent, household=home, programme="buurtgezinnen",
        question=requests.Question("Een middag lucht.", [], [], []), now=cast.now,
    )  # fmt: skip
    at_the_beginning(cast, how_are_you=Given(4))
    measures.answer_before(
        actor=cast.other_parent, request_id=own.pk, given={"how_are_you": Given(9)}, now=cast.now
    )
    mine = MeasureAnswer.objects.visible_to(cast.parent).exclude(value=None)
    his = MeasureAnswer.objects.visible_to(cast.other_parent).exclude(value=None)
    assert ([row.value for row in mine], [row.value for row in his]) == ([4], [9])


# On the way.


@pytest.mark.requirement("HS-04")
def test_on_the_way_the_own_first_question_comes_first(cast: Cast) -> None:
    match = after_three_months(cast)
    view = measures_view(whole(cast, match), cast.parent, now=cast.now)
    assert view.asked is not None
    assert view.first_question == "Ik wil op zaterdag even een boek lezen."
    assert view.asked.asking.measures[0].of_first_question
    assert (view.asked.asking.moment, view.asked.asking.round) == (Moment.INTERIM, 1)


def test_it_can_be_written_a_week_before_its_day_and_not_sooner(cast: Cast) -> None:
    match = cast.to_under_way()
    step = match.steps.get(completed_on=None)
    day = match.definition().phase(step.phase).evaluation_days(step.started_on)[0]
    fresh = whole(cast, match)
    assert asked_now(fresh, Side.ASKING, day - timedelta(days=8)) is None
    assert asked_now(fresh, Side.ASKING, day - timedelta(days=7)) is not None
    assert asked_now(fresh, Side.SUPPORTING, day) is not None


def test_what_is_not_asked_now_is_refused_with_a_kind_sentence(cast: Cast) -> None:
    match = cast.to_under_way()
    with pytest.raises(DomainError, match=r"\w+ \w+"):
        answer(cast, match, helps=Given(1))
    assert not MeasureAnswer.objects.exists()


@pytest.mark.requirement("BG-07", "HS-04")
def test_both_read_each_others_once_both_have_answered(cast: Cast) -> None:
    match = after_three_months(cast)
    answer(cast, match, goes_well=Given(words="De pannenkoeken."), helps=Given(1))
    assert read_by(cast, "supporting_parent") == set()
    assert ("asking", "helps") in read_by(cast, "coordinator")
    answer(cast, match, "supporting_parent", goes_well=Given(words="Yara lacht."))
    assert read_by(cast, "supporting_parent") == {
        ("asking", "goes_well"),
        ("supporting", "goes_well"),
    }
    assert ("supporting", "goes_well") in read_by(cast, "parent")


def test_sent_twice_is_kept_once(cast: Cast) -> None:
    match = after_three_months(cast)
    answer(cast, match, helps=Given(1), goes_well=Given(words="Alles."))
    before = MeasureAnswer.objects.count()
    answer(cast, match, helps=Given(1), goes_well=Given(words="Alles. "))
    assert MeasureAnswer.objects.count() == before


def test_a_later_answer_counts_and_the_earlier_one_stays_readable(cast: Cast) -> None:
    match = after_three_months(cast)
    answer(cast, match, goes_well=Given(words="Bijna alles."))
    answer(cast, match, goes_well=Given(words="Alles."))
    view = measures_view(whole(cast, match), cast.parent, now=cast.now)
    (said,) = view.look_backs[0].sides[0].said
    assert (said.words, [version.words for version in said.earlier]) == ("Alles.", ["Bijna alles."])


@pytest.mark.parametrize(
    "given",
    [
        {"helps": Given(2)},
        {"first_question": Given(11)},
        {"how_it_feels": Given(0)},
        {"goes_well": Given(3)},
        {"helps": Given(words="ja")},
    ],
)
def test_a_value_outside_its_scale_is_refused(cast: Cast, given: dict[str, Given]) -> None:
    match = after_three_months(cast)
    with pytest.raises(DomainError):
        answer(cast, match, "parent", **given)
    assert not MeasureAnswer.objects.exists()


@pytest.mark.requirement("BG-10")
def test_then_and_now_stand_beside_each_other_without_a_verdict(cast: Cast) -> None:
    at_the_beginning(cast, first_question=Given(3))
    match = after_three_months(cast)
    answer(cast, match, first_question=Given(6))
    view = measures_view(whole(cast, match), cast.parent, now=cast.now)
    assert [(row.then.value, row.now.value) for row in view.then_and_now] == [(3, 6)]


def test_the_other_family_reads_nothing_of_the_beginning(cast: Cast) -> None:
    at_the_beginning(cast, first_question=Given(3))
    match = after_three_months(cast)
    answer(cast, match, "supporting_parent", first_question=Given(7))
    answer(cast, match, first_question=Given(5))
    view = measures_view(whole(cast, match, "supporting_parent"), cast.supporting_parent,
                         now=cast.now)  # fmt: skip
    assert view.then_and_now == []
    assert len(view.look_backs) == 1


# Spoken, and written down.


@pytest.mark.requirement("DC-09")
def test_a_spoken_story_stands_on_the_page_of_the_family_at_once(cast: Cast) -> None:
    match = after_three_months(cast)
    told(cast, match, goes_well=Given(words="Ze vertelde over de markt."), how_it_feels=Given(3))
    view = measures_view(whole(cast, match), cast.parent, now=cast.now)
    said = view.look_backs[0].sides[0].said
    assert {each.written_by for each in said} == {"Noor"}
    assert {each.text for each in said} >= {"Ze vertelde over de markt."}


def test_the_family_corrects_what_was_written_down(cast: Cast) -> None:
    match = after_three_months(cast)
    told(cast, match, goes_well=Given(words="Ze vond het prima."))
    answer(cast, match, goes_well=Given(words="Ik vond het fijn."))
    view = measures_view(whole(cast, match), cast.parent, now=cast.now)
    (said,) = view.look_backs[0].sides[0].said
    assert (said.words, said.written_by) == ("Ik vond het fijn.", "")
    assert [(each.words, each.written_by) for each in said.earlier] == [
        ("Ze vond het prima.", "Noor")
    ]


def test_what_only_counts_in_totals_is_never_written_down_by_somebody_else(cast: Cast) -> None:
    measures.answer_before(
        actor=cast.coordinator, request_id=cast.request.pk,
        given={"benefit": Given(1), "how_are_you": Given(5)}, now=cast.now,
    )  # fmt: skip
    assert {row.measure for row in MeasureAnswer.objects.all() if row.value is not None} == {
        "how_are_you"
    }


@pytest.mark.parametrize(
    ("who", "own", "writes_down"),
    [
        ("parent", True, False),
        ("supporting_parent", True, False),
        ("coordinator", False, True),
        ("stranger", False, False),
        ("far_coordinator", False, False),
        ("other_parent", False, False),
        ("former_supporter", False, False),
    ],
)
def test_who_may_answer_and_who_may_write_down(
    cast: Cast, who: str, own: bool, writes_down: bool
) -> None:
    match = after_three_months(cast)
    for allowed, told_by in ((own, ""), (writes_down, "asking")):
        try:
            measures.answer(
                actor=cast.by_name(who), match_id=match.pk, moment="interim",
                given={"goes_well": Given(words="Iets.")}, now=cast.now, told_by=told_by,
            )  # fmt: skip
        except (Match.DoesNotExist, Refused):
            assert not allowed
        else:
            assert allowed
