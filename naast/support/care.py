"""When somebody here takes a look at a match: a call that is due, silence against its own rhythm,
and a family that is asked a lot. Pure but for the rows it is given.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from naast.programmes.vocabulary import Gate
from naast.support import rhythm, trajectory
from naast.support.models import CheckIn, Match, Side
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
    well, and while they say goodbye: then they need not see each other any more. Reads
    `days_together`, `check_ins`, `rhythms`, `appointments` and `steps`.
    """
    began, programme = began_on(match), match.definition()
    if began is None or match.ended_at is not None or not programme.together.noted:
        return None
    if trajectory.stands_before(match, Gate.FAREWELL_DONE):
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


def fell_through(match: Match, on: date) -> list[date]:
    """The days of the last times, when so many in a row did not happen that somebody calls; else
    empty, and while they say goodbye. What was cancelled did not happen either. Reads as `quiet`.
    """
    if trajectory.stands_before(match, Gate.FAREWELL_DONE):
        return []
    most = match.definition().care.missed_times
    notes = newest(match.days_together.all())
    told, happened = {note.day for note in notes}, {note.day for note in notes if note.happened}
    lately = sorted(told | _cancelled_lately(match, told, on))[-most:]
    return [] if len(lately) < most or happened & set(lately) else lately


def _cancelled_lately(match: Match, told: set[date], on: date) -> set[date]:
    """The days up to and with `on` that were cancelled since the last time that stood. One of which
    nobody told took place as far as we know.
    """
    first = min((row.day for row in match.appointments.all() if row.cancelled_at), default=None)
    if first is None:
        return set()
    passed = rhythm.occurrences(match, first, on)
    stood = {each.day for each in passed if not each.cancelled and each.day < on} - told
    since = max(stood, default=date.min)
    return {each.day for each in passed if each.cancelled and each.day > since}


def is_asked_a_lot(match: Match, times: int) -> bool:
    """Whether so often in a month is a lot: as often as the programme lets a family be asked, so
    that the next question can wait.
    """
    return times >= match.definition().care.asked_most


def asked_lately(match: Match, side: Side, on: date) -> int:
    """How often a family was asked something in the last month: calls, looking back, and rounds of
    measures; of two who support the first one. Reads `check_ins`, `evaluations` and
    `measure_answers`.
    """
    since, home = on - MONTH, match.household(side)
    called = [
        row.done_on for row in match.check_ins.all()
        if row.side == side and row.done_on is not None and not row.skipped
    ]  # fmt: skip
    told = [row for row in match.measure_answers.all() if row.household_id == home.pk]
    looked_back = {
        timezone.localdate(given_at)
        for given_at in (
            *(row.given_at for row in match.evaluations.all() if row.side == side),
            *(row.given_at for row in told),
        )
    }
    return sum(since < day <= on for day in (*called, *looked_back))
