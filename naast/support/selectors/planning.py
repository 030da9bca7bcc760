"""The plan of a match as everybody beside the family reads it: tasks per part, and going along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from naast.people.models import Person
from naast.support import policies
from naast.support.models import Errand, Match, Side, Task
from naast.support.planning import has_plan, own_part, parts_of_plan, parts_to_write
from naast.support.selectors.turns import listed


@dataclass(frozen=True, slots=True)
class PartOfPlan:
    """The tasks of one part. `who` are the names of who plays it; empty for who is not named here.

    `to_do` is what is open; `said` what is done, not needed or comes later.
    """

    key: str
    title: str
    who: str
    own: bool
    to_do: Sequence[Task]
    said: Sequence[Task]


@dataclass(frozen=True, slots=True)
class TimeAlong:
    """One appointment: which day, and whether somebody goes along."""

    day: date
    together: bool
    past: bool


@dataclass(frozen=True, slots=True)
class Along:
    """Going along to appointments of one kind: how often they went together by now, how often are
    left, and from which day on the family goes alone, when that is known.
    """

    errand: Errand
    times: Sequence[TimeAlong]
    been: int
    left: int
    alone_from: date | None


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan of one match for one reader."""

    match: Match
    parts: Sequence[PartOfPlan]
    along: Sequence[Along]
    who_goes_along: str
    may_write: Sequence[tuple[str, str]]
    may: bool

    @property
    def to_do(self) -> int:
        """How much there is to do."""
        return sum(len(part.to_do) for part in self.parts)


def plan_of(match: Match, reader: Person, *, on: date) -> PlanView | None:
    """The plan of a match that is visible to `reader`; None where there is none yet."""
    if not has_plan(match):
        return None
    plan, tasks = match.definition().plan, list(Task.objects.visible_to(reader).filter(match=match))
    errands = Errand.objects.visible_to(reader).filter(match=match, closed_at=None)
    goes = plan.goes_along
    goes_on = match.ended_at is None and not match.contact_rests
    may = goes_on and policies.matches.may(reader, "write_plan", match)
    titles = {role.key: _title(match, role.key, str(role.title)) for role in parts_of_plan(match)}
    return PlanView(
        match=match,
        parts=[_part(match, key, titles[key], tasks, reader) for key in titles],
        along=[_along(errand, on) for errand in errands] if goes else [],
        who_goes_along=_names(match, goes) or titles.get(goes, "") if goes else "",
        may_write=[(key, titles[key]) for key in parts_to_write(match, reader)] if may else [],
        may=may,
    )


def _title(match: Match, part: str, role: str) -> str:
    """A name with the part behind it, or the part alone for who is no part of the match."""
    names = _names(match, part)
    return f"{names} ({role})" if names else role[:1].upper() + role[1:]


def _names(match: Match, part: str) -> str:
    if part == "asking":
        return str(match.household(Side.ASKING).name)
    first = [match.supporter.household.name] if part == match.first_role else []
    second = [each.supporter.household.name for each in match.beside() if each.role == part]
    return listed([*first, *second])


def _part(match: Match, key: str, title: str, tasks: Sequence[Task], reader: Person) -> PartOfPlan:
    own = [task for task in tasks if task.part == key]
    return PartOfPlan(
        key=key,
        title=title,
        who=_names(match, key),
        own=own_part(match, reader) == key,
        to_do=[task for task in own if task.standing == Task.Standing.OPEN],
        said=[task for task in own if task.standing != Task.Standing.OPEN],
    )


def _along(errand: Errand, on: date) -> Along:
    days = errand.planned()
    times = [TimeAlong(day, at < errand.together, day < on) for at, day in enumerate(days)]
    return Along(
        errand=errand,
        times=times,
        been=errand.been(on),
        left=errand.together - errand.been(on),
        alone_from=next((time.day for time in times if not time.together), None),
    )
