"""A place of their own for children and young people."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import logbook, mail
from naast.kernel.errors import DomainError
from naast.people import notices, policies
from naast.people.models import Account, ContactDetails, Household, HouseholdMember, Person


@transaction.atomic
def invite_young_person(
    *, actor: Person, household_id: int, member_id: int, email: str, now: datetime
) -> None:
    """Give a child or young person an account of its own. It reads and decides nothing of its
    family with it: it has its own place.

    When the address has an account already nothing changes; its owner hears that somebody left it
    with us, and whoever asked gets the same answer.
    Raises: DomainError when this child has its own place.
    """
    home = Household.objects.visible_to(actor).get(pk=household_id)
    children = HouseholdMember.objects.select_related("household__organisation")
    member = children.select_for_update(of=("self",)).get(pk=member_id, household=home)
    policies.young.require(actor, "invite", member)
    if member.person_id is not None:
        raise DomainError(_("%(name)s has an own place already.") % {"name": member.name})
    address = email.strip().lower()
    logbook.record(actor, "people.young.invited", home, now=now, households=[home.pk])
    if Account.objects.filter(email=address).exists():
        notices.tell_owner_of_known_address(address)
        return
    person = Person.objects.create(first_name=member.name, email=address)
    ContactDetails.objects.create(person=person, organisation=home.organisation)
    Account.objects.open(person)
    member.person = person
    member.save(update_fields=["person"])
    mail.tell([address])
