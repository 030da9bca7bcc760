"""What there is to go to soon: dates that follow from weekly times, near by, and no others."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from naast.guide.models import OpeningTime, Service
from naast.guide.models.words import changed
from naast.guide.opening import DAYS
from naast.guide.selectors.coming import DAYS_AHEAD, ComingUp, coming_up, next_dates
from tests.cast import Cast
from tests.demo_map import Named

HERE = ZoneInfo("Europe/Amsterdam")


def names(made: ComingUp) -> list[str]:
    return [each.service.name for each in made.found]


def test_what_is_there_each_week_gets_its_next_dates(cast: Cast, the_map: Named) -> None:
    made = coming_up(
        "meeting", "2312 AB", cast.now, words="koffie ouders"
    )  # a Monday, ten in the morning
    coffee = next(each for each in made.found if each.service == the_map("koffieochtend"))
    assert [each.day for each in coffee.dates] == [
        date(2026, 11, 3), date(2026, 11, 5), date(2026, 11, 10)
    ]  # fmt: skip
    assert (coffee.dates[0].hours, coffee.more) == ("9.00–11.30 uur", 1)
    assert coffee.where == "Buurthuis De Lampion, Leiden"
    assert coffee.km < 5
    begins = [(each.dates[0].day, each.dates[0].opens) for each in made.found if each.dates]
    assert begins == sorted(begins)


def test_what_began_already_counts_until_it_closes(cast: Cast, the_map: Named) -> None:
    def first(now: datetime) -> date:
        times = the_map("opvoedspreekuur").at.get().times.all()  # Monday from nine to twelve
        return next_dates(times, now)[0].day

    assert first(cast.now + timedelta(hours=1, minutes=59)) == date(2026, 11, 2)
    assert first(cast.now + timedelta(hours=2)) == date(2026, 11, 4)


def test_of_what_is_not_there_each_week_no_date_is_made_up(cast: Cast, the_map: Named) -> None:
    made = coming_up("caring", "2312", cast.now)
    circle = next(each for each in made.found if each.service == the_map("jongemantel"))
    assert circle.dates == ()
    assert [(line.days, line.note) for line in circle.rhythm] == [("wo", "om de week")]


def test_only_what_is_there_fresh_enough_and_near(cast: Cast, the_map: Named) -> None:
    coffee = the_map("koffieochtend")
    assert coffee.name in names(coming_up("meeting", "Leiden", cast.now))
    assert coffee.name not in names(coming_up("meeting", "Wolvega", cast.now))
    assert coffee.name not in names(coming_up("baby", "Leiden", cast.now))
    for told in ({"status": "temporarily closed"}, {"assured_on": date(2025, 1, 1)}):
        Service.objects.filter(pk=coffee.pk).update(**told)
        changed()
        assert coffee.name not in names(coming_up("meeting", "Leiden", cast.now))
    assert coming_up("meeting", "Nergenshuizen", cast.now) == ComingUp(None, ())


def test_what_fits_best_is_chosen_and_what_comes_soonest_stands_first(
    cast: Cast, the_map: Named
) -> None:
    nearest, best = (
        names(coming_up("meeting", "2312 AB", cast.now, words=words))
        for words in ("", "ouders koffie school")
    )
    assert "Ouderkamer bij De Bedachte Boom" in best
    assert set(nearest) != set(best)
    assert names(coming_up("fathers", "2312", cast.now, words="kanarie")) == ["Vaders aan zet"]


def test_who_was_not_checked_for_long_is_amber(cast: Cast, the_map: Named) -> None:
    Service.objects.filter(pk=the_map("koffieochtend").pk).update(assured_on=date(2026, 1, 1))
    changed()
    made = coming_up("meeting", "Leiden", cast.now)
    assert [each.amber for each in made.found if each.service.name.startswith("Koffie")] == [True]


@pytest.mark.django_db
def test_however_much_there_is_the_database_is_asked_as_often(cast: Cast, the_map: Named) -> None:
    def asked(theme: str) -> int:
        coming_up(theme, "Leiden", cast.now)  # the index of the map is made
        with CaptureQueriesContext(connection) as queries:
            coming_up(theme, "Leiden", cast.now)
        return len(queries)

    assert asked("meeting") == asked("fathers") <= 7


@given(
    now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    day=st.sampled_from(DAYS), opens=st.times(time(0), time(22)),
)  # fmt: skip
def test_a_weekly_time_comes_twice_in_two_weeks(now: datetime, day: str, opens: time) -> None:
    """Also when the clock is moved: it is the hour on the wall that counts."""
    each = OpeningTime(day=day, opens=opens, closes=time(23), every=1)
    found = next_dates([each], now.replace(tzinfo=HERE))
    is_over = DAYS[now.weekday()] == day and now.time() >= time(23)
    assert len(found) == 2 - is_over
    for one in found:
        assert DAYS[one.day.weekday()] == day
        assert timedelta(0) <= one.day - now.date() < timedelta(days=DAYS_AHEAD)
        assert one.opens == opens
