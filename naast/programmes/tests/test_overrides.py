"""Every number is a setting: an organisation may have its own, within bounds."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naast.programmes import InvalidDefinition, find

BUURTGEZINNEN = find("buurtgezinnen")
NUMBERS = BUURTGEZINNEN.numbers()


def complaints(own):
    with pytest.raises(InvalidDefinition) as raised:
        BUURTGEZINNEN.with_overrides(own)
    return [str(problem) for problem in raised.value.problems]


def test_own_numbers_take_the_place_of_the_programmes():
    own = BUURTGEZINNEN.with_overrides(
        {
            "matching.distance_limit_km": 8,
            "phases.trial.duration.number": 12,
            "phases.under_way.evaluations.0.number": 2,
        }
    )
    assert own.matching.distance_limit_km == 8.0
    assert own.numbers()["phases.trial.duration.number"].value == 12
    assert own.phase("under_way").evaluations[0].number == 2
    assert own.phase("closing") == BUURTGEZINNEN.phase("closing")


def test_the_programme_itself_stays_as_it_was():
    BUURTGEZINNEN.with_overrides({"reports.times_per_year": 2})
    assert BUURTGEZINNEN.reports.times_per_year == 4


def test_no_own_numbers_change_nothing():
    assert BUURTGEZINNEN.with_overrides({}) is BUURTGEZINNEN


@pytest.mark.parametrize(
    ("key", "value", "complaint"),
    [
        ("matching.distance_limit_km", 900, "hier staat 900; dat is meer dan 200"),
        ("matching.distance_limit_km", math.nan, "hier staat nan; hier hoort een getal"),
        (
            "matching.distance_limit_km",
            10**400,
            "hier staat een veel te groot getal; dat is",
        ),
        ("matching.distance_limit_km", "8", "hier staat '8'; hier hoort een getal van 0.5"),
        ("trust.references", True, "hier staat true; hier hoort een heel getal van 0"),
        ("trust.references", 1.5, "hier staat 1.5; hier hoort een heel getal"),
        ("trust.references", -1, "hier staat -1; dat is minder dan 0"),
        ("trust.vog", 0, "is geen getal van dit programma dat je kunt veranderen"),
        ("version", 2, "is geen getal van dit programma dat je kunt veranderen"),
        ("phases.honeymoon.duration.number", 2, "is geen getal van dit programma"),
    ],
)
def test_a_number_that_cannot_be_is_named(key, value, complaint):
    said = complaints({key: value})
    assert [line.startswith(f"buurtgezinnen: {key}: {complaint}") for line in said] == [True]


def test_all_wrong_numbers_are_named_together():
    assert len(complaints({"trust.references": 9, "x": 1, "rhythm.every_weeks": 0})) == 3


def test_numbers_that_make_no_sense_together_are_named():
    own = {"audience.child_age_from": 12, "audience.child_age_until": 6}
    assert complaints(own) == [
        "buurtgezinnen: audience.child_age_until: hier staat 6; dat is minder dan child_age_from, "
        "en dat is 12"
    ]


@pytest.mark.parametrize("key", NUMBERS)
def test_every_number_has_a_label_and_lies_within_its_bounds(key):
    number = NUMBERS[key]
    assert number.minimum <= number.value <= number.maximum
    assert number.label.in_language("nl")


def test_a_number_of_a_phase_says_which_phase():
    duration = NUMBERS["phases.trial.duration.number"]
    assert (duration.unit, str(duration.about)) == ("weeks", "Proeftijd")


@settings(deadline=None)  # how quick a machine is says nothing about the numbers
@given(st.sampled_from(sorted(NUMBERS)), st.data())
def test_every_number_within_its_bounds_can_be_set(key, data):
    number = NUMBERS[key]
    low, high = number.minimum, number.maximum
    value = data.draw(st.integers(math.ceil(low), math.floor(high)))
    if key.startswith("audience"):
        return  # ages must run upwards; that has its own test
    assert BUURTGEZINNEN.with_overrides({key: value}).numbers()[key].value == value
