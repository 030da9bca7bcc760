"""How far apart, in kilometres and in words."""

import math

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from naast.places import DistanceClass, distance_class, distance_km, table

POSTCODES = list(table().values())


def test_leiden_lies_about_fifteen_kilometres_from_the_hague():
    assert distance_km(table()["2311"], table()["2511"]) == pytest.approx(15, abs=0.5)


@given(st.sampled_from(POSTCODES), st.sampled_from(POSTCODES))
def test_a_distance_is_the_same_both_ways_and_no_further_than_the_country_is_long(a, b):
    assert distance_km(a, b) == pytest.approx(distance_km(b, a))
    assert 0 <= distance_km(a, b) < 350


@pytest.mark.parametrize(
    ("km", "dutch", "english"),
    [
        (0.0, "minder dan 1 km", "less than 1 km"),
        (0.99, "minder dan 1 km", "less than 1 km"),
        (1.0, "1 à 2 km", "1 to 2 km"),
        (2.5, "2 à 3 km", "2 to 3 km"),
        (3.0, "3 à 5 km", "3 to 5 km"),
        (10.0, "5 à 10 km", "5 to 10 km"),
        (10.01, "meer dan 10 km", "more than 10 km"),
    ],
)
def test_a_distance_is_told_as_a_class(km, dutch, english):
    with override("nl"):
        assert str(distance_class(km)) == dutch
    with override("en"):
        assert str(distance_class(km)) == english


@pytest.mark.parametrize("km", [-0.1, math.nan])
def test_what_is_no_distance_has_no_class(km):
    with pytest.raises(ValueError, match="is not a distance"):
        distance_class(km)


@given(st.floats(0, 400), st.floats(0, 400))
def test_further_away_is_never_a_nearer_class(one, other):
    order = list(DistanceClass)
    near, far = sorted([one, other])
    assert order.index(distance_class(near)) <= order.index(distance_class(far))
