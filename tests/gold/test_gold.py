"""The gold set: what people ask of the demo map is found, as often as we promise."""

from collections import defaultdict
from statistics import mean

import pytest

from naast.demo.region.map import key_id
from naast.guide.models import Service
from naast.guide.selectors.finding import Question, hits
from naast.ui.lines import lines
from tests.cast import NOW
from tests.demo_map import Named
from tests.gold import DEPTH, FLOORS, questions


def recall() -> dict[str, float]:
    """Per kind of question what part of the wanted services is among the first answers."""
    numbers = dict(Service.objects.values_list("uuid", "pk"))
    got = defaultdict(list)
    for each in questions():
        answers, _here = hits(Question(words=each.ask, place=each.near), NOW)
        first = {hit.key for hit in answers[:DEPTH]}
        want = [numbers[key_id("service", key)] for key in each.want]
        got[each.kind].append(sum(pk in first for pk in want) / len(want))
    return {kind: mean(parts) for kind, parts in got.items()}


def test_the_national_lines_are_the_real_ones(the_map: Named) -> None:
    real = {line.number: line.checked_on for line in lines()}
    shown = Service.objects.filter(nationwide=True).select_related("provider")
    assert {
        each.provider.phone: min(each.assured_on, NOW.date()) for each in shown if each.assured_on
    } == {number: min(day, NOW.date()) for number, day in real.items() if number != "112"}


def test_there_are_enough_questions_of_every_kind() -> None:
    asked = questions()
    assert len(asked) >= 120
    assert {each.kind for each in asked} == set(FLOORS)
    assert len({(each.ask, each.near) for each in asked}) == len(asked)


@pytest.mark.requirement("MV-05")
def test_the_gold_set_reaches_its_floors(the_map: Named) -> None:
    reached = recall()
    assert {kind: part for kind, part in reached.items() if part < FLOORS[kind]} == {}
