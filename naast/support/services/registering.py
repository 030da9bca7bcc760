"""Registering a family together with its question, and the parent's own yes afterwards."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from naast.people.models import Household, HouseholdMember, Organisation, Person
from naast.people.services.households import Newcomer, register_household
from naast.people.services.registering import Absolute, invite, welcome
from naast.people.services.young import invite_young_person
from naast.people.young import decides_alone, in_own_places, may_have_a_place
from naast.support import notices
from naast.support.models import SupportRequest
from naast.support.selectors.confirming import awaiting_yes_of, guests
from naast.support.services import requests
from naast.support.services.professionals import (
    remember_who_registered,
    welcome_who_registered,
)


@dataclass(frozen=True, slots=True)
class Team:
    """A team or teacher in the logbook: known by name only."""

    log_name: str
    pk: int | None = None
    log_role: str = "team"


@transaction.atomic
def register_request(
    newcomer: Newcomer,
    *,
    organisation: Organisation,
    programme: str,
    question: requests.Question,
    asked_with: str,
    now: datetime,
    absolute: Absolute,
    person: Person | None = None,
    helper_email: str = "",
) -> SupportRequest:
    """Write down a family and its question. Nobody is signed in by that: first the address is
    proven, with a code.

    Args:
        asked_with: who typed it together with the parent. Then the parent gets a mail, and
            nothing happens until the parent says yes (BG-01).
        person: who asks, when somebody without a household is signed in.
        helper_email: where who typed it along, for their work, gets a page to ask something,
            once the parent said yes.

    A child that asks itself and named a parent (`Child.email`) waits for that parent's yes too.
    """
    household, parent = register_household(
        newcomer, organisation=organisation, now=now, person=person
    )
    itself = household.members.filter(
        kind=HouseholdMember.Kind.CHILD, person__isnull=False
    ).select_related("person").first()  # fmt: skip
    by = itself.person if itself and itself.person else parent
    asked = requests.ask_for_support(
        actor=Team(asked_with) if asked_with else by,
        household=household,
        programme=programme,
        question=question,
        asked_with=asked_with,
        needs_yes=itself is not None,
        now=now,
    )
    if asked.status == SupportRequest.Status.UNCONFIRMED:
        confirm = reverse("support:confirm_request", args=[asked.pk])
        invite(parent, newcomer.email, absolute(confirm))
    elif person is None:
        welcome(parent, newcomer.email, absolute)
    if asked_with and helper_email:
        remember_who_registered(asked, name=asked_with, email=helper_email, now=now)
    return asked


@transaction.atomic
def ask_at_home(
    member: HouseholdMember, *, actor: Person, programme: str, question: requests.Question,
    now: datetime,
) -> SupportRequest:  # fmt: skip
    """A young person with a place of its own asks, for itself. A parent at home says yes too, when
    it is not old enough to say it alone.

    Raises: DomainError when this household already has an open question.
    """
    alone = decides_alone(member, timezone.localdate(now))
    asked = requests.ask_for_support(
        actor=actor, household=member.household, programme=programme, question=question,
        needs_yes=not alone, now=now,
    )  # fmt: skip
    notices.tell_household(member.household)
    return asked


@transaction.atomic
def confirm(*, actor: Person, request_id: int, now: datetime, absolute: Absolute) -> SupportRequest:
    """The parent's own yes. A parent who already had an account moves into the new household, a
    child that asked itself gets its own place, and who filled it in along for work gets a link.

    Raises: SupportRequest.DoesNotExist when it does not wait for this actor.
    """
    _move_in(actor, request_id)
    asked = requests.confirm_request(actor=actor, request_id=request_id, now=now)
    _welcome_who_asked(asked, actor, now, absolute)
    welcome_who_registered(asked, now=now, absolute=absolute)
    return asked


def _welcome_who_asked(
    asked: SupportRequest, actor: Person, now: datetime, absolute: Absolute
) -> None:
    if not asked.by_young_person:
        return
    children = asked.household.members.filter(kind=HouseholdMember.Kind.CHILD)
    told = list(children.exclude(person=None).select_related("person", "household__organisation"))
    been, today = in_own_places(told), timezone.localdate(now)
    for child in told:
        if child.person is None or child.pk in been or not may_have_a_place(child, today):
            continue
        invite_young_person(
            actor=actor, household_id=asked.household_id, member_id=child.pk,
            email=child.person.email, now=now, absolute=absolute,
        )  # fmt: skip


@transaction.atomic
def decline(*, actor: Person, request_id: int, now: datetime) -> None:
    """The parent's own "not now"; the question is closed and nobody asks why.

    Raises: SupportRequest.DoesNotExist when it does not wait for this actor.
    """
    _move_in(actor, request_id)
    requests.close_request(actor=actor, request_id=request_id, now=now)


def _move_in(actor: Person, request_id: int) -> None:
    """Put the actor in the place of the nameless parent that was written down with the actor's
    address. Whoever reads mail there has shown to be that parent.
    """
    waiting = awaiting_yes_of(actor).select_for_update(of=("self",))
    household: Household = waiting.get(pk=request_id).household
    guest = guests(actor).filter(household=household).select_related("person").first()
    if guest is None or household.members.filter(person=actor).exists():
        return
    written_down = guest.person
    guest.person = actor
    guest.save(update_fields=["person"])
    if written_down is not None:
        written_down.delete()
