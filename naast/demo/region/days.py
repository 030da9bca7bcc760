"""Ordinary life between two families: days together they tell of, and a coordinator who calls."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils import timezone

from naast.demo.region.chronicle import chance_of
from naast.support.care import due_calls
from naast.support.models import HowItWent, Match, Side
from naast.support.rhythm import Occurrence, occurrences
from naast.support.services import care, together
from naast.support.together import began_on

if TYPE_CHECKING:
    from naast.demo.region.stories import Story

TOLD_IN_WORDS: Final = 84
"""So many days back somebody tells in words; before that a day and a face are enough."""

A_WEEK: Final = 7
A_MONTH: Final = 28
SILENT: Final = 45
"""How many days a story that fell silent has been so."""


def let_be_together(story: Story, since: int) -> None:
    """Put the days together in the chronicle, from `since` days ago on."""
    chance = chance_of(f"days of {story.told.asking} and {story.told.supporting}")
    until = SILENT if story.told.quiet else 0
    for ago in range(since - A_MONTH, TOLD_IN_WORDS, -A_MONTH):
        _put(story, ago, partial(_month, story, chance))
    for ago in range(min(since, TOLD_IN_WORDS) - A_WEEK, until, -A_WEEK):
        _put(story, ago, partial(_week, story, chance))


def _put(story: Story, ago: int, act: partial[None]) -> None:
    chronicle = story.town.chronicle
    chronicle.at(chronicle.moment(ago, chance_of(f"{ago}"), range(21, 22)), act)


def _running(story: Story) -> Match | None:
    match = Match.objects.whole().get(pk=story.match)
    return None if match.ended_at or began_on(match) is None else match


def _times(match: Match, days: int, now: datetime) -> list[Occurrence]:
    today, began = timezone.localdate(now), began_on(match)
    assert began is not None
    since = max(began, today - timedelta(days=days - 1))
    return [each for each in occurrences(match, since, today) if not each.cancelled]


def _month(story: Story, chance: Random, now: datetime) -> None:
    """Long ago: which days there were, and with which face."""
    match = _running(story)
    if match is None:
        return
    rows = [
        HowItWent(
            match=match, side=side, day=each.day, happened=chance.random() < 0.9,
            mood=chance.choice([3, 3, 3, 2]), other_side_reads=side == Side.SUPPORTING,
            key=UUID(int=chance.getrandbits(128)), written_at=now,
            written_by=story.asking if side == Side.ASKING else story.supporting,
        )
        for each in _times(match, A_MONTH, now) for side in Side
    ]  # fmt: skip
    HowItWent.objects.bulk_create(rows)


def _week(story: Story, chance: Random, now: datetime) -> None:
    """Lately: one side or both tell how it was; the coordinator calls who is to be called."""
    match = _running(story)
    if match is None:
        return
    for each in _times(match, A_WEEK, now):
        happened = chance.random() < 0.9
        for side in chance.choice([[Side.ASKING], [Side.SUPPORTING], list(Side), list(Side)]):
            _tell(story, side, each, happened, chance, now)
    for call in due_calls(match, timezone.localdate(now)):
        if chance.random() < 0.7:
            words = chance.choice(story.town.tables.papers.called)
            care.note_check_in(
                actor=story.coordinator, match_id=match.pk, side=call.side, words=words, now=now
            )


def _tell(
    story: Story, side: Side, each: Occurrence, happened: bool, chance: Random, now: datetime
) -> None:
    papers, asks = story.town.tables.papers, side == Side.ASKING
    words = papers.asking_told if asks else papers.supporting_told
    told = together.DayTogether(
        day=each.day, happened=happened,
        mood=chance.choice([3, 3, 3, 2]) if happened else None,
        did=chance.choice(papers.did) if happened else "",
        words=chance.choice(words if happened else papers.fell_through),
    )  # fmt: skip
    together.note_day(
        actor=story.asking if asks else story.supporting, match_id=story.match,
        key=UUID(int=chance.getrandbits(128)), told=told, now=now,
    )  # fmt: skip
