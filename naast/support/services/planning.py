"""Writes in the plan everybody beside a family shares: tasks, and going along for a while.

A plan changes often: the others hear of it by mail once a day at most.
"""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people.models import Person
from naast.support import notices
from naast.support.models import Errand, Match, Task
from naast.support.planning import has_plan, parts_to_write
from naast.support.pressed_twice import made_just_now
from naast.support.services.access import reachable_match

MOST_OPEN: Final = 30
"""More tasks to do than this help nobody."""
MOST_DAYS: Final = 20
MOST_TOGETHER: Final = 10


@transaction.atomic
def add_task(*, actor: Person, match_id: int, part: str, words: str, now: datetime) -> Task:
    """Write a task in the plan (DC-05). The family writes for every part, everybody else for its
    own: nobody hands out work to a family. A double press writes it once.

    Raises: DomainError when there is no plan yet, the part is not the actor's to write for, or
    nothing was written.
    """
    match = _with_plan(actor, match_id, "write_plan")
    if part not in parts_to_write(match, actor):
        raise DomainError(_("Choose whose task it is."))
    if not words.strip():
        raise DomainError(_("Write what is going to be done."))
    to_do, said = match.tasks.filter(standing=Task.Standing.OPEN), words.strip()
    own = to_do.filter(written_by=actor, part=part)
    if (twice := made_just_now(own, "written_at", now, words=said)) is not None:
        return twice
    if to_do.count() >= MOST_OPEN:
        raise DomainError(_("There is a lot to do already. Look first what is not needed."))
    task = Task.objects.create(match=match, part=part, words=said, written_by=actor, written_at=now)
    _record(actor, "support.task.written", match, now)
    _tell_the_others(match, actor, now)
    return task


@transaction.atomic
def say_of_task(*, actor: Person, task_id: int, standing: str, now: datetime) -> Task:
    """Say how a task stands: done, not needed, later, or to do again. All of them are fine.

    Raises: Task.DoesNotExist; DomainError for what is no standing.
    """
    there = Task.objects.visible_to(actor).values_list("match", flat=True).get(pk=task_id)
    match = reachable_match(actor, there, "write_plan")
    if standing not in Task.Standing.values:
        raise DomainError(_("Choose how it stands."))
    task: Task = match.tasks.get(pk=task_id)
    if task.standing == standing:
        return task
    task.standing, task.said_by, task.said_at = standing, actor, now
    task.save(update_fields=["standing", "said_by", "said_at"])
    _record(actor, "support.task.said", match, now)
    return task


@transaction.atomic
def plan_errand(
    *, actor: Person, match_id: int, what: str, together: int, day: date | None, now: datetime
) -> Errand:
    """Plan to which appointments elsewhere somebody goes along, and how often (DC-06). A double
    press plans it once.

    Args:
        what: where the family goes, in its own words.
        together: the first times; after that alone.
        day: the first appointment, when it is known.
    Raises: DomainError when nobody goes along in this programme, or what was filled in cannot be.
    """
    match = _with_plan(actor, match_id, "write_plan")
    if not match.definition().plan.goes_along:
        raise DomainError(_("Nobody goes along in this programme."))
    if not what.strip():
        raise DomainError(_("Write where you are going."))
    if not 1 <= together <= MOST_TOGETHER:
        raise DomainError(_("Choose how often somebody goes along, from 1 to 10."))
    days = [] if day is None else [_that_is_to_come(day, now).isoformat()]
    said = {"what": what.strip(), "together": together, "days": days}
    own = match.errands.filter(written_by=actor, closed_at=None)
    if (twice := made_just_now(own, "written_at", now, **said)) is not None:
        return twice
    errand = Errand.objects.create(match=match, written_by=actor, written_at=now, **said)
    _record(actor, "support.errand.planned", match, now)
    _tell_the_others(match, actor, now)
    return errand


@transaction.atomic
def plan_errand_day(*, actor: Person, errand_id: int, day: date, now: datetime) -> Errand:
    """Put another appointment on its day.

    Raises: DomainError for a day that has passed or stands there, or when there are too many.
    """
    errand = _errand(actor, errand_id)
    _that_is_to_come(day, now)
    if day.isoformat() in errand.days:
        raise DomainError(_("This day stands there already."))
    if len(errand.days) >= MOST_DAYS:
        raise DomainError(_("There are many days already. Begin a new one."))
    return _with_days(errand, actor, now, [*errand.days, day.isoformat()])


@transaction.atomic
def drop_errand_day(*, actor: Person, errand_id: int, day: date, now: datetime) -> Errand:
    """Take an appointment away that does not go on."""
    errand = _errand(actor, errand_id)
    return _with_days(errand, actor, now, [each for each in errand.days if each != day.isoformat()])


@transaction.atomic
def go_alone(*, actor: Person, errand_id: int, now: datetime) -> Errand:
    """From now on the family goes alone, sooner than was planned."""
    errand = _errand(actor, errand_id)
    return _with_together(errand, actor, now, errand.been(timezone.localdate(now)))


@transaction.atomic
def once_more(*, actor: Person, errand_id: int, now: datetime) -> Errand:
    """Together once more than was planned. Raises: DomainError when it is ten times already."""
    errand = _errand(actor, errand_id)
    if errand.together >= MOST_TOGETHER:
        raise DomainError(_("Choose how often somebody goes along, from 1 to 10."))
    return _with_together(errand, actor, now, errand.together + 1)


@transaction.atomic
def close_errand(*, actor: Person, errand_id: int, now: datetime) -> Errand:
    """This needs no planning any more."""
    errand = _errand(actor, errand_id)
    errand.closed_at = now
    errand.save(update_fields=["closed_at"])
    _record(actor, "support.errand.closed", errand.match, now)
    return errand


def _with_days(errand: Errand, actor: Person, now: datetime, days: list[str]) -> Errand:
    errand.days = sorted(days)
    errand.save(update_fields=["days"])
    _changed(errand, actor, now)
    return errand


def _with_together(errand: Errand, actor: Person, now: datetime, times: int) -> Errand:
    errand.together = times
    errand.save(update_fields=["together"])
    _changed(errand, actor, now)
    return errand


def _changed(errand: Errand, actor: Person, now: datetime) -> None:
    _record(actor, "support.errand.changed", errand.match, now)
    _tell_the_others(errand.match, actor, now)


def _errand(actor: Person, errand_id: int) -> Errand:
    """The errand, with its match locked, when the actor may plan along and it was not closed."""
    there = Errand.objects.visible_to(actor).values_list("match", flat=True).get(pk=errand_id)
    match = reachable_match(actor, there, "write_plan")
    errand: Errand = match.errands.get(pk=errand_id)
    if errand.closed_at is not None:
        raise DomainError(_("This needs no planning any more."))
    errand.match = match
    return errand


def _that_is_to_come(day: date, now: datetime) -> date:
    if day < timezone.localdate(now):
        raise DomainError(_("Choose a day that is still to come."))
    return day


def _with_plan(actor: Person, match_id: int, action: str) -> Match:
    match = reachable_match(actor, match_id, action)
    if not has_plan(match):
        raise DomainError(_("There is no plan yet on this path."))
    return match


def _record(actor: Person, action: str, match: Match, now: datetime) -> None:
    logbook.record(actor, action, match, now=now, households=match.households())


def _tell_the_others(match: Match, actor: Person, now: datetime) -> None:
    own = match.home_of(actor)
    for home in match.everybody():
        if own is None or home.pk != own.pk:
            notices.tell_once_a_day(home, of=f"plan:{match.pk}", now=now)
