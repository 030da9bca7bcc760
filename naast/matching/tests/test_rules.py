"""The hard rules and the points, worked out by hand."""

from datetime import date

import pytest

from naast.matching import Assessment, Rules, assess, last_valid_day
from naast.matching.rules import distance_points, waiting_points
from naast.matching.tests.cast import ON, RULES, family, supporter


def look(**changes: object) -> Assessment:
    return assess(family(), supporter(**changes), RULES, ON)


def obstacles(**changes: object) -> list[str]:
    return [reason.code for reason in look(**changes).obstacles]


def test_the_points_of_a_pair_can_be_worked_out_on_paper() -> None:
    # 1000 base, 100 for cooking, 300 x (1 - 2.29/10) = 231, 250 for the wish, 100 days x 0.4 = 40
    assert look(km=2.29).points == 1000 + 100 + 231 + 250 + 40


def test_neighbours_who_share_all_that_matters_fit() -> None:
    assert look().fits
    assert look().distance_km == 0


@pytest.mark.parametrize(("km", "expected"), [(9.999, []), (10.001, ["too_far"])])
def test_ten_kilometres_is_the_limit(km: float, expected: list[str]) -> None:
    assert obstacles(km=km) == expected


def test_the_limit_itself_is_near_enough() -> None:
    exactly = look(km=7.5).distance_km
    rules = Rules(distance_limit_km=exactly)
    pair = assess(family(), supporter(km=7.5), rules, ON)
    assert pair.fits
    assert pair.points == look().points - 300


@pytest.mark.parametrize(
    ("seen_on", "expected"),
    [
        (ON, []),
        (date(2023, 11, 22), []),
        (date(2023, 11, 21), ["vog_too_old"]),
        (date(2026, 11, 23), ["vog_in_future"]),
        (None, ["vog_not_seen"]),
    ],
)
def test_a_vog_counts_from_today_until_36_calendar_months_ago(
    seen_on: date | None, expected: list[str]
) -> None:
    assert obstacles(vog_seen_on=seen_on) == expected


@pytest.mark.parametrize(
    ("seen_on", "months", "last"),
    [
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 2, 28), 36, date(2026, 2, 28)),
    ],
)
def test_a_vog_seen_at_the_end_of_a_month_counts_until_the_end_of_a_month(
    seen_on: date, months: int, last: date
) -> None:
    assert last_valid_day(seen_on, Rules(vog_valid_months=months)) == last


@pytest.mark.parametrize(
    ("youngest", "oldest", "fits"), [(5, 8, True), (6, 8, False), (5, 7, False), (0, 18, True)]
)
def test_every_child_must_be_within_the_ages(youngest: int, oldest: int, fits: bool) -> None:
    # born in 2018 and 2021: 8 and 5 years old
    assert look(child_age_min=youngest, child_age_max=oldest).fits is fits


def test_each_rule_in_the_way_is_named() -> None:
    assert obstacles(
        km=30,
        slots=frozenset({"ma-avond"}),
        languages=frozenset({"fr"}),
        child_age_max=4,
        vog_seen_on=None,
        capacity=2,
        active=2,
    ) == [
        "too_far",
        "no_shared_slot",
        "no_shared_language",
        "age_outside",
        "vog_not_seen",
        "no_place",
    ]


def test_the_fourth_shared_interest_earns_nothing() -> None:
    many = frozenset({"a", "b", "c", "d"})
    three = assess(family(interests=many), supporter(interests=many - {"d"}), RULES, ON)
    four = assess(family(interests=many), supporter(interests=many), RULES, ON)
    assert three.points == four.points == look().points + 200


@pytest.mark.parametrize(
    ("since", "points"),
    [
        (ON, 0),
        (date(2026, 11, 20), 0),
        (date(2026, 11, 19), 1),
        (date(2026, 11, 17), 2),
        (date(2025, 11, 22), 146),
        (date(2019, 1, 1), 146),
        (date(2027, 1, 1), 0),
    ],
)
def test_waiting_earns_four_points_in_ten_days_up_to_a_year(since: date, points: int) -> None:
    assert waiting_points(since, RULES, ON) == points


def test_a_rate_is_the_decimal_that_was_written() -> None:
    # in binary 0.29 x 100 is 28.999…
    assert waiting_points(date(2026, 8, 14), Rules(waiting_points_per_day=0.29), ON) == 29


@pytest.mark.parametrize(
    ("km", "points"), [(0, 300), (0.01, 299), (5, 150), (9.97, 0), (10, 0), (40, 0)]
)
def test_points_fall_with_the_distance(km: float, points: int) -> None:
    assert distance_points(km, RULES) == points


def test_all_that_earned_points_is_named_as_a_reason() -> None:
    codes = [reason.code for reason in look(km=2.3).reasons]
    assert codes == ["distance", "slots", "languages", "interests", "wish", "waiting"]


def test_a_wish_that_is_not_met_is_a_remark_and_no_obstacle() -> None:
    pair = look(kind="gezin", interests=frozenset())
    assert pair.fits
    assert [remark.code for remark in pair.remarks] == ["other_kind", "no_shared_interest"]


@pytest.mark.parametrize(
    "numbers", [{"distance_limit_km": 0}, {"distance_limit_km": 9000}, {"wish_points": -1}]
)
def test_rules_that_would_spoil_the_plan_are_refused(numbers: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must be"):
        Rules(**numbers)  # type: ignore[arg-type] # a mapping of names cannot be typed closer
