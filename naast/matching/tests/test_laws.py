"""Laws that every plan keeps, whoever the people are."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as some

from naast.matching import Alike, Plan, Request, Rules, Supporter, assess, plan, say
from naast.matching.candidates import find
from naast.matching.tests.cast import KM, ON

# Few of everything, so that people meet, and enough points at one place and right at the limit.
NORTH = some.sampled_from([0.0, 0.0, 3.0, 6.0, 9.9999999, 10.0, 10.0000001, 13.0]) | some.floats(
    0, 25
)
TOKENS = some.frozensets(some.sampled_from("abc"), max_size=2)
SLOTS = some.frozensets(some.sampled_from(["ma-ochtend", "wo-middag", "zo-avond"]), max_size=2)
SPEECH = some.frozensets(some.sampled_from(["nl", "ar"]), min_size=1)
DAYS = some.sampled_from(
    [ON, ON + timedelta(1), ON - timedelta(9), date(2023, 11, 22), date(2023, 11, 21)]
)
ALIKE = some.just(Alike()) | some.builds(
    Alike,
    languages=some.frozensets(some.sampled_from(["ar", "ti"])),
    born=some.none() | some.integers(1980, 2000),
    hobby=some.booleans(),
    must=some.frozensets(some.sampled_from(["language", "age", "hobby"])),
)
RULES = some.builds(
    Rules,
    distance_limit_km=some.sampled_from([10.0, 4.5]),
    base_points=some.sampled_from([0, 1000]),
    interests_counted=some.integers(0, 2),
    distance_points=some.sampled_from([0, 300, 7]),
    waiting_points_per_day=some.sampled_from([0.4, 0.29, 0, 1]),
    waiting_days_counted=some.sampled_from([0, 365]),
)


@some.composite
def families(draw: some.DrawFn, most: int = 5, least: int = 0) -> list[Request]:
    return [
        Request(
            id=f"V{number}",
            lat=52 + draw(NORTH) * KM,
            lon=4.5 + draw(some.sampled_from([0.0, 0.01])),
            languages=draw(SPEECH),
            slots=draw(SLOTS),
            child_birth_years=tuple(draw(some.lists(some.integers(2010, 2026), max_size=2))),
            interests=draw(TOKENS),
            wants=draw(TOKENS),
            waiting_since=draw(DAYS),
            alike=draw(ALIKE),
        )
        for number in range(draw(some.integers(least, most)))
    ]


@some.composite
def helpers(draw: some.DrawFn, most: int = 5, least: int = 0) -> list[Supporter]:
    return [
        Supporter(
            id=f"S{number}",
            lat=52 + draw(NORTH) * KM,
            lon=4.5,
            languages=draw(SPEECH),
            slots=draw(SLOTS),
            child_age_min=draw(some.integers(0, 6)),
            child_age_max=draw(some.integers(6, 18)),
            interests=draw(TOKENS),
            kind=draw(some.sampled_from("abc")),
            capacity=draw(some.integers(0, 3)),
            active=draw(some.integers(0, 1)),
            vog_seen_on=draw(some.none() | DAYS),
            born=draw(some.none() | some.integers(1980, 2000)),
        )
        for number in range(draw(some.integers(least, most)))
    ]


def by_trying_everything(ours: list[Request], theirs: list[Supporter], rules: Rules) -> int:
    """The highest total, by trying every way to put people beside each other."""

    @cache
    def rest(at: int, places: tuple[int, ...]) -> int:
        if at == len(ours):
            return 0
        totals = [rest(at + 1, places)]
        for column, free in enumerate(places):
            pair = assess(ours[at], theirs[column], rules, ON)
            if free and pair.fits:
                left = (*places[:column], free - 1, *places[column + 1 :])
                totals.append(pair.points + rest(at + 1, left))
        return max(totals)

    return rest(0, tuple(supporter.places for supporter in theirs))


@settings(max_examples=300, deadline=None)
@given(families(), helpers(), RULES)
def test_no_other_plan_has_more_points(
    ours: list[Request], theirs: list[Supporter], rules: Rules
) -> None:
    made = plan(ours, theirs, rules, ON)
    assert made.total_points == by_trying_everything(ours, theirs, rules)
    assert made.total_points == sum(pair.assessment.points for pair in made.pairs)


@settings(max_examples=300, deadline=None)
@given(families(8), helpers(8), RULES)
def test_looking_at_lists_finds_what_looking_at_pairs_finds(
    ours: list[Request], theirs: list[Supporter], rules: Rules
) -> None:
    found = find(ours, theirs, rules, ON)
    columns = (found.request.tolist(), found.supporter.tolist(), found.points.tolist())
    seen = [(row, column) for row in range(len(ours)) for column in range(len(theirs))]
    pairs = {(a, b): assess(ours[a], theirs[b], rules, ON) for a, b in seen}
    by_pair = {(*at, pair.points) for at, pair in pairs.items() if pair.fits}
    assert set(zip(*columns, strict=True)) == by_pair
    assert len(found.points) == len(by_pair)


@settings(deadline=None)
@given(families(8), helpers(8), RULES, some.data())
def test_no_pair_breaks_a_rule_and_everybody_is_accounted_for(
    ours: list[Request], theirs: list[Supporter], rules: Rules, data: some.DataObject
) -> None:
    ids = some.tuples(
        some.sampled_from([f"V{n}" for n in range(8)]),
        some.sampled_from([f"S{n}" for n in range(8)]),
    )
    apart = data.draw(some.frozensets(ids))
    made = plan(ours, theirs, rules, ON, apart)
    assert all(pair.assessment.fits for pair in made.pairs)
    assert not {(pair.request, pair.supporter) for pair in made.pairs} & apart
    waiting = [one.request for one in made.waiting]
    assert sorted([*waiting, *(pair.request for pair in made.pairs)]) == [r.id for r in ours]
    left = {free.supporter: free.places for free in made.free}
    taken = [pair.supporter for pair in made.pairs]
    for supporter in theirs:
        assert taken.count(supporter.id) + left.get(supporter.id, 0) == supporter.places
    for one in made.waiting:
        assert one.reasons
        assert all(say(reason) and say(reason, "en") for reason in one.reasons)


@settings(deadline=None)
@given(families(8), helpers(8), some.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    ours: list[Request], theirs: list[Supporter], chance: Random
) -> None:
    first = plan(ours, theirs, Rules(), ON)
    chance.shuffle(ours)
    chance.shuffle(theirs)
    assert plan(ours, theirs, Rules(), ON) == first


@settings(deadline=None)
@given(families(), helpers(), RULES, some.data())
def test_losing_a_supporter_never_raises_the_total(
    ours: list[Request], theirs: list[Supporter], rules: Rules, data: some.DataObject
) -> None:
    assume(theirs)
    lost = data.draw(some.sampled_from(theirs))
    fewer = [supporter for supporter in theirs if supporter is not lost]
    assert total(ours, fewer, rules).total_points <= total(ours, theirs, rules).total_points


def total(ours: list[Request], theirs: list[Supporter], rules: Rules) -> Plan:
    return plan(ours, theirs, rules, ON)


@given(families(1, 1), helpers(1, 1), RULES, some.floats(0, 30), some.floats(0, 30))
def test_living_further_away_never_earns_more(
    ours: list[Request], theirs: list[Supporter], rules: Rules, one: float, other: float
) -> None:
    family = replace(ours[0], lat=52.0, lon=4.5)
    near, far = (
        assess(family, replace(theirs[0], lat=52 + km * KM, lon=4.5), rules, ON)
        for km in sorted((one, other))
    )
    assert far.points <= near.points
    assert near.fits or not far.fits
