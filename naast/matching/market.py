"""The best set of pairs, exactly, the way a fair market finds it: everybody names a price.

A price is what one place of somebody is worth to the whole: points, whole, never below 0. Three
promises together make a set of pairs the best there is (linear programming calls them duality):

1. for every pair that fits, the two prices together reach at least the points of the pair;
2. two people who are paired reach them exactly;
3. who keeps a place free has the price 0.

Then the prices of all places add up to the points of the plan, and by the first promise no plan
can have more. `settle` starts from prices that keep the first promise, pairs where the second
holds, and then helps whoever breaks the third, one place at a time, along the cheapest chain of
people who change partners. Families and supporters are treated alike; only the number of their
places differs.

Everything here is plain Python over sequences of whole numbers, so that numba can compile it as it
stands (`swift`). Person `p` knows the people `to[start[p]:start[p + 1]]`, each with `points`, and
has the places `first[p]` up to `first[p + 1]`.

Sources: Kuhn, The Hungarian Method (1955); Bertsekas, A Distributed Algorithm for the Assignment
Problem (1979), for the auction; Dijkstra (1959), for the chain.
"""

from collections.abc import MutableSequence, Sequence
from heapq import heappop, heappush

Numbers = Sequence[int]
Changing = MutableSequence[int]

NOBODY = -1
FAR = 1 << 62


def acquaint(
    request: Numbers,
    supporter: Numbers,
    worth: Numbers,
    start: Changing,
    to: Changing,
    points: Changing,
) -> None:
    """Fill `start`, `to` and `points` from a list of pairs; `start` comes as zeros.

    A counting sort. Numbers of requests and of supporters do not overlap.
    """
    for pair in range(len(worth)):
        start[request[pair] + 1] += 1
        start[supporter[pair] + 1] += 1
    for person in range(1, len(start)):
        start[person] += start[person - 1]
    place = [start[person] for person in range(len(start))]
    for pair in range(len(worth)):
        one, other = request[pair], supporter[pair]
        to[place[one]], points[place[one]] = other, worth[pair]
        to[place[other]], points[place[other]] = one, worth[pair]
        place[one] += 1
        place[other] += 1


def settle(
    requests: int, start: Numbers, to: Numbers, points: Numbers, first: Numbers, partner: Changing
) -> None:
    """Fill `partner`: who gets each place, `NOBODY` when it stays free.

    The first `requests` people are families, with one place each.
    """
    price = _opening_prices(requests, start, to, points, first)
    taken = _first_pairs(start, to, points, first, partner, price)
    people = len(taken)
    distance, via, since, came = [FAR] * people, [0] * people, [0] * people, [NOBODY] * people
    for person in range(people):
        while taken[person] < first[person + 1] - first[person] and price[person] > 0:
            end, reached, free = _cheapest_chain(
                person, start, to, points, first, partner, taken, price, distance, via, since, came
            )
            set_free = (end < requests) == (person < requests)
            _change_partners(person, end, set_free, first, partner, taken, via, came)
            for other in reached:
                distance[other] = FAR
            for other in free:
                came[other] = NOBODY


