"""The best plan over a whole list: advice to a coordinator, never a decision."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

from naast.matching.rules import Assessment, assess
from naast.matching.values import Fact, Reason, Request, Rules, Supporter

NEAREST_NAMED = 3
"""How many of the nearest supporters a waiting request hears about."""

Apart = frozenset[tuple[str, str]]
Person = TypeVar("Person", Request, Supporter)


@dataclass(frozen=True, slots=True)
class Pair:
    """A request and a supporter (by id) that the plan puts beside each other."""

    request: str
    supporter: str
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that has nobody in this plan.

    `fitting` counts the supporters that fit but are needed elsewhere. `nearest` are the supporters
    that live closest, whatever stands in the way; it is empty when somebody fits.
    """

    request: str
    fitting: int
    nearest: tuple[Assessment, ...]
    apart: Apart

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why nobody: needed elsewhere, or what stands in the way of the nearest few."""
        if self.fitting:
            return (Reason("needed_elsewhere", {"count": self.fitting}),)
        if not self.nearest:
            return (Reason("no_supporters"),)
        return tuple(reason for near in self.nearest for reason in self._in_the_way_of(near))

    def _in_the_way_of(self, near: Assessment) -> Iterable[Reason]:
        who: dict[str, Fact] = {"supporter": near.supporter.id, "away_km": near.distance_km}
        if (self.request, near.supporter.id) in self.apart:
            yield Reason("apart", who)
        for obstacle in near.obstacles:
            yield Reason(obstacle.code, {**obstacle.facts, **who})


@dataclass(frozen=True, slots=True)
class Free:
    """A supporter (by id) that keeps places in this plan; > 0."""

    supporter: str
    places: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The best pairs, who waits and who is free, each in order of id.

    `total_points` is the highest total that any set of allowed pairs can reach.
    """

    on: date
    rules: Rules
    pairs: tuple[Pair, ...]
    waiting: tuple[Waiting, ...]
    free: tuple[Free, ...]
    total_points: int


def plan(
    requests: Iterable[Request],
    supporters: Iterable[Supporter],
    rules: Rules,
    on: date,
    apart: Collection[tuple[str, str]] = (),
) -> Plan:
    """Pair requests and supporters so that the total of points is the highest possible.

    Each request gets at most one supporter, each supporter at most their free places, and no pair
    breaks a hard rule. `apart` names (request id, supporter id) pairs that must not be proposed,
    for instance because one of them said no before.

    The lists are put in order of id before anything is solved, and the solver is deterministic, so
    the same people give the same plan in whatever order they come.

    Raises: ValueError when two requests, or two supporters, share an id.
    """
    # Heavy libraries, loaded only by those who make a plan.
    from naast.matching import candidates, flow, nearest

    families = _by_id(requests, "request")
    helpers = _by_id(supporters, "supporter")
    never = frozenset(apart)
    fits = candidates.find(families, helpers, rules, on).without(families, helpers, never)
    chosen = flow.best(fits, [helper.places for helper in helpers], len(families))
    matched = sorted(zip(chosen.request.tolist(), chosen.supporter.tolist(), strict=True))

    left = [helper.places for helper in helpers]
    alone = set(range(len(families)))
    for at, helper in matched:
        left[helper] -= 1
        alone.discard(at)
    fitting = fits.per_request(len(families))
    lonely = [at for at in sorted(alone) if not fitting[at]]
    close = dict(zip(lonely, nearest.of(families, lonely, helpers, NEAREST_NAMED), strict=True))
    return Plan(
        on,
        rules,
        pairs=tuple(
            Pair(families[a].id, helpers[b].id, assess(families[a], helpers[b], rules, on))
            for a, b in matched
        ),
        waiting=tuple(
            Waiting(
                families[at].id,
                fitting[at],
                tuple(assess(families[at], helpers[b], rules, on) for b in close.get(at, ())),
                never,
            )
            for at in sorted(alone)
        ),
        free=tuple(
            Free(helper.id, places) for helper, places in zip(helpers, left, strict=True) if places
        ),
        total_points=int(chosen.points.sum()),
    )


def _by_id(items: Iterable[Person], what: str) -> Sequence[Person]:
    """In order of id.

    Raises: ValueError when an id occurs twice.
    """
    ordered = sorted(items, key=lambda item: item.id)
    for one, other in pairwise(ordered):
        if one.id == other.id:
            raise ValueError(f"two {what}s with id {one.id!r}")
    return ordered
