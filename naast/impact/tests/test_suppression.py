"""No total tells of a family, whatever reports one lays beside each other."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from naast.impact import suppression
from naast.impact.suppression import FLOOR, SPREAD, Part, Stay, grown, least_grown, standing
from naast.impact.tests import regions
from naast.impact.tests.regions import Numbers
from tests.plugin_trust import Promise

REGIONS = 10_000
QUARTERS = 6

pytestmark = pytest.mark.requirement("BG-12")


def parts_of(series: list[list[int]]) -> list[Part]:
    """The parts of a last quarter, from what was counted per quarter."""
    found = []
    for counts in series:
        before = suppression.rounded(sum(counts[:-1]))
        found.append(Part(before, suppression.rounded(sum(counts)) - before))
    return found


many_counts = st.lists(st.lists(st.integers(0, 60), min_size=1, max_size=4), max_size=4)


@given(many_counts)
def test_fewer_than_ten_are_never_shown(series: list[list[int]]) -> None:
    true = sum(counts[-1] for counts in series)
    shown = grown(parts_of(series))
    assert shown is None or true >= FLOOR


@given(many_counts)
def test_what_is_shown_is_near_what_is_so(series: list[list[int]]) -> None:
    true, parts = sum(counts[-1] for counts in series), parts_of(series)
    assert least_grown(parts) <= true
    assert abs(sum(part.grown for part in parts) - true) <= 2 * SPREAD * len(parts)


@given(st.lists(st.integers(0, 60), min_size=2, max_size=8))
def test_quarters_add_up_to_the_year(counts: list[int]) -> None:
    quarters = [parts_of([counts[: at + 1]])[0].grown for at in range(len(counts))]
    assert sum(quarters) == suppression.rounded(sum(counts))


@given(st.integers(0, 500), st.integers(0, 500))
def test_who_is_still_there_is_shown_from_ten_on(came: int, left: int) -> None:
    left = min(came, left)
    stay = Stay(Part(0, suppression.rounded(came)), (Part(0, suppression.rounded(left)),))
    shown = standing([stay])
    assert shown is None or came - left >= FLOOR


def test_an_organisation_may_ask_for_more_but_not_for_less() -> None:
    parts = [Part(0, 20)]
    assert grown(parts) == 20
    assert grown(parts, smallest=30) is None
    assert grown([Part(0, 10)], smallest=1) is None


def test_nobody_is_shown_as_nobody() -> None:
    assert grown([]) is None
    assert standing([]) is None


@pytest.mark.trust
def test_laying_all_reports_beside_each_other_recovers_no_small_number(promise: Promise) -> None:
    counts = regions.regions(REGIONS, seed=4)
    small = int(((counts > 0) & (counts < FLOOR)).sum())
    found = regions.recovered(counts, regions.protected(counts))
    promise.kept("P19", "kleine aantallen in verslagen", count=small, broken=found, floor=50_000)


def test_leaving_small_numbers_out_would_not_be_enough() -> None:
    counts = regions.regions(500, seed=4)
    small = int(((counts > 0) & (counts < FLOOR)).sum())
    assert regions.recovered(counts, regions.unprotected(counts)) > small / 3


INDICATORS = ("asked", "placed", "left", "begun", "completed", "stopped", "kept")
MOST = {"asked", "begun"}
"""What the others are part of."""


def holds(running: Numbers) -> NDArray[np.bool_]:
    """Whether running totals (region, indicator, quarter) can have happened, per region: nothing
    shrinks, and no part is larger than what it is part of.
    """
    at = {name: running[:, INDICATORS.index(name)] for name in INDICATORS}
    grows = (np.diff(running, axis=2, prepend=0) >= 0).all(axis=(1, 2))
    fits = (
        (at["placed"] + at["left"] <= at["asked"])
        & (at["completed"] + at["stopped"] <= at["begun"])
        & (at["placed"] <= at["begun"])
        & (at["kept"] <= at["completed"])
    ).all(axis=1)
    return np.asarray(grows & fits)


def lives(how_many: int, seed: int) -> Numbers:
    """Running totals of one part of a region, in which things follow from each other."""
    dice = np.random.default_rng(seed)
    usual = dice.choice([1.0, 4.0, 8.0], (how_many, 1))
    begun = dice.poisson(usual, (how_many, QUARTERS)).cumsum(axis=1)
    placed = dice.binomial(np.diff(begun, axis=1, prepend=0), 0.9).cumsum(axis=1)
    left = dice.poisson(1.0, (how_many, QUARTERS)).cumsum(axis=1)
    asked = placed + left + dice.poisson(2.0, (how_many, QUARTERS)).cumsum(axis=1)
    ended = np.minimum.accumulate(begun[:, ::-1], axis=1)[:, ::-1]
    completed, stopped = np.zeros_like(begun), np.zeros_like(begun)
    for quarter in range(QUARTERS):
        before = completed[:, quarter - 1] + stopped[:, quarter - 1] if quarter else 0
        new = dice.binomial(ended[:, quarter] - before, 0.5)
        well = dice.binomial(new, 0.7)
        completed[:, quarter] = (completed[:, quarter - 1] if quarter else 0) + well
        stopped[:, quarter] = (stopped[:, quarter - 1] if quarter else 0) + new - well
    kept = dice.binomial(np.diff(completed, axis=1, prepend=0), 0.5).cumsum(axis=1)
    return np.stack([asked, placed, left, begun, completed, stopped, kept], axis=1)


@pytest.mark.trust
def test_every_small_number_has_a_twin_that_gives_the_same_reports(promise: Promise) -> None:
    """The proof of the decision record, carried out: beside each region stands another one, which
    can have happened just as well, in which this number differs and no rounded total does. So
    not even who had every rounded running total could tell which of the two it was.
    """
    counted, alone = without_twin(lives(REGIONS, seed=6), regions.ROUNDED, SPREAD)
    promise.kept(
        "P19", "tweelingen van kleine aantallen", count=counted, broken=alone, floor=50_000
    )


def test_without_rounding_no_number_has_a_twin() -> None:
    counted, alone = without_twin(lives(200, seed=6), np.arange(2_000), spread=0)
    assert counted == alone > 0


def without_twin(running: Numbers, rounded: Numbers, spread: int) -> tuple[int, int]:
    """How many numbers of 1 to 9 there are, and how many of those have no twin."""
    assert holds(running).all()
    grid = rounded[running]
    base = np.where(
        np.isin(INDICATORS, sorted(MOST))[None, :, None],
        grid + spread, np.maximum(0, grid - spread),
    )  # fmt: skip
    counted = alone = 0
    for indicator, quarter in product(range(len(INDICATORS)), range(QUARTERS)):
        cell = np.diff(running, axis=2, prepend=0)[:, indicator, quarter]
        small = (cell > 0) & (cell < FLOOR)
        apart = np.zeros(len(running), dtype=bool)
        for twin in (base, *moved(base, grid, indicator, quarter)):
            same = rounded[np.maximum(twin, 0)] == grid
            can_be = holds(twin) & same.all(axis=(1, 2))
            apart |= can_be & (np.diff(twin, axis=2, prepend=0)[:, indicator, quarter] != cell)
        counted += int(small.sum())
        alone += int((small & ~apart).sum())
    return counted, alone


def moved(base: Numbers, grid: Numbers, indicator: int, quarter: int) -> list[Numbers]:
    """The base with one more, or one less, from this quarter on or until it, as far as that total
    is rounded to the same five; what a number must be part of goes along.
    """
    name, twins = INDICATORS[indicator], []
    along = {"kept": ("kept", "completed"), "placed": ("placed",)}.get(name, (name,))
    for step, since in product((1, -1), (0, 1)):
        twin = base.copy()
        for each in along:
            row = INDICATORS.index(each)
            same = grid[:, row] == grid[:, row, quarter - since][:, None]
            times = np.arange(QUARTERS)[None, :]
            moves = times < quarter if since else times >= quarter
            if quarter >= since:
                twin[:, row] += np.where(same & moves, step, 0)
        twins.append(twin)
    return twins
