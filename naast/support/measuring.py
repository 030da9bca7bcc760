"""When a side is asked how it goes, and what: read from the programme, by gates and days."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from naast.programmes import Programme
from naast.programmes.measuring import Measure
from naast.programmes.vocabulary import Gate, Moment, Topic
from naast.programmes.vocabulary import Side as ProgrammeSide
from naast.support.gates import LOOKED_BACK_AT
from naast.support.models import (
    Match,
    MeasureAnswer,
    Side,
    Step,
    SupportRequest,
    YoungMeasureAnswer,
    latest_answers,
)
from naast.support.trajectory import current_step

ELSEWHERE: Final = {
    Moment.TRIAL: frozenset({"how_it_feels", "goes_well", "otherwise"}),
    Moment.AFTER: frozenset({"stay_in_touch"}),
}
"""Measures that the evaluation of the trial asks itself (`Evaluation`), and the closing question
that is asked once at the goodbye. Nobody is asked twice.
"""


@dataclass(frozen=True, slots=True)
class Asking:
    """A moment at which a side is asked (meetmoment).

    `round` counts the look backs of a phase from 1; `on` is the day of this one, None when it has
    no day of its own.
    """

    moment: Moment
    phase: str
    round: int
    on: date | None
    measures: tuple[Measure, ...]

    def given(self, answers: Iterable[MeasureAnswer], household: int) -> dict[str, MeasureAnswer]:
        """What this household answered at this moment, the last time, by the key of the measure."""
        return {
            answer.measure: answer
            for answer in latest_answers(answers)
            if answer.household_id == household and self.is_of(answer)
        }

    def is_of(self, answer: MeasureAnswer | YoungMeasureAnswer) -> bool:
        """Whether this answer was given at this moment."""
        at = (answer.moment, answer.phase, answer.round)
        return at == (self.moment, self.phase, self.round)

    def is_answered(self, answers: Iterable[MeasureAnswer], household: int) -> bool:
        """Whether this household answered; leaving all of it open is answering too."""
        return bool(self.given(answers, household))


def asked_before(asked: SupportRequest, programme: Programme) -> Asking | None:
    """What is asked before anybody came to stand beside the family, if it is still the time for
    it: from its own yes until both homes are open to each other.
    """
    when = when_before(asked, programme)
    return when and _of_side(when, Side.ASKING, programme)


def when_before(asked: SupportRequest, programme: Programme) -> Asking | None:
    """The moment of the beginning, still without questions, if it is the time for it."""
    closed = (SupportRequest.Status.UNCONFIRMED, SupportRequest.Status.CLOSED)
    if asked.status in closed or _began(asked, programme):
        return None
    return Asking(Moment.BEFORE, "", 0, None, ())


def asked_now(match: Match, side: Side, on: date) -> Asking | None:
    """What a side is asked about their time together on this day, if anything."""
    when = when_now(match, on)
    return when and _of_side(when, side, match.definition())


def when_now(match: Match, on: date) -> Asking | None:
    """The moment at which a match stands on this day, still without questions; None between
    moments.
    """
    step, programme = current_step(match), match.definition()
    if step is None or match.ended_at is not None:
        return None
    phase = programme.phase(step.phase)
    if Gate.FAREWELL_DONE in phase.gates:
        return Asking(Moment.AFTER, phase.key, 0, None, ())
    if LOOKED_BACK_AT & set(phase.gates):
        return Asking(Moment.TRIAL, phase.key, 0, None, ())
    early = timedelta(days=int(programme.measuring.early_days))
    days = [day for day in phase.evaluation_days(step.started_on) if day - early <= on]
    if not days:
        return None
    return Asking(Moment.INTERIM, phase.key, len(days), days[-1], ())


def next_day(match: Match, on: date) -> date | None:
    """The first day of looking back after this one, in the phase both are in."""
    step = current_step(match)
    if step is None or match.ended_at is not None:
        return None
    days = match.definition().phase(step.phase).evaluation_days(step.started_on)
    return next((day for day in days if day > on), None)


def _of_side(when: Asking, side: Side, programme: Programme) -> Asking | None:
    """None when the programme asks this side nothing at that moment."""
    elsewhere = ELSEWHERE.get(when.moment, frozenset())
    asked = programme.measures_at(when.moment, ProgrammeSide(side))
    measures = tuple(measure for measure in asked if measure.key not in elsewhere)
    return replace(when, measures=measures) if measures else None


def _began(asked: SupportRequest, programme: Programme) -> bool:
    """Whether a match of this question came so far that both homes were open to each other."""
    opening = [phase.key for phase in programme.phases if Topic.CONTACT in phase.opens]
    return Step.objects.filter(match__request=asked, phase__in=opening).exists()
