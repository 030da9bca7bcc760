"""Plans from practice, small enough to check by hand."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from naast.matching import Plan, plan, say
from naast.matching.grid import Grid, in_space
from naast.matching.tests.cast import ON, RULES, family, supporter


def pairs(made: Plan) -> set[tuple[str, str]]:
    return {(pair.request, pair.supporter) for pair in made.pairs}


def test_the_nearest_is_not_taken_when_another_family_can_only_go_there() -> None:
    # V1 fits both; V2 speaks only Arabic and needs S1. Taking the best pair first leaves V2 alone.
    arabic = frozenset({"ar"})
    made = plan(
        [family(id="V1"), family(id="V2", languages=arabic, waiting_since=ON)],
        [supporter(id="S1", languages=arabic | {"nl"}), supporter(id="S2", km=9, kind="gezin")],
        RULES,
        ON,
    )
    assert pairs(made) == {("V1", "S2"), ("V2", "S1")}
    assert not made.waiting
    assert not made.free


def test_who_waits_longest_goes_first_when_all_else_is_equal() -> None:
    newcomers = [family(id=f"V{number}", waiting_since=ON) for number in range(5)]
    longest = family(id="V9", waiting_since=date(2026, 6, 1))
    made = plan([*newcomers, longest], [supporter()], RULES, ON)
    assert pairs(made) == {("V9", "S1")}


def test_a_supporter_with_two_places_left_gets_two_families() -> None:
    made = plan(
        [family(id=f"V{number}") for number in range(3)],
        [supporter(capacity=4, active=2)],
        RULES,
        ON,
    )
    assert len(made.pairs) == 2
    assert [say(reason) for reason in made.waiting[0].reasons] == [
        "er past er één; in dit plan staat die naast een ander gezin"
    ]


def test_a_supporter_nobody_needs_keeps_their_places() -> None:
    made = plan([family()], [supporter(), supporter(id="S2", km=8, capacity=3)], RULES, ON)
    assert [(free.supporter, free.places) for free in made.free] == [("S2", 3)]


def test_who_waits_hears_what_stands_in_the_way_of_the_nearest_three() -> None:
    made = plan(
        [family()],
        [
            supporter(id="S1", km=11.4),
            supporter(id="S2", km=1, slots=frozenset({"ma-avond"})),
            supporter(id="S3", km=2, vog_seen_on=None, active=1),
            supporter(id="S4", km=40),
        ],
        RULES,
        ON,
    )
    assert [say(reason) for reason in made.waiting[0].reasons] == [
        "bij S2 (1,0 km): geen dagdeel samen",
        "bij S3 (2,0 km): de VOG is nog niet gezien",
        "bij S3 (2,0 km): er is nu geen plek vrij",
        "bij S1 (11,4 km): de afstand is 11,4 km, de grens is 10 km",
    ]


def test_a_pair_that_said_no_before_is_not_proposed_again() -> None:
    made = plan([family()], [supporter()], RULES, ON, apart={("V1", "S1"), ("V7", "S9")})
    assert not made.pairs
    assert [reason.code for reason in made.waiting[0].reasons] == ["apart"]


def test_without_supporters_everybody_waits() -> None:
    made = plan([family()], [], RULES, ON)
    assert [reason.code for reason in made.waiting[0].reasons] == ["no_supporters"]
    assert made.total_points == 0
    assert plan([], [], RULES, ON).pairs == ()


def test_two_rows_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="two requests with id 'V1'"):
        plan([family(), family(lat=52.0)], [supporter()], RULES, ON)


def test_more_interests_than_a_machine_word_has_bits() -> None:
    many = frozenset(f"interesse {number}" for number in range(150))
    rules = replace(RULES, interests_counted=200, interest_points=1)
    made = plan([family(interests=many)], [supporter(interests=many)], rules, ON)
    assert made.total_points == made.pairs[0].assessment.points
    assert made.total_points == 1000 + 150 + 300 + 250 + 40


@pytest.mark.parametrize(("lat", "lon"), [(89.99, 0.0), (0.0, 180.0), (-52.0, -179.99)])
def test_neighbours_are_found_at_the_poles_and_across_the_date_line(lat: float, lon: float) -> None:
    here = in_space([family(lat=lat, lon=lon)])
    there = in_space([supporter(lat=lat, lon=lon + 0.02), supporter(lat=lat, lon=-lon)])
    grid = Grid(there, size_km=10)
    (cube, _), *_ = grid.cubes(here)
    assert 0 in grid.around(cube)


def test_importing_the_room_loads_nothing_heavy() -> None:
    asked = (
        "import sys, naast.matching, naast.config.commands.match;"
        "print([name for name in ('numpy', 'numba', 'django') if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
