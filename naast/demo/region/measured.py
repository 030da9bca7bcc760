"""How it is: what families answered at the beginning, on the way and at the end."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from naast.demo.region.chronicle import chance_of
from naast.demo.region.town import PROGRAMME
from naast.kernel.errors import DomainError
from naast.programmes import find
from naast.programmes.definition import Measure
from naast.programmes.vocabulary import MeasureKind, Moment
from naast.support.measuring import asked_before, asked_now
from naast.support.models import Match, Side, SupportRequest
from naast.support.selectors.desk import definition_of
from naast.support.services import measures
from naast.support.services.measures import Given

if TYPE_CHECKING:
    from naast.demo.region.stories import Story

SKIPS: Final = 0.15
"""How often somebody skips a question."""
FORGETS: Final = 0.12
"""How often a side does not look back at all."""
AT_FIRST: Final = range(2, 6)
LATER: Final = range(4, 9)
"""Steps of the ladder that are chosen at the beginning, and later."""


def let_say_how_it_is(story: Story) -> None:
    """Put the moments in the chronicle: before the proposal, on each day of looking back, and
    before the goodbye.
    """
    chance = chance_of(f"how it is with {story.told.asking} and {story.told.supporting}")
    _put(story, story.days["proposed"] + 1, chance, _before)
    if (began := story.days.get("supporting_signs_agreement")) is not None:
        until = story.days.get("time_is_up", 0)
        for day in _looking_back(story, began):
            if day > until:
                _put(story, day - 1, chance, _now)
    if (over := story.days.get("time_is_up")) is not None:
        _put(story, over - 1, chance, _now)


def _put(
    story: Story, ago: int, chance: Random, act: Callable[[Story, Random, datetime], None]
) -> None:
    chronicle = story.town.chronicle
    if ago > 0:
        chronicle.at(chronicle.moment(ago, chance), partial(act, story, chance))


def _looking_back(story: Story, began: int) -> list[int]:
    """How many days ago each day of looking back was, when the time together began `began` ago."""
    chronicle = story.town.chronicle
    first = chronicle.day(began)
    days = [day for phase in find(PROGRAMME).phases for day in phase.evaluation_days(first)]
    return [(chronicle.on - day).days for day in days]


def _before(story: Story, chance: Random, now: datetime) -> None:
    """What the family says before anybody comes, if it was not asked before."""
    whole = SupportRequest.objects.select_related("organisation", "household")
    asked = whole.get(pk=story.town.requests[story.told.asking].pk)
    asking = asked_before(asked, definition_of(asked))
    if asking is None or asked.measure_answers.exists():
        return
    given = {each.key: _given(each, Side.ASKING, story, chance, AT_FIRST)
             for each in asking.measures}  # fmt: skip
    measures.answer_before(actor=story.asking, request_id=asked.pk, given=given, now=now)


def _now(story: Story, chance: Random, now: datetime) -> None:
    """What both sides say about their time together, on a day when that is asked."""
    match = Match.objects.whole().get(pk=story.match)
    for side in Side:
        asking = asked_now(match, side, timezone.localdate(now))
        if asking is None or asking.moment == Moment.TRIAL or chance.random() < FORGETS:
            continue
        given = {each.key: _given(each, side, story, chance, LATER) for each in asking.measures}
        actor = story.asking if side == Side.ASKING else story.supporting
        with suppress(DomainError, Match.DoesNotExist):  # contact rests, or it just ended
            measures.answer(
                actor=actor, match_id=match.pk, moment=asking.moment, given=given, now=now
            )


def _given(measure: Measure, side: Side, story: Story, chance: Random, steps: range) -> Given:
    papers, asks = story.town.tables.papers, side == Side.ASKING
    if chance.random() < SKIPS:
        return Given()
    match measure.kind:
        case MeasureKind.WORDS:
            words = papers.asking_went_well if asks else papers.supporting_went_well
            other = papers.asking_differently if asks else papers.supporting_differently
            return Given(words=chance.choice(other if measure.key == "otherwise" else words))
        case MeasureKind.YES_NO:
            often = 0.3 if measure.only_in_totals else 0.85
            return Given(int(chance.random() < often))
        case MeasureKind.FACES:
            return Given(chance.choice([3, 3, 3, 2]))
        case _:
            return Given(chance.choice(steps))
