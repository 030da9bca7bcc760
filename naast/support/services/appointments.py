"""Times together: moved, swapped, cancelled or extra. Either side may, without a reason; the other
side hears it.

A time that goes as the rhythm says has no row until somebody changes it. Whoever changes it names
the version they saw: of two who do it at once the second gets an answer, and nothing is lost.
Source: docs/decisions/0061-a-rhythm-is-a-rule.md.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.clock import add_months
from naast.kernel.errors import DomainError
from naast.people.models import Person
from naast.programmes.vocabulary import Gate
from naast.support import rhythm, trajectory
from naast.support.ending import last_day
from naast.support.models import Appointment, Match
from naast.support.rhythm import Occurrence
from naast.support.services.access import reachable_match
from naast.support.services.rhythm import (
    FARTHEST_MONTHS,
    require_seeing_each_other,
    tell_others,
)
from naast.ui.components.formats import short_date


@dataclass(frozen=True, slots=True)
class Which:
    """A time together as somebody saw it: `key` of the occurrence, and how often it was changed."""

    match_id: int
    key: str
    version: int


@dataclass(frozen=True, slots=True)
class When:
    """A day, and an hour or a part of the day or neither."""

    day: date
    starts_at: time | None = None
    day_part: str = ""


@transaction.atomic
def move_appointment(*, actor: Person, which: Which, to: When, now: datetime) -> Match:
    """Put one time on another day or at another hour. What was cancelled is on again with it.

    Raises: DomainError when somebody changed it meanwhile, its day has passed, the new moment has
    passed, or the two see each other on that day already.
    """
    match, found = _as_seen(actor, which, now)
    require_seeing_each_other(match, now)
    _require_free(match, found, to, now)
    _change(found, match, actor, now, to=to, cancelled=False)
    _record(actor, "support.appointment.moved", match, now, day=found.day, to=to.day)
    tell_others(match, actor)
    return match


@transaction.atomic
def swap_appointments(*, actor: Person, one: Which, other: Which, now: datetime) -> Match:
    """Let two times change places: day and hour of each become those of the other.

    They may be of one match, or of two matches of the same family.
    Raises: DomainError as moving does.
    """
    if (one.match_id, one.key) == (other.match_id, other.key):
        raise DomainError(_("Choose another time to swap with."))
    # Always in the same order, so that two who swap at once do not wait for each other.
    pair = sorted((one, other), key=lambda which: (which.match_id, which.key))
    seen = {which: _as_seen(actor, which, now) for which in pair}
    for mine, theirs in ((one, other), (other, one)):
        (match, found), (_match, across) = seen[mine], seen[theirs]
        require_seeing_each_other(match, now)
        to = When(across.day, across.starts_at, across.day_part)
        apart = across if mine.match_id == theirs.match_id else None
        _require_free(match, found, to, now, beside=apart)
        _change(found, match, actor, now, to=to, cancelled=False)
        _record(actor, "support.appointment.swapped", match, now, day=found.day, to=to.day)
        if mine is one or mine.match_id != theirs.match_id:
            tell_others(match, actor)
    return seen[one][0]


@transaction.atomic
def cancel_appointment(*, actor: Person, which: Which, now: datetime) -> Match:
    """Let one time not go on. No reason is asked. Twice is once.

    Raises: DomainError when somebody changed it meanwhile, or its day has passed.
    """
    match, found = _as_seen(actor, which, now)
    if found.cancelled:
        return match
    _change(found, match, actor, now, cancelled=True)
    _record(actor, "support.appointment.cancelled", match, now, day=found.day)
    tell_others(match, actor)
    return match


@transaction.atomic
def restore_appointment(*, actor: Person, which: Which, now: datetime) -> Match:
    """Let a cancelled time go on after all.

    Raises: DomainError as moving does.
    """
    match, found = _as_seen(actor, which, now)
    if not found.cancelled:
        return match
    require_seeing_each_other(match, now)
    _require_free(match, found, When(found.day, found.starts_at), now)
    _change(found, match, actor, now, cancelled=False)
    _record(actor, "support.appointment.restored", match, now, day=found.day)
    tell_others(match, actor)
    return match


@transaction.atomic
def plan_extra(
    *, actor: Person, match_id: int, when: When, minutes: int | None, now: datetime
) -> Appointment:
    """Plan a time that no rhythm plans. Also how an "at least once a month" gets its days.

    Raises: DomainError when the moment has passed or the two see each other on that day already.
    """
    match = reachable_match(actor, match_id, "change_times")
    require_seeing_each_other(match, now)
    _require_free(match, None, when, now)
    planned = Appointment.objects.create(
        match=match, day=when.day, starts_at=when.starts_at, day_part=when.day_part,
        minutes=minutes, changed_by=actor, changed_at=now,
    )  # fmt: skip
    _record(actor, "support.appointment.planned", match, now, day=when.day)
    tell_others(match, actor)
    return planned


def _as_seen(actor: Person, which: Which, now: datetime) -> tuple[Match, Occurrence]:
    """The match, locked, with the time as it stands: the one the actor saw, or nothing."""
    match = reachable_match(actor, which.match_id, "change_times")
    found = rhythm.find(match, which.key)
    if found is None:
        raise DomainError(_("This time is no longer planned. Look at the list."))
    if found.version != which.version:
        raise DomainError(_meanwhile(found))
    if found.day < timezone.localdate(now):
        raise DomainError(_("This day has passed, so it stays as it was."))
    return match, found


def _meanwhile(found: Occurrence) -> str:
    """What somebody else did to it just before."""
    assert found.appointment is not None  # a changed time has a row
    told = {"name": found.appointment.changed_by.first_name, "day": short_date(found.day)}
    if found.cancelled:
        return _("%(name)s just cancelled this one. Look again, then choose.") % told
    return _("%(name)s just changed this one: now it is %(day)s. Look again, then choose.") % told


def _require_free(
    match: Match,
    moving: Occurrence | None,
    to: When,
    now: datetime,
    *,
    beside: Occurrence | None = None,
) -> None:
    """The new moment is still to come, within a year and not after the agreed end, and they do not
    see each other then.
    """
    today = timezone.localdate(now)
    began = to.day == today and to.starts_at and to.starts_at < timezone.localtime(now).time()
    if to.day < today or began:
        raise DomainError(_("That moment has passed. Choose one that is still to come."))
    if to.day > add_months(today, FARTHEST_MONTHS):
        raise DomainError(_("Choose a day within a year."))
    if (ends := last_day(match)) and to.day > ends:
        told = {"day": short_date(ends)}
        if trajectory.stands_before(match, Gate.FAREWELL_DONE):
            later = _("You see each other until %(day)s. First choose a later day for the goodbye.")
        else:
            later = _("You see each other until %(day)s. First agree on a later end.")
        raise DomainError(later % told)
    aside = {each.key for each in (moving, beside) if each is not None}
    that_day = rhythm.occurrences(match, to.day, to.day)
    if any(not each.cancelled and each.key not in aside for each in that_day):
        told = {"day": short_date(to.day)}
        raise DomainError(_("On %(day)s you see each other already. Choose another day.") % told)


def _change(
    found: Occurrence,
    match: Match,
    actor: Person,
    now: datetime,
    *,
    to: When | None = None,
    cancelled: bool,
) -> None:
    """Write what changed, when nobody else did since this time was read."""
    if to is not None:
        found = replace(found, day=to.day, starts_at=to.starts_at, day_part=to.day_part)
    values: dict[str, Any] = {
        "day": found.day,
        "starts_at": found.starts_at,
        "day_part": found.day_part,
        "minutes": found.minutes,
        "cancelled_at": now if cancelled else None,
        "changed_by": actor,
        "changed_at": now,
    }
    if found.appointment is None:
        Appointment.objects.create(match=match, rhythm_day=found.rhythm_day, **values)
        return
    row = Appointment.objects.filter(pk=found.appointment.pk, version=found.version)
    if not row.update(version=found.version + 1, **values):
        raise DomainError(_("Somebody changed this one at the same moment. Look again."))


def _record(actor: Person, action: str, match: Match, now: datetime, **days: date) -> None:
    told: dict[str, Any] = {name: day.isoformat() for name, day in days.items()}
    logbook.record(actor, action, match, now=now, households=match.households(), **told)
