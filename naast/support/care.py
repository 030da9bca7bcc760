"""When somebody here takes a look at a match: a call that is due, silence against its own rhythm,
and a family that is asked a lot. Pure but for the rows it is given.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from naast.support import rhythm
from naast.support.models import CheckIn, HowItWent, Match, Side
from naast.support.together import began_on, newest

EARLY: Final = timedelta(days=3)
"""A call so long before it was due counts for it."""

MONTH: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Call:
    """A call that is due with one side, since a day."""

    side: Side
    since: date


def due_calls(match: Match, on: date) -> list[Call]:
    """With which sides a call is due on that day. Reads `check_ins` and `steps`.

    One call is enough, however many were due. A call that somebody promised for later waits.
    """
    began = began_on(match)
    if began is None or match.ended_at is not None:
        return []
    due = max(match.definition().check_ins.days(began, on), default=None)
    found = (_due_call(list(match.check_ins.all()), side, due, on) for side in Side)
    return [call for call in found if call is not None]


def _due_call(rows: Iterable[CheckIn], side: Side, due: date | None, on: date) -> Call | None:
    mine = [row for row in rows if row.side == side]
    promised = [row.due_on for row in mine if row.done_on is None]
    if promised:
        return Call(side, min(promised)) if min(promised) <= on else None
    done = [max(row.due_on, row.done_on) for row in mine if row.done_on is not None]
    if due is None or any(day >= due - EARLY for day in done):
        return None
    return Call(side, due)


@dataclass(frozen=True, slots=True)
class Quiet:
    """That a match is quiet against its own rhythm: since the last word, and from which day on that
    is longer than it is used to.
    """

    since: date
    noticed_on: date
    times: int


def quiet(match: Match, on: date) -> Quiet | None:
    """Whether nobody told us anything for longer than this match is used to; None when all is
    well. Reads `days_together`, `check_ins`, `rhythms`, `appointments` and `steps`.
    """
    began, programme = began_on(match), match.definition()
    if began is None or match.ended_at is not None or not programme.together.noted:
        return None
    told = [note.day for note in match.days_together.all()]
    called = [row.done_on for row in match.check_ins.all() if row.done_on and not row.skipped]
    since = max([began, *told, *called])
    passed, most = _times_passed(match, since, on), programme.care.missed_times
    return Quiet(since, passed[most - 1], len(passed)) if len(passed) >= most else None


def _times_passed(match: Match, since: date, on: date) -> list[date]:
    """The days on which they should have been together after `since` and before `on`. A time that
    was cancelled is told of, and no silence.
    """
    agreed = rhythm.holding(match, on)
    if agreed is not None and agreed.at_least is None:
        passed = rhythm.occurrences(match, since + timedelta(days=1), on - timedelta(days=1))
        return [each.day for each in passed if not each.cancelled]
    usual = rhythm.usual_gap(match, on) or _default_gap(match)
    gap = max(usual, timedelta(days=1))
    return [since + gap * number for number in range(1, (on - since) // gap + 1)]


def _default_gap(match: Match) -> timedelta:
    """How far apart the times are by the rhythm of the programme, while none was agreed."""
    usual = match.definition().rhythm
    return timedelta(days=7 * usual.every_weeks // usual.times)


def fell_through(match: Match) -> Sequence[HowItWent]:
    """The last times, when so many in a row did not happen that somebody calls; else empty."""
    most = match.definition().care.missed_times
    notes = newest(match.days_together.all())
    last_days = sorted({note.day for note in notes}, reverse=True)[:most]
    lately = [note for note in notes if note.day in last_days]
    if len(last_days) < most or any(note.happened for note in lately):
        return []
    return lately


def asked_lately(match: Match, side: Side, on: date) -> int:
    """How often a family was asked something in the last month: calls, looking back, and rounds of
    measures. Reads `check_ins`, `evaluations` and `measure_answers`.
    """
    since = on - MONTH
    called = [
        row.done_on for row in match.check_ins.all()
        if row.side == side and row.done_on is not None and not row.skipped
    ]  # fmt: skip
    looked_back = {
        timezone.localdate(row.given_at)
        for row in (*match.evaluations.all(), *match.measure_answers.all())
        if row.side == side
    }
    return sum(since < day <= on for day in (*called, *looked_back))
