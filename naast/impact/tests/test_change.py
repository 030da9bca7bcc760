"""What families say themselves, at the beginning and at the end, only counted."""

from datetime import date
from typing import Any

import pytest

from naast.impact import services
from naast.impact.counting import asked_twice
from naast.impact.models import Tally
from naast.impact.tests import life
from naast.programmes import Programme, all_programmes, find
from naast.programmes.vocabulary import MeasureKind, Moment, Side
from naast.support.models import MeasureAnswer
from tests.cast import PROGRAMME, Cast

pytestmark = pytest.mark.requirement("JP-10", "X-04")

MEASURE = asked_twice(find(PROGRAMME))

TOLD_ALOUD = {"duo-coaching"}
"""Programmes that ask nothing before anybody came: there is no beginning to lay beside the end."""


def answer(asked: Any, value: int | None, day: date, moment: str, match: Any = None) -> None:
    assert MEASURE is not None
    MeasureAnswer.objects.create(
        request=asked, match=match, household=asked.household, measure=MEASURE, moment=moment,
        side="asking", value=value, given_by=match.proposed_by if match else asked_by(asked),
        given_at=life.moment(day),
    )  # fmt: skip


def asked_by(asked: Any) -> Any:
    return asked.organisation.households.get(name="Samira").people()[0]


def counted(cast: Cast) -> dict[str, int]:
    services.close_quarters(now=cast.now)
    words = ("better", "same", "worse")
    found = Tally.objects.filter(indicator__in=words).values_list("indicator", "counted")
    return dict(found)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (3, 7, {"better": 1}),
        (5, 5, {"same": 1}),
        (6, 2, {"worse": 1}),
        (None, 7, {}),
        (3, None, {}),
    ],
)
def test_the_end_stands_beside_the_beginning(
    cast: Cast, first: int | None, last: int | None, told: dict[str, int]
) -> None:
    asked = life.ask(cast, life.FIRST)
    match = life.begin(cast, asked, date(2026, 2, 1))
    answer(asked, first, life.FIRST, "before")
    answer(asked, last, date(2026, 6, 1), "after", match)
    assert counted(cast) == told


def test_somebody_who_answers_again_counts_once(cast: Cast) -> None:
    asked = life.ask(cast, life.FIRST)
    match = life.begin(cast, asked, date(2026, 2, 1))
    answer(asked, 3, life.FIRST, "before")
    answer(asked, 6, date(2026, 6, 1), "after", match)
    answer(asked, 2, date(2026, 8, 1), "after", match)
    assert counted(cast) == {"better": 1}


@pytest.mark.parametrize("programme", all_programmes(), ids=lambda each: each.slug)
def test_each_programme_with_a_ladder_before_and_after_has_something_counted(
    programme: Programme,
) -> None:
    both, counted = {Moment.BEFORE, Moment.AFTER}, asked_twice(programme)
    asked = {each.key: each for each in programme.measures_at(Moment.BEFORE, Side.ASKING)}
    ladders = {
        key
        for key, each in asked.items()
        if each.kind == MeasureKind.LADDER and both <= set(each.moments)
    }
    assert (counted is None) == (not ladders) == (programme.slug in TOLD_ALOUD)
    assert counted is None or asked[counted].of_first_question
