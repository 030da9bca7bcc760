"""Writes along the path: meeting, house rules, trial, evaluation, agreement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people.models import HouseholdMember, Person
from naast.programmes.vocabulary import Gate
from naast.support import notices, trajectory, young
from naast.support.gates import LOOKED_BACK_AT
from naast.support.models import (
    Acceptance,
    Agreement,
    Evaluation,
    HouseRules,
    Match,
    Meeting,
)
from naast.support.services import matches as match_services
from naast.support.services.access import reachable_match


def _written(actor: Person, action: str, match: Match, now: datetime, **detail: Any) -> Match:
    """Put it in both families' logbooks and walk on if that opened a gate."""
    logbook.record(actor, action, match, now=now, households=match.households(), **detail)
    return trajectory.advance(match, now=now)


@transaction.atomic
def plan_meeting(
    *, actor: Person, match_id: int, planned_at: datetime, place: str, now: datetime
) -> Match:
    """Plan the first meeting, without obligation. A new plan replaces the one that was not held.

    Raises: DomainError when the moment has passed, a VOG is missing (BG-03), or a child that is
    old enough has not said yes itself (X-07).
    """
    match = reachable_match(actor, match_id, "plan_meeting", before=Gate.MEETING_HELD)
    if planned_at < now:
        raise DomainError(_("Choose a moment that is still to come."))
    months = int(match.definition().matching.vog_valid_months)
    day = timezone.localdate(planned_at)
    if not all(each.vog_valid(day, months) for each in match.supporters()):
        raise DomainError(_("No meeting before the VOG of every adult has been seen."))
    today = timezone.localdate(now)
    if waiting := young.waited_for(match, today):
        names = {"names": ", ".join(member.name for member in waiting)}
        raise DomainError(_("First hear from %(names)s what they think of it.") % names)
    match.meetings.filter(held_on__isnull=True).delete()
    Meeting.objects.create(match=match, planned_at=planned_at, place=place)
    notices.tell_both(match)
    return _written(actor, "support.meeting.planned", match, now)


@transaction.atomic
def note_meeting(*, actor: Person, match_id: int, held_on: date, now: datetime) -> Match:
    """Note that the first meeting took place; both families are then asked whether they want to
    try.

    Raises: DomainError when none was planned or the day is still to come.
    """
    match = reachable_match(actor, match_id, "note_meeting", before=Gate.MEETING_HELD)
    planned = match.meetings.filter(held_on__isnull=True).last()
    if planned is None:
        raise DomainError(_("Plan the first meeting first."))
    if held_on > timezone.localdate(now):
        raise DomainError(_("This day is still to come."))
    planned.held_on = held_on
    planned.save(update_fields=["held_on"])
    notices.tell_both(match)
    return _written(actor, "support.meeting.held", match, now)


@transaction.atomic
def write_house_rules(
    *,
    actor: Person,
    match_id: int,
    rules: Sequence[str],
    now: datetime,
    replaces: int | None = None,
) -> Match:
    """Write a new version of the house rules; everybody accepts it anew (BG-04).

    Args: replaces: the version the writer had on the table, 0 for none, None for whichever.
    Raises: DomainError when no rule is left, before the coupling, or when somebody else wrote a
    newer version meanwhile.
    """
    match = reachable_match(actor, match_id, "write_house_rules")
    if not trajectory.has_reached(match, Gate.RULES_ACCEPTED_BY_ALL):
        raise DomainError(_("First meet; the house rules come after that."))
    kept = [rule.strip() for rule in rules if rule.strip()]
    if not kept:
        raise DomainError(_("Write at least one house rule."))
    version = _next_version(match.house_rules.count(), replaces)
    HouseRules.objects.create(
        match=match, version=version, rules=kept, written_by=actor, written_at=now
    )
    notices.tell_both(match)
    return _written(actor, "support.house_rules.written", match, now, version=version)


@transaction.atomic
def write_agreement(
    *,
    actor: Person,
    match_id: int,
    items: Mapping[str, str],
    now: datetime,
    replaces: int | None = None,
) -> Match:
    """Put the spoken agreements on paper, as a new version.

    Args:
        items: per key of the programme's agreement what the families agreed.
        replaces: the version the writer had on the table, 0 for none, None for whichever.
    Raises: DomainError when nothing is filled in, outside this step, or when somebody else wrote
    a newer version meanwhile.
    """
    match = reachable_match(
        actor, match_id, "write_agreement", before=Gate.AGREEMENT_ACCEPTED_BY_ALL
    )
    known = [item.key for item in match.definition().agreement]
    kept = {key: items[key].strip() for key in known if items.get(key, "").strip()}
    if not kept:
        raise DomainError(_("Write down at least one agreement."))
    version = _next_version(match.agreements.count(), replaces)
    Agreement.objects.create(
        match=match, version=version, items=kept, written_by=actor, written_at=now
    )
    notices.tell_both(match)
    return _written(actor, "support.agreement.written", match, now, version=version)


