"""How a programme looks after a match that runs: days together, calls, and silence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from naast.common.words import Words
from naast.kernel.clock import add_months
from naast.programmes.schema import Setting


@dataclass(frozen=True, slots=True)
class Tip:
    """A sentence beside the box of somebody who stands beside a family (tip)."""

    key: str
    text: Words


@dataclass(frozen=True, slots=True)
class DaysTogether:
    """What holds when a side notes how a day together went; `noted` is whether it is asked at all.

    What the supporting family notes, the asking family reads. `other_side_reads` is whether the
    supporting family reads what the asking family notes.
    """

    noted: bool = True
    other_side_reads: bool = False
    tips: tuple[Tip, ...] = ()


@dataclass(frozen=True, slots=True)
class CallQuestion:
    """An open question for a call (belvraag)."""

    key: str
    question: Words


@dataclass(frozen=True, slots=True)
class CheckIns:
    """When the coordinator calls both sides to ask how it goes (even bellen): some weeks after
    they began, then once in so many months. 0 leaves a call out.
    """

    first_week: Annotated[int, Setting(0, 52, "weeks")] = 1
    second_week: Annotated[int, Setting(0, 52, "weeks")] = 2
    third_week: Annotated[int, Setting(0, 52, "weeks")] = 4
    then_months: Annotated[int, Setting(0, 24, "months")] = 1
    questions: tuple[CallQuestion, ...] = ()

    def days(self, began: date, until: date) -> Iterator[date]:
        """The days on which a call is due, in order, up to and including `until`."""
        weeks = sorted({self.first_week, self.second_week, self.third_week} - {0})
        last = began
        for week in weeks:
            last = began + timedelta(weeks=week)
            if last <= until:
                yield last
        months = self.then_months
        while months and (due := add_months(last, months)) <= until:
            yield due
            months += self.then_months


@dataclass(frozen=True, slots=True)
class Care:
    """When somebody here takes a look: numbers for Today.

    `missed_times`: after so many times of its own rhythm without a word a match is quiet.
    `vog_warn_days`: how long before its last day a VOG is asked for anew. `contact_weeks`: how long
    a supporting family may hear nothing from us. `asked_most`: how often in a month a family may
    be asked something; from then on we say that it is a lot.
    """

    missed_times: Annotated[int, Setting(1, 12, "times")] = 2
    vog_warn_days: Annotated[int, Setting(0, 365, "days")] = 90
    contact_weeks: Annotated[int, Setting(1, 52, "weeks")] = 8
    asked_most: Annotated[int, Setting(1, 60, "times")] = 6
