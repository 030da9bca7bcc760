"""A place of their own for children and young people."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people import policies
from naast.people.models import Account, ContactDetails, Household, HouseholdMember, Person
from naast.people.services.registering import Absolute, welcome
from naast.people.young import in_own_places


@transaction.atomic
def invite_young_person(
    *,
    actor: Person,
    household_id: int,
    member_id: int,
    email: str,
    now: datetime,
    absolute: Absolute,
) -> Person:
    """Give a child or young person a place of its own. It reads and decides nothing of its family
    with it.

    Its account is opened when the mail is written, and only for an address that has none: whoever
    asked gets the same answer, in the same time. An address that has one stays with its owner, who
    hears that somebody left it with us; the coordinator then helps the child to another one.
    Raises: DomainError when this child has its own place.
    """
    home = Household.objects.visible_to(actor).get(pk=household_id)
    children = HouseholdMember.objects.select_related("household__organisation", "person")
    member = children.select_for_update(of=("self",)).get(pk=member_id, household=home)
    policies.young.require(actor, "invite", member)
    if in_own_places([member]):
        raise DomainError(_("%(name)s has an own place already.") % {"name": member.name})
    person = _invited_before(member) or _introduced(member, now)
    person.email = email.strip().lower()
    person.save(update_fields=["email"])
    logbook.record(actor, "people.young.invited", home, now=now, households=[home.pk])
    welcome(person, person.email, absolute)
    return person


def _invited_before(member: HouseholdMember) -> Person | None:
    """Who was invited and never came; the old invitation lets nobody in any more."""
    if member.person is not None:
        Account.objects.filter(person=member.person).delete()
    return member.person


def _introduced(member: HouseholdMember, now: datetime) -> Person:
    person = Person.objects.create(first_name=member.name, created_at=now)
    ContactDetails.objects.create(person=person, organisation=member.household.organisation)
    member.person = person
    member.save(update_fields=["person"])
    return person
