"""Agreeing on a rhythm: one side writes a version, the other says yes, and until then the version
before it holds.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.clock import add_months
from naast.kernel.errors import DomainError
from naast.people.models import HouseholdMember, Person
from naast.support import notices, rhythm, trajectory
from naast.support.models import Acceptance, Match, Rhythm
from naast.support.selectors.safety import rest_of
from naast.support.services.access import reachable_match

FARTHEST_MONTHS = 12
"""How far ahead people plan."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How often, when and how long. `minutes` is the length of one time, > 0.

    With `at_least` the rule names no days; `day_part` is one of `DayPart`, or empty.
    """

    rule: str
    at_least: int | None
    starts_on: date
    ends_on: date | None = None
    day_part: str = ""
    starts_at: time | None = None
    minutes: int | None = None
    words: str = ""


@transaction.atomic
def write_rhythm(
    *, actor: Person, match_id: int, plan: Plan, now: datetime, replaces: int | None = None
) -> Rhythm:
    """Write a new version. Who writes says yes with it for their own side; the other side is asked.

    Args: replaces: the version the writer had on the table, 0 for none, None for whichever.
    Raises: DomainError when it begins in the past, ends before it begins, the path has not come
    there, or somebody else wrote a newer version meanwhile.
    """
    match = reachable_match(actor, match_id, "write_rhythm")
    require_seeing_each_other(match, now)
    first = _first_day(plan, timezone.localdate(now))
    latest = match.rhythms.count()
    if replaces not in (None, latest):
        raise DomainError(_("Somebody wrote a newer version meanwhile. Look at it, then save."))
    written = Rhythm.objects.create(
        match=match, version=latest + 1, rule=plan.rule, at_least=plan.at_least,
        starts_on=first, ends_on=plan.ends_on, day_part=plan.day_part, starts_at=plan.starts_at,
        minutes=plan.minutes, words=plan.words.strip(), written_by=actor, written_at=now,
    )  # fmt: skip
    _record(actor, "support.rhythm.written", match, now, version=written.version)
    if (member := _member(match, actor)) is not None:
        _say_yes(match, written, member, actor, now)
    tell_others(match, actor)
    return written


def _first_day(plan: Plan, today: date) -> date:
    """The day of the first time together.

    Raises: DomainError when it makes no sense.
    """
    if plan.starts_on < today:
        raise DomainError(_("This first day has passed. Choose today or later."))
    if plan.ends_on is not None and plan.ends_on < plan.starts_on:
        raise DomainError(_("The last day is before the first. Choose a later last day."))
    if plan.starts_on > add_months(today, FARTHEST_MONTHS):
        raise DomainError(_("Choose a first day within a year."))
    first = rhythm.first_day(plan.rule, plan.starts_on, plan.at_least)
    if plan.ends_on is not None and plan.ends_on < first:
        raise DomainError(_("No time together falls between these two days. Choose a later end."))
    return first


@transaction.atomic
def accept_rhythm(*, actor: Person, match_id: int, version: int, now: datetime) -> Rhythm:
    """Say yes for one's own side to the version that was read. Twice is once.

    Raises: DomainError when there is a newer version, or this one was taken back.
    """
    match = reachable_match(actor, match_id, "accept_rhythm")
    member = _member(match, actor)
    assert member is not None  # the policy saw to that
    return _say_yes(match, _waiting(match, version), member, actor, now)


@transaction.atomic
def note_rhythm_yes(
    *, actor: Person, match_id: int, version: int, member_id: int, now: datetime
) -> Rhythm:
    """The coordinator notes that somebody said yes on paper or by telephone.

    Raises: DomainError when that is nobody of these two families, or there is a newer version.
    """
    match = reachable_match(actor, match_id, "note_on_paper")
    member = next((each for each in match.signatories() if each.pk == member_id), None)
    if member is None:
        raise DomainError(_("Choose somebody of these two families."))
    return _say_yes(match, _waiting(match, version), member, actor, now)


@transaction.atomic
def decline_rhythm(*, actor: Person, match_id: int, version: int, now: datetime) -> Rhythm:
    """Rather not, or take back what one wrote: the version before it goes on. No reason is asked.

    Raises: DomainError when it holds already, or there is a newer version.
    """
    match = reachable_match(actor, match_id, "write_rhythm")
    waiting = _waiting(match, version)
    if waiting.agreed_at is not None:
        raise DomainError(_("Both of you said yes to this already. Write a new version instead."))
    waiting.declined_at = now
    waiting.save(update_fields=["declined_at"])
    _record(actor, "support.rhythm.declined", match, now, version=version)
    tell_others(match, actor)
    return waiting


def _waiting(match: Match, version: int) -> Rhythm:
    """The newest version, when that is the one that was read."""
    newest = match.rhythms.last()
    if newest is None or newest.version != version:
        raise DomainError(_("There is a newer version. Read that one first."))
    if newest.declined_at is not None:
        raise DomainError(_("This one did not go on. Write a new version together."))
    return newest


def _say_yes(
    match: Match, written: Rhythm, member: HouseholdMember, actor: Person, now: datetime
) -> Rhythm:
    _yes, is_new = Acceptance.objects.get_or_create(
        match=match,
        paper=Acceptance.Paper.RHYTHM,
        version=written.version,
        member=member,
        defaults={
            "noted_by": actor,
            "accepted_at": now,
            "on_paper": member.person_id != actor.pk,
        },
    )
    if not is_new:
        return written
    _record(actor, "support.rhythm.accepted", match, now, version=written.version)
    if written.agreed_at is None and _both_said_yes(match, written.version):
        written.agreed_at = now
        written.save(update_fields=["agreed_at"])
        notices.tell_both(match)
    return written


def _both_said_yes(match: Match, version: int) -> bool:
    yes = match.acceptances.filter(paper=Acceptance.Paper.RHYTHM, version=version)
    homes = set(yes.values_list("member__household", flat=True))
    return {home.pk for home in match.everybody()} <= homes


def _member(match: Match, actor: Person) -> HouseholdMember | None:
    return next((each for each in match.signatories() if each.person_id == actor.pk), None)


def _record(actor: Person, action: str, match: Match, now: datetime, **detail: Any) -> None:
    logbook.record(actor, action, match, now=now, households=match.households(), **detail)


# What the times together need as well.


def require_seeing_each_other(match: Match, now: datetime) -> None:
    """Two families plan once the path has come there, and not while contact waits.

    Raises: DomainError.
    """
    if not trajectory.has_opened(match, match.definition().rhythm.opens_with):
        raise DomainError(_("That comes later: first you get to know each other."))
    if rest_of(match, None, on=timezone.localdate(now)):
        raise DomainError(_("You do not see each other for now, so nothing can be planned."))


def tell_others(match: Match, actor: Person) -> None:
    """Tell whoever did not do it themselves, in neutral words."""
    own = match.home_of(actor)
    for home in match.everybody():
        if home != own:
            notices.tell_household(home)
