"""Is the plan the optimum, and how much quicker than the textbook solver is it?

    make bench-matching

Solves a region of 500 x 500 and a country of 10,000 x 10,000, and the same problems with
`scipy.optimize.linear_sum_assignment` on a dense matrix (one column for each free place) in the
same run. The totals must be equal. Absolute times differ per machine; the ratios are what counts,
like beside like: from people to pairs on both sides, and the two solvers on their own. A third
ratio is printed without a goal: all of ours beside their solver alone, which then gets its matrix
for nothing. Ours runs warm: compiled, once, before the clock starts. Times are medians.
Exit code 1 when a goal is missed.
"""

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TypeVar

from scipy.optimize import linear_sum_assignment

from benchmarks.dense import matrix
from benchmarks.synthetic import ON, country, people, region
from naast.matching import Request, Rules, Supporter, plan, say
from naast.matching.candidates import find
from naast.matching.flow import best

RULES = Rules()
REGION_GOAL_MS = 50.0
COUNTRY_GOAL = 50.0
Result = TypeVar("Result")


@dataclass(frozen=True)
class Measured:
    """What one world showed: seconds, and how many times quicker than the dense way."""

    equal: bool
    wording: float
    both_ways: float
    solvers: float


def timed(work: Callable[[], Result], times: int = 1) -> tuple[Result, float]:
    """The result of `work` and its median time, in seconds."""
    took = []
    for _ in range(times):
        start = perf_counter()
        result = work()
        took.append(perf_counter() - start)
    return result, median(took)


def in_words(requests: list[Request], supporters: list[Supporter]) -> int:
    """The whole of what `naast match` says: plan, reasons and sentences. Returns the total."""
    made = plan(requests, supporters, RULES, ON)
    for pair in made.pairs:
        [say(reason) for reason in pair.assessment.reasons]
    for waiting in made.waiting:
        [say(reason) for reason in waiting.reasons]
    return made.total_points


def measure(name: str, requests: list[Request], supporters: list[Supporter]) -> Measured:
    """Solve one world both ways and print what came of it."""
    print(f"{name}: {len(requests)} requests, {len(supporters)} supporters")
    _, first = timed(lambda: plan(requests, supporters, RULES, ON))
    found, finding = timed(lambda: find(requests, supporters, RULES, ON), 9)
    chosen, solving = timed(
        lambda: best(found, [one.places for one in supporters], len(requests)), 9
    )
    total, wording = timed(lambda: in_words(requests, supporters), 5)
    points, building = timed(lambda: matrix(requests, supporters, RULES))
    pairs, dense = timed(lambda: linear_sum_assignment(points, maximize=True))
    other = int(points[pairs].sum())
    equal = total == other == int(chosen.points.sum())
    ours = finding + solving
    print(f"  Naast   the first time, with loading or compiling: {ms(first)}")
    print(f"          {len(found.points)} candidates in {ms(finding)}, solved in {ms(solving)}")
    print(f"          the whole plan with all its reasons in words: {ms(wording)}")
    print(f"  dense   {points.shape} in {ms(building)}, solved in {ms(dense)}")
    print(f"  total   {total} and {other}: {'equal' if equal else 'NOT EQUAL'}")
    print(f"  ratio   {(building + dense) / ours:.0f} from people to pairs, both ways")
    print(f"          {dense / solving:.0f} solver beside solver")
    print(f"          {dense / ours:.0f} from people to pairs beside their solver alone")
    return Measured(equal, wording, (building + dense) / ours, dense / solving)


def ms(seconds: float) -> str:
    """Whole milliseconds."""
    return f"{seconds * 1e3:.0f} ms"


def main() -> int:
    """Measure both worlds. Returns the exit code."""
    chance = random.Random(20261122)
    town = measure("Region", *people(chance, 500, region(chance)))
    land = measure("Country", *people(chance, 10_000, country(chance)))
    goals = {
        "equal totals": town.equal and land.equal,
        f"region with reasons within {REGION_GOAL_MS:g} ms": town.wording * 1e3 <= REGION_GOAL_MS,
        f"country {COUNTRY_GOAL:g} times quicker from people to pairs": land.both_ways
        >= COUNTRY_GOAL,
        f"country {COUNTRY_GOAL:g} times quicker, solver beside solver": land.solvers
        >= COUNTRY_GOAL,
    }
    for goal, reached in goals.items():
        print(f"{'reached' if reached else 'MISSED '}  {goal}")
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
