"""From candidates to the plan with the most points: the numbers in and out of `market`."""

from collections.abc import Sequence

import numpy as np

from naast.matching import market, swift
from naast.matching.candidates import Candidates


def best(candidates: Candidates, places: Sequence[int], requests: int) -> Candidates:
    """The pairs of the plan with the most points.

    `places` says how many requests each supporter can take. The answer is deterministic: the same
    candidates in the same order give the same pairs.
    """
    free = np.asarray(places, np.int64)
    candidates = candidates.only(free[candidates.supporter] > 0)  # the market has no shut stalls
    pairs = len(candidates.points)
    if not pairs:
        return candidates
    room = np.concatenate([np.ones(requests, np.int64), free])
    first = np.concatenate([[0], np.cumsum(room)])
    start = np.zeros(len(room) + 1, np.int64)
    to, points = np.empty(2 * pairs, np.int64), np.empty(2 * pairs, np.int64)
    swift.run(
        market.acquaint,
        pairs,
        candidates.request,
        candidates.supporter + requests,
        candidates.points,
        fill=(start, to, points),
    )
    partner = np.full(first[-1], market.NOBODY)
    looks = 12 * pairs  # each pair is looked at about that often
    swift.run(market.settle, looks, requests, start, to, points, first, fill=(partner,))
    return candidates.only(partner[candidates.request] == candidates.supporter + requests)
