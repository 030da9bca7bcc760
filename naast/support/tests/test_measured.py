"""Plain rows to count: the last answers with a value, of nobody by name."""

from datetime import timedelta

import pytest

from naast.support.selectors.measured import measured
from naast.support.services import measures
from naast.support.services.measures import Given
from tests.cast import PROGRAMME, Cast

pytestmark = pytest.mark.django_db


def test_the_last_answer_counts_once_and_words_are_not_among_them(cast: Cast) -> None:
    today = cast.now.date()
    for value in (3, 5):
        given = {"how_are_you": Given(value), "benefit": Given(1), "youth_care": Given()}
        measures.answer_before(
            actor=cast.parent, request_id=cast.request.pk, given=given, now=cast.now
        )
    rows = measured([cast.organisation.pk], PROGRAMME, since=today, until=today)
    assert {(row.moment, row.measure, row.value) for row in rows} == {
        ("before", "how_are_you", 5),
        ("before", "benefit", 1),
    }
    assert {(row.side, row.match, row.day) for row in rows} == {("asking", None, today)}


def test_how_the_trial_felt_is_counted_as_well(cast: Cast) -> None:
    today = cast.now.date()
    cast.to_agreement()
    rows = measured([cast.organisation.pk], PROGRAMME, since=today, until=today)
    assert [(row.measure, row.value) for row in rows] == [("how_it_feels", 3)] * 2
    assert {row.side for row in rows} == {"asking", "supporting"}


def test_nothing_of_elsewhere_and_nothing_of_another_time(cast: Cast) -> None:
    today = cast.now.date()
    cast.to_agreement()
    assert measured([cast.far_organisation.pk], PROGRAMME, since=today, until=today) == []
    tomorrow = today + timedelta(days=1)
    assert measured([cast.organisation.pk], PROGRAMME, since=tomorrow, until=tomorrow) == []
    assert measured([cast.organisation.pk], "elders", since=today, until=today) == []
