"""A quarter is counted once, when it is over, and stays as it was counted."""

from datetime import date

import pytest

from naast.impact import services
from naast.impact.models import ClosedQuarter, Tally
from naast.impact.periods import Quarter
from naast.impact.tests import life
from naast.support.models import SupportRequest
from tests.cast import Cast


def total(indicator: str) -> int:
    return sum(Tally.objects.filter(indicator=indicator).values_list("counted", flat=True))


def test_every_quarter_that_is_over_is_counted_once(cast: Cast) -> None:
    life.year(cast, families=4, begun=3, ended=2)
    assert services.close_quarters(now=cast.now) == 3
    assert services.close_quarters(now=cast.now) == 0


def test_a_quarter_waits_two_weeks_for_what_is_noted_late(cast: Cast) -> None:
    life.ask(cast, date(2026, 1, 10))
    on = Quarter(2026, 1).last
    assert services.close_quarters(now=life.moment(on)) == 0
    assert services.close_quarters(now=life.moment(date(2026, 4, 14))) == 0
    assert services.close_quarters(now=life.moment(date(2026, 4, 15))) == 1


def test_an_empty_house_has_nothing_to_close(db: None) -> None:
    assert services.close_quarters(now=life.moment(date(2026, 4, 15))) == 0
    assert not ClosedQuarter.objects.exists()


def test_what_happened_is_counted_where_it_happened(cast: Cast) -> None:
    life.year(cast, families=4, begun=3, ended=2)
    services.close_quarters(now=cast.now)
    assert [total(key) for key in ("placed", "begun", "completed", "kept")] == [3, 3, 2, 1]
    assert total("asked-in-ar") == 5
    assert total("asked") == 5  # and Samira, in September
    assert total("waited-1") == 3
    assert total("lasted-2") == 2
    tally = Tally.objects.get(indicator="begun")
    assert (tally.municipality, tally.quarter) == ("0546", date(2026, 1, 1))


@pytest.mark.parametrize(
    ("ending", "indicator"),
    [("declined", "declined"), ("expired", "expired"), ("withdrawn", "dropped")],
)
def test_a_proposal_that_passed_by_is_no_match_that_ended(
    cast: Cast, ending: str, indicator: str
) -> None:
    match = life.begin(cast, life.ask(cast, life.FIRST), life.FIRST)
    match.steps.update(completed_on=None)
    life.end(match, date(2026, 2, 1), ending)
    services.close_quarters(now=cast.now)
    assert total(indicator) == 1
    assert total("begun") == total("stopped") == 0


def test_a_question_that_closes_alone_waits_no_longer(cast: Cast) -> None:
    asked = life.ask(cast, life.FIRST)
    SupportRequest.objects.filter(pk=asked.pk).update(
        status="closed", closed_at=life.moment(date(2026, 2, 1))
    )
    services.close_quarters(now=cast.now)
    assert total("left") == 1


def test_a_second_match_of_one_family_waits_no_second_time(cast: Cast) -> None:
    asked = life.ask(cast, life.FIRST)
    life.end(life.begin(cast, asked, date(2026, 2, 1)), date(2026, 3, 1), "stopped")
    life.begin(cast, asked, date(2026, 4, 1), cast.former)
    services.close_quarters(now=cast.now)
    assert (total("begun"), total("placed"), total("stopped")) == (2, 1, 1)