def _opening_prices(
    requests: int, start: Numbers, to: Numbers, points: Numbers, first: Numbers
) -> list[int]:
    """Prices that keep the first promise and come near the right ones: an auction.

    Each family bids for the supporter that leaves it most, just so much that this is no longer
    better than its second choice, and a step more. With large steps it is over soon. What it gets
    wrong only costs time later.
    """
    people = len(start) - 1
    price, taken = [0] * people, [0] * people
    bidder, bids = [NOBODY] * first[people], [0] * first[people]
    step = max(1, max(points) // 128)
    for person in range(requests):
        family = person
        while family != NOBODY:
            best, most, second = _choice(family, start, to, points, price)
            family_at, family = family, NOBODY
            if best != NOBODY:
                bid = price[best] + most - second + step
                place = _cheapest_place(best, first, taken, bids)
                family = bidder[place]
                bidder[place], bids[place] = family_at, bid
                if taken[best] == first[best + 1] - first[best]:
                    price[best] = bids[_cheapest_place(best, first, taken, bids)]
    for family in range(requests):
        price[family] = _choice(family, start, to, points, price)[1]
    return price


def _choice(
    family: int, start: Numbers, to: Numbers, points: Numbers, price: Numbers
) -> tuple[int, int, int]:
    """The supporter that leaves most, how much that is, and how much the second leaves."""
    best, most, second = NOBODY, 0, 0
    for at in range(start[family], start[family + 1]):
        left = points[at] - price[to[at]]
        if left > most:
            best, most, second = to[at], left, most
        elif left > second:
            second = left
    return best, most, second


def _cheapest_place(supporter: int, first: Numbers, taken: Changing, bids: Numbers) -> int:
    """A free place, which is then taken, or else the place with the lowest bid."""
    if taken[supporter] < first[supporter + 1] - first[supporter]:
        taken[supporter] += 1
        return first[supporter] + taken[supporter] - 1
    cheapest = first[supporter]
    for place in range(first[supporter] + 1, first[supporter + 1]):
        if bids[place] < bids[cheapest]:
            cheapest = place
    return cheapest


def _first_pairs(
    start: Numbers, to: Numbers, points: Numbers, first: Numbers, partner: Changing, price: Numbers
) -> list[int]:
    """Pair whoever can be paired under the second promise. Returns how many places are taken."""
    taken = [0] * len(price)
    for one in range(len(price)):
        for at in range(start[one], start[one + 1]):
            other = to[at]
            if (
                other > one
                and price[one] + price[other] == points[at]
                and taken[one] < first[one + 1] - first[one]
                and taken[other] < first[other + 1] - first[other]
            ):
                _take(one, other, first, partner, taken)
                _take(other, one, first, partner, taken)
    return taken


def _take(one: int, other: int, first: Numbers, partner: Changing, taken: Changing) -> None:
    partner[first[one] + taken[one]] = other
    taken[one] += 1


def _cheapest_chain(
    source: int,
    start: Numbers,
    to: Numbers,
    points: Numbers,
    first: Numbers,
    partner: Numbers,
    taken: Numbers,
    price: Changing,
    distance: Changing,
    via: Changing,
    since: Changing,
    came: Changing,
) -> tuple[int, list[int], list[int]]:
    """Find the cheapest chain from `source`, and move prices so that it fits exactly.

    A chain: the source takes somebody (reached `via` the source), whose partner is set free and
    takes somebody else … until somebody with a place free is reached, or somebody set free may as
    well stay so. Its length is what it costs in points. `came` says who set somebody free, `since`
    how far along. Returns the end of the chain, everybody reached and everybody set free.
    """
    free = [source]
    reached, heap = free[:0], free[:0]
    since[source], came[source] = 0, source
    shortest, end = price[source], source
    looked = 0
    while looked < len(free):
        while looked < len(free):
            person = free[looked]
            looked += 1
            shortest, end = _look_around(
                person, shortest, end, start, to, points, first, taken, price, distance, via, since,
                reached, heap,
            )  # fmt: skip
        while len(heap) > 0 and looked == len(free):
            length, other = divmod(heappop(heap), len(price))
            if length == distance[other] and length < shortest:
                for place in range(first[other], first[other + 1]):
                    if came[partner[place]] == NOBODY:
                        came[partner[place]], since[partner[place]] = other, length
                        free.append(partner[place])
    for other in reached:
        price[other] += max(0, shortest - distance[other])
    for person in free:
        price[person] -= max(0, shortest - since[person])
    return end, reached, free


def _look_around(
    person: int,
    shortest: int,
    end: int,
    start: Numbers,
    to: Numbers,
    points: Numbers,
    first: Numbers,
    taken: Numbers,
    price: Numbers,
    distance: Changing,
    via: Changing,
    since: Numbers,
    reached: list[int],
    heap: list[int],
) -> tuple[int, int]:
    """Reach whoever `person` knows. Returns the shortest chain so far and its end."""
    so_far = since[person] + price[person]
    if so_far < shortest:
        shortest, end = so_far, person
    for at in range(start[person], start[person + 1]):
        other = to[at]
        length = so_far + price[other] - points[at]
        if length < shortest and length < distance[other]:
            if distance[other] == FAR:
                reached.append(other)
            distance[other], via[other] = length, person
            if taken[other] < first[other + 1] - first[other]:
                shortest, end = length, other
            else:
                heappush(heap, length * len(price) + other)
    return shortest, end


def _change_partners(
    source: int,
    end: int,
    set_free: bool,
    first: Numbers,
    partner: Changing,
    taken: Changing,
    via: Numbers,
    came: Numbers,
) -> None:
    """Walk the chain back from its end to the source; everybody takes who they reached."""
    person, new = (end, NOBODY) if set_free else (via[end], end)
    if not set_free:
        _take(end, person, first, partner, taken)
    while person != source:
        old = came[person]
        if new == NOBODY:
            taken[person] -= 1
            last = partner[first[person] + taken[person]]
            _swap(person, old, last, first, partner)
            partner[first[person] + taken[person]] = NOBODY
        else:
            _swap(person, old, new, first, partner)
        _swap(old, person, via[old], first, partner)
        new, person = old, via[old]
    if new != NOBODY:
        _take(source, new, first, partner, taken)


def _swap(person: int, old: int, new: int, first: Numbers, partner: Changing) -> None:
    """Somebody else in the place of `old`."""
    place = first[person]
    while partner[place] != old:
        place += 1
    partner[place] = new
