"""The solver by itself: as good as another's, and the same answer compiled and plain."""

import subprocess
import sys

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from naast.matching import swift
from naast.matching.candidates import Candidates
from naast.matching.flow import best

REQUESTS, SUPPORTERS = 300, 120


@pytest.fixture(params=[0, sys.maxsize], ids=["compiled", "plain"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swift, "WORTH_COMPILING", request.param)


def world(seed: int) -> tuple[Candidates, list[int]]:
    """Pairs at random: with few and with many different points, scarce and plenty."""
    chance = np.random.default_rng(seed)
    fits = chance.random((REQUESTS, SUPPORTERS)) < chance.choice([0.005, 0.03, 0.3])
    row, column = np.nonzero(fits)
    points = chance.integers(0, chance.choice([2, 10, 2000]), len(row))
    return Candidates(row, column, points), chance.integers(0, 6, SUPPORTERS).tolist()


def in_a_dense_matrix(found: Candidates, places: list[int]) -> int:
    points = np.zeros((REQUESTS, SUPPORTERS), np.int64)
    points[found.request, found.supporter] = found.points
    one_each = np.repeat(points, places, axis=1)
    return int(one_each[linear_sum_assignment(one_each, maximize=True)].sum())


@pytest.mark.usefixtures("_either_way")
@pytest.mark.parametrize("seed", range(40))
def test_an_independent_solver_finds_the_same_total(seed: int) -> None:
    found, places = world(seed)
    chosen = best(found, places, REQUESTS)
    assert chosen.points.sum() == in_a_dense_matrix(found, places)
    assert len(set(chosen.request.tolist())) == len(chosen.request)
    assert (np.bincount(chosen.supporter, minlength=SUPPORTERS) <= places).all()


@pytest.mark.parametrize("seed", range(40))
def test_compiled_and_plain_choose_the_same_pairs(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, places = world(seed)
    answers = []
    for threshold in (0, sys.maxsize):
        monkeypatch.setattr(swift, "WORTH_COMPILING", threshold)
        chosen = best(found, places, REQUESTS)
        answers.append((chosen.request.tolist(), chosen.supporter.tolist()))
    assert answers[0] == answers[1]


def test_a_small_plan_does_not_load_the_compiler() -> None:
    asked = (
        "import sys; from naast.matching import plan;"
        "from naast.matching.tests.cast import ON, RULES, family, supporter;"
        "plan([family(id=f'V{n}') for n in range(60)],"
        " [supporter(id=f'S{n}') for n in range(45)], RULES, ON);"
        "print('numba' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "False"
