"""Months, ages and distances."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naast.kernel.clock import add_months, age_in_year
from naast.kernel.distances import haversine_km

days = st.dates(date(1950, 1, 1), date(2100, 12, 31))
latitudes = st.floats(50.7, 53.6)
longitudes = st.floats(3.3, 7.3)


@pytest.mark.parametrize(
    ("day", "months", "becomes"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_are_calendar_months(day: date, months: int, becomes: date) -> None:
    assert add_months(day, months) == becomes


@given(days, st.integers(0, 240))
def test_more_months_is_never_earlier(day: date, months: int) -> None:
    assert add_months(day, months + 1) > add_months(day, months)


def test_an_age_is_what_a_birth_year_tells() -> None:
    assert age_in_year(2018, date(2026, 1, 1)) == 8


def test_leiden_to_wolvega_is_about_as_far_as_the_map_says() -> None:
    assert haversine_km(52.160, 4.497, 52.876, 5.998) == pytest.approx(128.9, abs=0.5)


@given(latitudes, longitudes, latitudes, longitudes)
def test_distance_is_the_same_both_ways_and_never_negative(
    lat_a: float, lon_a: float, lat_b: float, lon_b: float
) -> None:
    there = haversine_km(lat_a, lon_a, lat_b, lon_b)
    assert there >= 0
    assert there == pytest.approx(haversine_km(lat_b, lon_b, lat_a, lon_a))


@given(latitudes, longitudes)
def test_a_place_lies_nowhere_from_itself(lat: float, lon: float) -> None:
    assert haversine_km(lat, lon, lat, lon) == 0