def _next_version(latest: int, replaces: int | None) -> int:
    """The number of a new version, when nobody wrote one since the writer began."""
    if replaces not in (None, latest):
        raise DomainError(_("Somebody wrote a newer version meanwhile. Look at it, then save."))
    return latest + 1


def _latest_version(match: Match, paper: str) -> int:
    versions = match.house_rules if paper == Acceptance.Paper.HOUSE_RULES else match.agreements
    latest = versions.last()
    if latest is None:
        raise DomainError(_("There is nothing to accept yet."))
    return int(latest.version)


def _accept(
    match: Match, paper: str, version: int, member: HouseholdMember, actor: Person, now: datetime
) -> Match:
    if version != _latest_version(match, paper):
        raise DomainError(_("There is a newer version. Read that one first."))
    _row, is_new = Acceptance.objects.get_or_create(
        match=match,
        paper=paper,
        version=version,
        member=member,
        defaults={
            "noted_by": actor,
            "accepted_at": now,
            "on_paper": member.person_id != actor.pk,
        },
    )
    if not is_new:
        return match
    return _written(actor, f"support.{paper}.accepted", match, now, version=version)


@transaction.atomic
def accept_paper(*, actor: Person, match_id: int, paper: str, version: int, now: datetime) -> Match:
    """Accept the house rules or the agreement, in the version that was read. Twice is once.

    Raises: DomainError when a newer version has been written meanwhile.
    """
    match = reachable_match(actor, match_id, "accept")
    member = next(m for m in match.signatories() if m.person_id == actor.pk)
    return _accept(match, paper, version, member, actor, now)


@transaction.atomic
def note_on_paper(
    *, actor: Person, match_id: int, paper: str, version: int, member_id: int, now: datetime
) -> Match:
    """The coordinator notes that somebody signed with a pen.

    Raises: DomainError when that is nobody of these two families, or a newer version exists.
    """
    match = reachable_match(actor, match_id, "note_on_paper")
    member = next((m for m in match.signatories() if m.pk == member_id), None)
    if member is None:
        raise DomainError(_("Choose somebody of these two families."))
    return _accept(match, paper, version, member, actor, now)


@dataclass(frozen=True, slots=True)
class LookingBack:
    """What one side says about a period. Only `go_on` must be answered.

    `mood` is 1 (hard), 2 (so-so) or 3 (good); `go_on` is one of `Evaluation.GoOn`.
    """

    mood: int | None
    went_well: str
    differently: str
    go_on: str


@transaction.atomic
def evaluate(*, actor: Person, match_id: int, looking_back: LookingBack, now: datetime) -> Match:
    """One side looks back on the trial. Stopping needs no reason; a later evaluation counts
    instead.
    """
    match = reachable_match(actor, match_id, "evaluate", before=LOOKED_BACK_AT)
    step, side = trajectory.current_step(match), match.side_of(actor)
    assert step is not None  # the gate saw to that
    assert side is not None  # and the policy to this
    Evaluation.objects.create(
        match=match,
        phase=step.phase,
        side=side,
        mood=looking_back.mood,
        went_well=looking_back.went_well.strip(),
        differently=looking_back.differently.strip(),
        go_on=looking_back.go_on,
        given_by=actor,
        given_at=now,
    )
    notices.tell_coordinator(match)
    if looking_back.go_on == Evaluation.GoOn.STOP:
        logbook.record(
            actor, "support.trial.evaluated", match, now=now, households=match.households()
        )
        match_services.stop_match(actor=actor, match_id=match.pk, now=now)
        return match
    return _written(actor, "support.trial.evaluated", match, now)


@transaction.atomic
def decide(*, actor: Person, match_id: int, now: datetime) -> Match:
    """After a trial the coordinator decides together with both sides to go on (JP-03).

    Raises: DomainError while one of them did not look back, or does not want to go on.
    """
    match = reachable_match(actor, match_id, "decide", before=Gate.TRIAL_DECIDED)
    step, today = trajectory.current_step(match), timezone.localdate(now)
    assert step is not None  # the gate saw to that
    if not trajectory.opens(Gate.TRIAL_EVALUATED, match, today):
        raise DomainError(_("First both sides look back and say that they want to go on."))
    step.decided_by, step.decided_on = actor, today
    step.save(update_fields=["decided_by", "decided_on"])
    notices.tell_both(match)
    return _written(actor, "support.trial.decided", match, now)


@transaction.atomic
def skip_phase(*, actor: Person, match_id: int, reason: str, now: datetime) -> Match:
    """Leave a phase before its gates are open, with a written reason both families can read
    (BG-02).

    Raises: DomainError without a reason, or when the programme does not allow it for this phase.
    """
    match = reachable_match(actor, match_id, "skip_phase")
    step = trajectory.current_step(match)
    if step is None or not match.definition().phase(step.phase).skippable:
        raise DomainError(_("This step cannot be skipped."))
    if not reason.strip():
        raise DomainError(_("Write down why you skip this step. Both families can read it."))
    trajectory.complete(match, step, now=now, skipped_because=reason.strip())
    notices.tell_both(match)
    return _written(actor, "support.phase.skipped", match, now, phase=step.phase)
