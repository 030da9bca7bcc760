"""Ordinary life between two families: days together they tell of, and a coordinator who calls."""

from datetime import datetime, time, timedelta
from functools import partial
from random import Random
from typing import Final
from uuid import UUID

from django.utils import timezone

from naast.demo.region.chronicle import chance_of
from naast.demo.region.pair import Pair
from naast.support.care import due_calls
from naast.support.models import HowItWent, Match, Side
from naast.support.rhythm import Occurrence, occurrences
from naast.support.services import care, together
from naast.support.together import began_on

TOLD_IN_WORDS: Final = 42
"""So many days back somebody tells in words; before that a day and a face are enough."""

A_WEEK: Final = 7
A_SEASON: Final = 56
EVENING: Final = time(20, 30)


def let_be_together(pair: Pair, since: int, until: int) -> None:
    """Put the days together in the chronicle, from `since` until `until` days ago."""
    chance = chance_of(f"days of {pair.keys}")
    for ago in range(since - A_SEASON, max(TOLD_IN_WORDS, until), -A_SEASON):
        _put(pair, ago, partial(_season, pair, chance))
    for ago in range(min(since, TOLD_IN_WORDS) - A_WEEK, until, -A_WEEK):
        _put(pair, ago, partial(_week, pair, chance))


def _put(pair: Pair, ago: int, act: partial[None]) -> None:
    chronicle = pair.town.chronicle
    chronicle.at(chronicle.moment(ago, chance_of(f"{ago}"), range(21, 22)), act)


def _running(pair: Pair) -> Match | None:
    running = Match.objects.live().select_related("request__organisation", "supporter__household")
    match = running.prefetch_related("steps").filter(pk=pair.match).first()
    return None if match is None or match.contact_rests or began_on(match) is None else match


def _times(match: Match, days: int, now: datetime) -> list[Occurrence]:
    today, began = timezone.localdate(now), began_on(match)
    assert began is not None
    since = max(began, today - timedelta(days=days - 1))
    return [each for each in occurrences(match, since, today) if not each.cancelled]


def _season(pair: Pair, chance: Random, now: datetime) -> None:
    """Long ago: which days there were, and with which face. Each was noted the same evening."""
    match = _running(pair)
    if match is None:
        return
    rows = [
        HowItWent(
            match=match, side=side, day=each.day, happened=chance.random() < 0.9,
            mood=chance.choice([3, 3, 3, 2]), other_side_reads=side == Side.SUPPORTING,
            key=UUID(int=chance.getrandbits(128)),
            written_at=timezone.make_aware(datetime.combine(each.day, EVENING)),
            written_by=pair.asking if side == Side.ASKING else pair.supporting,
        )
        for each in _times(match, A_SEASON, now) for side in Side
    ]  # fmt: skip
    HowItWent.objects.bulk_create(rows)


def _week(pair: Pair, chance: Random, now: datetime) -> None:
    """Lately: one side or both tell how it was; the coordinator calls who is to be called."""
    match = _running(pair)
    if match is None:
        return
    for each in _times(match, A_WEEK, now):
        happened = chance.random() < 0.9
        for side in chance.choice([[Side.ASKING], [Side.SUPPORTING], list(Side), list(Side)]):
            _tell(pair, side, each, happened, chance, now)
    for call in due_calls(match, timezone.localdate(now)):
        if chance.random() < 0.7:
            words = chance.choice(pair.town.tables.papers.called)
            care.note_check_in(
                actor=pair.coordinator, match_id=match.pk, side=call.side, words=words, now=now
            )


def _tell(
    pair: Pair, side: Side, each: Occurrence, happened: bool, chance: Random, now: datetime
) -> None:
    papers, asks = pair.town.tables.papers, side == Side.ASKING
    words = papers.asking_told if asks else papers.supporting_told
    told = together.DayTogether(
        day=each.day, happened=happened,
        mood=chance.choice([3, 3, 3, 2]) if happened else None,
        did=chance.choice(papers.did) if happened else "",
        words=chance.choice(words if happened else papers.fell_through),
    )  # fmt: skip
    together.note_day(
        actor=pair.asking if asks else pair.supporting, match_id=pair.match,
        key=UUID(int=chance.getrandbits(128)), told=told, now=now,
    )  # fmt: skip
