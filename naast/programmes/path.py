"""The path two sides walk: its phases and terms, what they agree on, and how it ends."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from naast.common.words import Words
from naast.kernel.clock import add_months
from naast.programmes.schema import Faults, Setting
from naast.programmes.sentences import fault
from naast.programmes.vocabulary import Gate, ProfileItem, Side, Slot, TimeUnit, Topic


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, in whole days, weeks or calendar months."""

    number: Annotated[int, Setting(1, 120, unit_from="unit")]
    unit: TimeUnit

    def after(self, day: date) -> date:
        """The day on which it is over, when it began on `day`."""
        match self.unit:
            case TimeUnit.DAYS:
                return day + timedelta(days=self.number)
            case TimeUnit.WEEKS:
                return day + timedelta(weeks=self.number)
            case TimeUnit.MONTHS:
                return add_months(day, self.number)


@dataclass(frozen=True, slots=True)
class Phase:
    """One stone of the path (fase).

    `gates` must hold before it is completed; `opens` is what both sides may read of each other once
    it has begun; `acts` are the roles that do something; `evaluations` are moments to look back,
    counted from its first day; `meetings` is how many meetings it asks for, when it counts them.
    """

    key: str
    title: Words
    about: Words
    gates: tuple[Gate, ...]
    acts: tuple[str, ...]
    opens: tuple[Topic, ...] = ()
    duration: Duration | None = None
    meetings: Annotated[int, Setting(1, 50)] | None = None
    evaluations: tuple[Duration, ...] = ()
    skippable: bool = False

    def faults(self) -> Faults:
        """A gate that looks at time or at meetings needs to know how much of it."""
        timed = {Gate.TERM_REACHED, Gate.TRIAL_OVER} & set(self.gates)
        if timed and self.duration is None:
            yield "duration", fault("no_duration", gate=min(timed))
        if Gate.MEETINGS_HELD in self.gates and self.meetings is None:
            yield "meetings", fault("no_meetings")
        if not self.gates:
            yield "gates", fault("no_gates")

    def evaluation_days(self, began: date) -> tuple[date, ...]:
        """On which days to look back, in order, when the phase began on `began`.

        Moments on or after its last day fall away: whoever makes the phase shorter needs no more.
        """
        last = self.duration.after(began) if self.duration else date.max
        days = sorted(moment.after(began) for moment in self.evaluations)
        return tuple(day for day in days if day < last)


@dataclass(frozen=True, slots=True)
class Proposal:
    """How two sides are asked: in which order, for how long, and what they read of each other."""

    asks: tuple[Side, ...]
    valid_days: Annotated[int, Setting(1, 90, "days")]
    profile: tuple[ProfileItem, ...]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often they see each other: `times` in every `every_weeks` weeks, `hours` each time.

    With `at_least` it is a minimum and no days are fixed. Two sides agree on their own rhythm from
    the first phase on that opens the topic `opens_with`; when no phase opens it, never.
    """

    every_weeks: Annotated[int, Setting(1, 13, "weeks")]
    day_parts: tuple[Slot, ...]
    words: Words
    times: Annotated[int, Setting(1, 14)] = 1
    hours: Annotated[float, Setting(0.5, 48, "hours")] | None = None
    at_least: bool = False
    opens_with: Topic = Topic.CONTACT


@dataclass(frozen=True, slots=True)
class HouseRule:
    """A sentence to begin the house rules with; both sides change it as they like."""

    key: str
    text: Words


@dataclass(frozen=True, slots=True)
class AgreementItem:
    """Something two families agree on and put on paper (afspraak)."""

    key: str
    question: Words


@dataclass(frozen=True, slots=True)
class Safety:
    """What must hold before a child goes along for the first time.

    `before` is the phase in which that happens; `coordinators` is how many different people who
    coordinate have said yes by then (the one who proposed counts as one of them).
    """

    before: str
    coordinators: Annotated[int, Setting(1, 3)] = 2


@dataclass(frozen=True, slots=True)
class ConsentNumbers:
    """How long a family can give a consent at once, and when it hears that one ends."""

    longest_months: Annotated[int, Setting(1, 24, "months")] = 12
    warn_days: Annotated[int, Setting(1, 60, "days")] = 14


@dataclass(frozen=True, slots=True)
class YoungNumbers:
    """From which age a child has its own place and is asked for its own yes, and from which age
    that yes is enough. Below the first the parents say yes, in between both do.

    Source: the ages of Dutch law for a say in one's own care (12 and 16, Civil Code 7:447 and
    7:450) and in one's own data (16, GDPR art. 8). An organisation may set others; 27 is nobody.
    """

    asked_from: Annotated[int, Setting(8, 27, "years")] = 12
    alone_from: Annotated[int, Setting(8, 27, "years")] = 16


@dataclass(frozen=True, slots=True)
class EndingNumbers:
    """How a time together ends: how long beforehand its goodbye is announced, how long it may last
    with every extension (0 for no limit), and what an early ending brings: for how long the
    coordinator is asked to talk it over, and how many days further the question then counts as
    waiting.
    """

    announce_days: Annotated[int, Setting(7, 365, "days")] = 60
    longest_months: Annotated[int, Setting(0, 240, "months")] = 0
    talk_within_days: Annotated[int, Setting(1, 180, "days")] = 30
    ahead_days: Annotated[int, Setting(0, 365, "days")] = 30
