"""Writes about a family's question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.common.logbook import Signatory
from naast.kernel.errors import DomainError
from naast.people.models import Household, OfferingVersion, Person
from naast.people.reach import locked
from naast.people.services.offerings import version_now
from naast.programmes.vocabulary import Registrant
from naast.support import policies
from naast.support.models import SupportRequest, YesOutside
from naast.support.outside import is_outside

Status, Fit = SupportRequest.Status, SupportRequest.Fit


@dataclass(frozen=True, slots=True)
class Question:
    """What a family asks, as it gave it.

    `slots` are day parts such as `za-middag`; `interests` and `wants` are keys of the programme;
    `alike` is what `naast.matching.Alike` takes, with `culture` in their own words beside it;
    `handle` is what somebody beside them should be able to do. `unsure`: they do not know yet
    whether this programme suits.
    """

    words: str
    slots: Sequence[str]
    interests: Sequence[str]
    wants: Sequence[str]
    asked_by: str = Registrant.PARENT
    alike: Mapping[str, Any] = field(default_factory=dict)
    culture: str = ""
    handle: str = ""
    unsure: bool = False


@transaction.atomic
def ask_for_support(
    *,
    actor: Signatory,
    household: Household,
    programme: str,
    question: Question,
    now: datetime,
    asked_with: str = "",
    needs_yes: bool = False,
) -> SupportRequest:
    """Put a family's question to the organisation that looks after it.

    Args:
        asked_with: the team or teacher who typed it together with the parent; then nothing
            happens until the parent confirms (BG-01).
        needs_yes: nothing happens until somebody at home confirms, as when a young person asks
            who is not old enough to say yes alone.
    Raises: DomainError when this household already has an open question.
    """
    if household.requests.filter(programme=programme).exclude(status=Status.CLOSED).exists():
        raise DomainError(_("You have already asked your question. We have not forgotten you."))
    waits = bool(asked_with) or needs_yes
    asked = SupportRequest.objects.create(
        household=household,
        organisation=household.organisation,
        programme=programme,
        version=_version_of(household, programme, now),
        unsure=question.unsure,
        status=Status.UNCONFIRMED if waits else Status.NEW,
        question=question.words,
        slots=list(question.slots),
        interests=list(question.interests),
        wants=list(question.wants),
        asked_by=question.asked_by,
        alike=dict(question.alike),
        culture=question.culture,
        handle=question.handle,
        asked_with=asked_with,
        asked_at=now,
        confirmed_at=None if waits else now,
        waiting_since=timezone.localdate(now),
    )
    logbook.record(actor, "support.request.asked", asked, now=now, households=[household.pk])
    return asked


def _version_of(household: Household, programme: str, now: datetime) -> OfferingVersion | None:
    offering = household.organisation.offerings.filter(programme=programme).first()
    return version_now(offering, now=now) if offering else None


@transaction.atomic
def confirm_request(*, actor: Person, request_id: int, now: datetime) -> SupportRequest:
    """The parent's own yes to a question that a team typed in together with them.

    Raises: SupportRequest.DoesNotExist when it is not the actor's own, or needs no yes any more.
    """
    own = SupportRequest.objects.filter(household__in=Household.objects.of(actor))
    asked = own.select_for_update(of=("self",)).get(pk=request_id, status=Status.UNCONFIRMED)
    asked.status, asked.confirmed_at = Status.NEW, now
    asked.waiting_since = timezone.localdate(now)
    asked.save(update_fields=["status", "confirmed_at", "waiting_since"])
    logbook.record(
        actor, "support.request.confirmed", asked, now=now, households=[asked.household_id]
    )
    return asked


def _reachable(actor: Person, request_id: int, action: str) -> SupportRequest:
    """The request, locked, when the actor may do this with it and it is not closed."""
    asked = locked(SupportRequest.objects.select_related("household"), actor, request_id)
    policies.requests.require(actor, action, asked)
    if asked.status == Status.CLOSED:
        raise DomainError(_("This question is closed."))
    return asked


@transaction.atomic
def plan_talk(*, actor: Person, request_id: int, planned_at: datetime, now: datetime) -> None:
    """Agree on a moment to get acquainted.

    Raises: DomainError when the moment has passed, or the parent still has to confirm.
    """
    asked = _reachable(actor, request_id, "plan_talk")
    if asked.status == Status.UNCONFIRMED:
        raise DomainError(_("The parent has not said yes yet."))
    if planned_at < now:
        raise DomainError(_("Choose a moment that is still to come."))
    asked.talk_planned_at = planned_at
    asked.save(update_fields=["talk_planned_at"])
    logbook.record(actor, "support.talk.planned", asked, now=now, households=[asked.household_id])


@transaction.atomic
def note_talk(*, actor: Person, request_id: int, held_on: date, now: datetime) -> None:
    """Note that the acquaintance talk took place; from now on the question waits for a match.

    Raises: DomainError when that day is still to come, or the parent still has to confirm.
    """
    asked = _reachable(actor, request_id, "note_talk")
    if asked.status == Status.UNCONFIRMED:
        raise DomainError(_("The parent has not said yes yet."))
    if held_on > timezone.localdate(now):
        raise DomainError(_("This day is still to come."))
    asked.talk_held_on = held_on
    if asked.status == Status.NEW:
        asked.status = Status.WAITING
    asked.save(update_fields=["talk_held_on", "status"])
    logbook.record(actor, "support.talk.held", asked, now=now, households=[asked.household_id])


@transaction.atomic
def choose_programme(*, actor: Person, request_id: int, programme: str, now: datetime) -> None:
    """Choose with a family which programme suits its question; what it told comes along as far as
    the other programme asks it too.

    Raises: DomainError when the organisation does not run it, when the family asked there already,
    or while a match is under way.
    """
    asked = _reachable(actor, request_id, "choose_programme")
    if asked.matches.live().exists():
        raise DomainError(_("There is still a match under way. First end that together."))
    offering = asked.organisation.offerings.filter(programme=programme).first()
    if offering is None:
        raise DomainError(_("Choose something that your organisation runs."))
    others = asked.household.requests.filter(programme=programme).exclude(pk=asked.pk)
    if others.exclude(status=Status.CLOSED).exists():
        raise DomainError(_("This family has a question there already."))
    definition = offering.definition()
    asked.programme, asked.unsure = programme, False
    asked.version = version_now(offering, now=now)
    asked.interests = [key for key in asked.interests if key in definition.interests]
    asked.wants = [key for key in asked.wants if key in definition.kinds]
    asked.fit, asked.fit_decided_on = "", None
    asked.save(
        update_fields=[
            "programme", "unsure", "version", "interests", "wants", "fit", "fit_decided_on",
        ]
    )  # fmt: skip
    logbook.record(
        actor, "support.programme.chosen", asked, now=now,
        households=[asked.household_id], programme=programme,
    )  # fmt: skip


@transaction.atomic
def decide_fit(
    *, actor: Person, request_id: int, suits: bool, other_offer: str = "", now: datetime
) -> None:
    """Decide with the family whether this programme suits its question. When it does not, the
    question is closed with what was found instead (HS-02).

    Args: other_offer: what suits better, in words the family reads; needed when this does not.
    Raises: DomainError before the talk, during a match, or when nothing else was found.
    """
    asked = _reachable(actor, request_id, "decide_fit")
    if asked.talk_held_on is None:
        raise DomainError(_("First get acquainted, then decide."))
    if asked.matches.live().exists():
        raise DomainError(_("There is still a match under way. First end that together."))
    if not suits and not other_offer.strip():
        raise DomainError(_("Write down what you found for this family instead."))
    asked.fit = Fit.SUITS if suits else Fit.ELSEWHERE
    asked.fit_decided_on = timezone.localdate(now)
    asked.other_offer = "" if suits else other_offer.strip()
    if not suits:
        asked.status, asked.closed_at = Status.CLOSED, now
    asked.save(update_fields=["fit", "fit_decided_on", "other_offer", "status", "closed_at"])
    logbook.record(
        actor, "support.fit.decided", asked, now=now, households=[asked.household_id], fit=asked.fit
    )


@transaction.atomic
def close_request(*, actor: Person, request_id: int, now: datetime) -> None:
    """Close a question: no extra support needed, or something else fits better. No reason is asked.

    Raises: DomainError while a match is under way; that is ended first.
    """
    asked = _reachable(actor, request_id, "close")
    if asked.matches.live().exists():
        raise DomainError(_("There is still a match under way. First end that together."))
    asked.status, asked.closed_at = Status.CLOSED, now
    asked.save(update_fields=["status", "closed_at"])
    logbook.record(actor, "support.request.closed", asked, now=now, households=[asked.household_id])


@transaction.atomic
def say_yes_outside(*, actor: Person, request_id: int, reason: str, now: datetime) -> YesOutside:
    """A coordinator says yes to a question outside the ages of the programme, with the reason that
    the family can read. Twice is once.

    Raises: DomainError without a reason, or when it lies within the ages.
    """
    asked = _reachable(actor, request_id, "say_yes_outside")
    if not is_outside(asked):
        raise DomainError(_("This question lies within the ages. Nothing more is needed."))
    if not reason.strip():
        raise DomainError(_("Write down why. The family can read it."))
    said, is_new = YesOutside.objects.get_or_create(
        request=asked,
        defaults={
            "household": asked.household, "reason": reason.strip(),
            "said_by": actor, "said_at": now,
        },
    )  # fmt: skip
    if is_new:
        logbook.record(
            actor, "support.outside.accepted", asked, now=now, households=[asked.household_id]
        )
    return said
