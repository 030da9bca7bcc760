"""Likenesses count when somebody said that they matter, and only then (MM-02, JP-08)."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from naast.matching import Alike, assess, plan, say
from naast.matching.tests.cast import ON, RULES, family, supporter


def codes(pair):
    return {reason.code for reason in (*pair.reasons, *pair.remarks, *pair.obstacles)}


@pytest.mark.requirement("MM-02")
@given(some.none() | some.integers(1950, 2010), some.none() | some.integers(1950, 2010))
def test_who_said_nothing_is_matched_as_if_nobody_had_an_age(born: int, other: int) -> None:
    said_nothing = family(alike=Alike())
    one = assess(said_nothing, supporter(born=born), RULES, ON)
    two = assess(said_nothing, supporter(born=other), RULES, ON)
    assert (one.points, one.reasons, one.obstacles) == (two.points, two.reasons, two.obstacles)
    assert not {"alike", "not_alike", "must_be_alike"} & codes(one)


@pytest.mark.requirement("MM-02")
def test_a_wish_that_is_met_is_a_reason_and_one_that_is_not_a_remark() -> None:
    wishes = family(languages=frozenset({"nl", "ti"}), alike=Alike(frozenset({"ti"}), born=1995))
    near = assess(wishes, supporter(languages=frozenset({"nl", "ti"}), born=1990), RULES, ON)
    far = assess(wishes, supporter(born=1950), RULES, ON)
    assert near.points == far.points + 2 * RULES.likeness_points
    (reason,) = (r for r in near.reasons if r.code == "alike")
    assert say(reason) == "lijkt op wat gewenst is in taal en leeftijd"
    assert far.fits
    (remark,) = (r for r in far.remarks if r.code == "not_alike")
    assert say(remark) == "gewenst was meer gelijkenis in taal en leeftijd"


@pytest.mark.requirement("JP-08", "MM-02")
def test_a_language_that_must_be_shared_is_an_obstacle_where_it_is_not() -> None:
    must = Alike(languages=frozenset({"ti"}), must=frozenset({"language"}))
    wishes = family(languages=frozenset({"nl", "ti"}), alike=must)
    dutch, tigrinya = supporter(), supporter(id="S2", languages=frozenset({"ti"}))
    assert codes(assess(wishes, dutch, RULES, ON)) >= {"must_be_alike"}
    assert assess(wishes, tigrinya, RULES, ON).fits
    (pair,) = plan([wishes], [dutch, tigrinya], RULES, ON).pairs
    assert pair.supporter == "S2"


@pytest.mark.requirement("MM-02")
def test_who_did_not_tell_an_age_is_not_taken_to_be_alike() -> None:
    must = family(alike=Alike(born=1995, must=frozenset({"age"})))
    assert not assess(must, supporter(born=None), RULES, ON).fits


def test_insisting_on_what_was_not_said_stands_in_nobodys_way() -> None:
    assert assess(
        family(alike=Alike(must=frozenset({"age", "hobby"}))), supporter(), RULES, ON
    ).fits
