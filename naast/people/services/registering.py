"""Registering a household to stand beside another, in one go."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from naast.common import mail
from naast.people import notices
from naast.people.models import Account, Organisation, Person, Supporter
from naast.people.services.households import Newcomer, register_household
from naast.people.services.supporters import Offer, offer_support

Absolute = Callable[[str], str]
"""Makes a whole address of a path, for mails."""


@transaction.atomic
def register_offer(
    newcomer: Newcomer,
    *,
    organisation: Organisation,
    programme: str,
    offer: Offer,
    now: datetime,
    absolute: Absolute,
    person: Person | None = None,
) -> tuple[Supporter, Account | None]:
    """Write down a household and what it offers.

    Args:
        person: who registers, when somebody without a household is signed in.
    Returns: the offer, and the account that was opened for it, if any.
    """
    household, who = register_household(newcomer, organisation=organisation, now=now, person=person)
    supporter = offer_support(
        actor=who, household=household, programme=programme, offer=offer, now=now
    )
    return supporter, welcome(who, newcomer.email, absolute) if person is None else None


def welcome(who: Person, email: str, absolute: Absolute) -> Account | None:
    """Mail who registered; returns the account that was opened, or None when the address had one.

    Both get a mail, so that nobody learns from the outside which of the two it was.
    """
    opened = Account.objects.filter(person=who).first()
    if opened is None:
        notices.tell_owner_of_known_address(email)
    else:
        mail.tell([email], link=absolute(reverse("home:start")))
    return opened
