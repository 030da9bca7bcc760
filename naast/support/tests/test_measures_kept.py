"""How long answers are kept, what becomes of them, and who gets them in a copy."""

from datetime import timedelta

import pytest

from naast.common import keys
from naast.common.processing import record
from naast.people.models import HouseholdMember, Person
from naast.support.models import Match, MeasureAnswer
from naast.support.selectors.export import export_of
from naast.support.services import clocks, erasing, matches, measures, requests
from naast.support.services.measures import Given
from tests.canary_rows import everything
from tests.cast import Cast

pytestmark = pytest.mark.django_db

WORDS = "Kanarie-antwoord over pannenkoeken."


@pytest.fixture
def match(cast: Cast) -> Match:
    """Samira answered at the beginning and on the way, Anke on the way."""
    given = {"benefit": Given(1), "how_are_you": Given(4)}
    measures.answer_before(actor=cast.parent, request_id=cast.request.pk, given=given, now=cast.now)
    found = cast.to_under_way()
    found.steps.filter(completed_on=None).update(started_on=cast.now.date() - timedelta(days=95))
    for who in (cast.parent, cast.supporting_parent):
        measures.answer(
            actor=who, match_id=found.pk, moment="interim", now=cast.now,
            given={"goes_well": Given(words=WORDS), "how_it_feels": Given(3)},
        )  # fmt: skip
    return found


@pytest.mark.parametrize("who", ["parent", "supporting_parent"])
def test_when_either_family_is_erased_no_word_is_left_and_a_value_stays_to_be_counted(
    cast: Cast, match: Match, who: str
) -> None:
    erasing.erase_myself(actor=cast.by_name(who), now=cast.now)
    keys.forget()
    assert "Kanarie-antwoord" not in everything()
    faces = MeasureAnswer.objects.filter(measure="how_it_feels")
    assert [row.value for row in faces] == [3, 3]


def test_a_year_after_the_end_the_words_are_gone(cast: Cast, match: Match) -> None:
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    requests.close_request(actor=cast.parent, request_id=cast.request.pk, now=cast.now)
    clock = record().clocks["match"]
    assert clocks.old_matches(clock, cast.now + timedelta(days=365)) == 0
    assert clocks.old_matches(clock, cast.now + timedelta(days=368)) == 1
    keys.forget()
    assert {row.words for row in MeasureAnswer.objects.all()} == {""}


def test_a_question_that_nobody_came_for_takes_its_answers_along(cast: Cast) -> None:
    measures.answer_before(
        actor=cast.parent, request_id=cast.request.pk, given={"benefit": Given(0)}, now=cast.now
    )
    requests.close_request(actor=cast.parent, request_id=cast.request.pk, now=cast.now)
    clocks.old_questions(record().clocks["question"], cast.now + timedelta(days=40))
    assert not MeasureAnswer.objects.exists()


def copied(cast: Cast, person: Person) -> set[tuple[object, object]]:
    """What stands in the copy of one person: question and value."""
    found = export_of(person, now=cast.now)
    rows = [row for c in found.chapters if c.model == "support.MeasureAnswer" for row in c.rows]
    read = [{value.field: value.raw for value in row} for row in rows]
    return {(row["measure"], row["value"]) for row in read if row["value"] is not None}


def test_a_copy_holds_the_own_answers_and_nobody_elses(cast: Cast, match: Match) -> None:
    partner = cast.introduce("partner", "Ilias")
    HouseholdMember.objects.create(
        household=cast.asking, person=partner, kind="adult", name="Ilias", at_home=True
    )
    assert copied(cast, cast.parent) == {("benefit", 1), ("how_are_you", 4), ("how_it_feels", 3)}
    assert copied(cast, partner) == {("how_are_you", 4), ("how_it_feels", 3)}
    assert copied(cast, cast.supporting_parent) == {("how_it_feels", 3)}
    assert copied(cast, cast.other_parent) == set()
