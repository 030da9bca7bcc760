"""Laws of a rhythm: what holds for every rule, every day and every change."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naast.kernel.clock import NETHERLANDS
from naast.support import rhythm
from naast.support.models import Appointment, Rhythm

pytestmark = pytest.mark.requirement("BG-09")

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
LONG = date(2028, 6, 30)


class Rows(list[Any]):
    """Rows as a relation gives them."""

    def all(self) -> list[Any]:
        return list(self)


def a_match(versions: Sequence[Rhythm], changed: Sequence[Appointment] = ()) -> Any:
    return SimpleNamespace(
        rhythms=Rows(versions), appointments=Rows(changed), steps=Rows(), ended_at=None
    )


def agreed_on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


@st.composite
def rhythms(draw: st.DrawFn, version: int = 1) -> Rhythm:
    starts_on = draw(DAYS)
    length = draw(st.none() | st.integers(0, 400))
    return Rhythm(
        version=version,
        rule=rhythm.weekly(draw(st.integers(1, 6)), draw(st.sets(st.integers(0, 6), min_size=1))),
        starts_on=starts_on,
        ends_on=None if length is None else starts_on + timedelta(days=length),
        starts_at=draw(st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0))),
        minutes=draw(st.none() | st.integers(15, 600)),
        agreed_at=agreed_on(draw(DAYS)),
    )


@given(rhythms())
def test_no_time_before_it_holds_or_after_its_end(one: Rhythm) -> None:
    assert one.holds_from is not None
    for each in rhythm.occurrences(a_match([one]), date(2025, 1, 1), LONG):
        assert one.holds_from <= each.day
        assert one.ends_on is None or each.day <= one.ends_on


@given(rhythms())
def test_every_time_falls_on_an_agreed_day_of_the_week(one: Rhythm) -> None:
    agreed = rhythm.weekdays_of(one.rule)
    for each in rhythm.occurrences(a_match([one]), date(2025, 1, 1), LONG):
        assert each.day.weekday() in agreed


@given(rhythms())
def test_the_weeks_between_are_those_of_the_rule(one: Rhythm) -> None:
    days = rhythm.days_of(one.rule, one.starts_on, one.starts_on, LONG)
    mondays = {day - timedelta(days=day.weekday()) for day in days}
    first = one.starts_on - timedelta(days=one.starts_on.weekday())
    assert all((monday - first).days % (7 * rhythm.every_of(one.rule)) == 0 for monday in mondays)


@given(rhythms(), DAYS, DAYS)
def test_a_window_shows_what_the_whole_shows_of_it(one: Rhythm, since: date, until: date) -> None:
    whole = rhythm.occurrences(a_match([one]), date(2025, 1, 1), LONG)
    part = rhythm.occurrences(a_match([one]), since, until)
    assert part == [each for each in whole if since <= each.day <= until]


@given(rhythms(), st.data())
def test_moving_and_cancelling_keep_the_count(one: Rhythm, data: st.DataObject) -> None:
    planned = rhythm.occurrences(a_match([one]), date(2025, 1, 1), date(2028, 1, 31))
    chosen = data.draw(st.sets(st.integers(0, max(0, len(planned) - 1)), max_size=5))
    rows = [
        Appointment(
            pk=number, rhythm_day=planned[number].rhythm_day,
            day=planned[number].day + timedelta(days=data.draw(st.integers(-20, 20))),
            cancelled_at=data.draw(st.none() | st.just(agreed_on(one.starts_on))),
        )
        for number in chosen if number < len(planned)
    ]  # fmt: skip
    after = rhythm.occurrences(a_match([one], rows), date(2025, 1, 1), date(2028, 2, 29))
    before = rhythm.occurrences(a_match([one]), date(2025, 1, 1), date(2028, 2, 29))
    assert len(after) == len(before)
    assert {each.key for each in after} == {each.key for each in before}
    assert sum(each.cancelled for each in after) == sum(
        row.cancelled_at is not None for row in rows
    )


@given(rhythms(1), rhythms(2))
def test_a_later_version_replaces_the_one_before_from_its_first_day(
    old: Rhythm, new: Rhythm
) -> None:
    assert new.holds_from is not None
    both = rhythm.occurrences(a_match([old, new]), date(2025, 1, 1), LONG)
    only_old = rhythm.occurrences(a_match([old]), date(2025, 1, 1), LONG)
    assert [each for each in both if each.day < new.holds_from] == [
        each for each in only_old if each.day < new.holds_from
    ]
    assert all(each.rhythm is new for each in both if each.day >= new.holds_from)


@given(rhythms(1), rhythms(2))
def test_a_version_that_waits_for_a_yes_changes_nothing(old: Rhythm, waiting: Rhythm) -> None:
    waiting.agreed_at = None
    assert rhythm.occurrences(a_match([old, waiting]), old.starts_on, LONG) == rhythm.occurrences(
        a_match([old]), old.starts_on, LONG
    )


@given(rhythms(), DAYS)
def test_the_clock_on_the_wall_says_the_same_all_year(one: Rhythm, since: date) -> None:
    for each in rhythm.occurrences(a_match([one]), since, since + timedelta(days=400)):
        assert each.starts_at == one.starts_at
        if one.starts_at is not None and one.starts_at.hour not in (2, 3):
            there = datetime.combine(each.day, one.starts_at, NETHERLANDS)
            back = there.astimezone(UTC).astimezone(NETHERLANDS)
            assert (back.date(), back.time()) == (each.day, one.starts_at)


@given(rhythms())
def test_a_key_finds_its_own_time(one: Rhythm) -> None:
    match = a_match([one])
    for each in rhythm.occurrences(match, one.starts_on, one.starts_on + timedelta(days=200)):
        assert rhythm.find(match, each.key) == each


def test_two_weeks_go_on_over_the_end_of_summer_time() -> None:
    one = Rhythm(
        version=1, rule=rhythm.weekly(2, [6]), starts_on=date(2026, 3, 15),
        starts_at=time(14), agreed_at=agreed_on(date(2026, 3, 1)),
    )  # fmt: skip
    days = [each.day for each in rhythm.occurrences(a_match([one]), date(2026, 3, 1), LONG)]
    assert date(2026, 3, 29) in days
    assert date(2026, 10, 25) in days


def test_at_least_once_a_month_plans_nothing_by_itself() -> None:
    one = Rhythm(
        version=1, rule=rhythm.PER_MONTH, at_least=1, starts_on=date(2026, 11, 2),
        agreed_at=agreed_on(date(2026, 11, 2)),
    )  # fmt: skip
    assert rhythm.occurrences(a_match([one]), date(2026, 1, 1), LONG) == []
    assert rhythm.usual_gap(a_match([one]), date(2026, 12, 1)) == timedelta(days=31)


@pytest.mark.parametrize(
    ("rule", "days"),
    [(rhythm.weekly(2, [5]), 14), (rhythm.weekly(1, [1]), 7), (rhythm.weekly(1, [1, 4]), 4)],
)
def test_how_long_it_usually_takes(rule: str, days: int) -> None:
    one = Rhythm(
        version=1, rule=rule, starts_on=date(2026, 11, 2), agreed_at=agreed_on(date(2026, 11, 2))
    )
    assert rhythm.usual_gap(a_match([one]), date(2026, 12, 1)) == timedelta(days=days)
    assert rhythm.usual_gap(a_match([one]), date(2026, 10, 1)) is None
