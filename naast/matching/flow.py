"""The best set of pairs, exactly: a minimum-cost flow.

Every request sends one unit, to a supporter that fits (at the cost of minus the points) or past
everybody (at no cost); every supporter lets through as many units as they have places. The cheapest
flow is the plan with the most points. OR-tools solves it in whole numbers: no rounding, no luck.

Source: Ahuja, Magnanti and Orlin, Network Flows (1993), chapters 9 and 12.
"""

from collections.abc import Sequence

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from naast.matching.candidates import Candidates
from naast.matching.grid import Ints


def best(candidates: Candidates, places: Sequence[int]) -> Candidates:
    """The pairs of the plan with the most points.

    `places` says how many requests each supporter can take. The answer is deterministic: the same
    candidates in the same order give the same pairs.
    """
    if not len(candidates.points):
        return candidates
    # Numbered in the order in which they occur, neighbours have near numbers, and with the best
    # choice first the solver finds its way a third sooner.
    request, requests = _numbered(candidates.request)
    supporter, supporters = _numbered(candidates.supporter)
    best_first = np.lexsort((-candidates.points, request))
    request, supporter = request[best_first], supporter[best_first]
    sink = len(requests) + len(supporters)
    everybody = np.arange(sink)

    tails = np.concatenate([request, everybody])
    heads = np.concatenate([supporter + len(requests), np.full(sink, sink)])
    room = np.asarray(places, np.int64)[supporters]
    capacities = np.concatenate([np.ones(len(request) + len(requests), np.int64), room])
    costs = np.concatenate([-candidates.points[best_first], np.zeros(sink, np.int64)])
    supplies = np.zeros(sink + 1, np.int64)
    supplies[: len(requests)] = 1
    supplies[sink] = -len(requests)

    network = SimpleMinCostFlow()
    network.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), capacities, costs
    )
    network.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
    status = network.solve()
    if status != network.OPTIMAL:  # the way past everybody always exists
        raise RuntimeError(f"the flow solver stopped with {status}")
    used = network.flows(np.arange(len(request), dtype=np.int32)) > 0
    return candidates.only(best_first[used])


def _numbered(positions: Ints) -> tuple[Ints, Ints]:
    """New numbers 0, 1, 2 … in order of first occurrence, and the position each stands for.

    Who has no candidates gets no number, so the solver sees only real choices.
    """
    kept, first, sorted_number = np.unique(positions, return_index=True, return_inverse=True)
    order = np.argsort(first)
    number = np.empty_like(order)
    number[order] = np.arange(len(order))
    return number[sorted_number], kept[order]
