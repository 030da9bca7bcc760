"""Registering a household to stand beside another, in one go."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from naast.common import letters, post
from naast.common.letters import Letter
from naast.people.models import Organisation, Person, Supporter
from naast.people.services.households import Newcomer, open_account, register_household
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
) -> Supporter:
    """Write down a household and what it offers. Nobody is signed in by that: first the address
    is proven, with a code.

    Args:
        person: who registers, when somebody without a household is signed in.
    """
    household, who = register_household(newcomer, organisation=organisation, now=now, person=person)
    supporter = offer_support(
        actor=who, household=household, programme=programme, offer=offer, now=now
    )
    if person is None:
        welcome(who, newcomer.email, absolute)
    return supporter


def welcome(who: Person, email: str, absolute: Absolute) -> None:
    """Mail who registered, whether the address had an account already or not.

    Nobody learns from the outside which of the two it was: the mail goes out afterwards.
    """
    if email:
        link = absolute(reverse("people:sign_in"))
        post.put("people.welcome", email, person=who.pk, link=link)


@post.writes("people.welcome")
def _write_welcome(_address: str, facts: post.Facts, _now: datetime) -> Letter | None:
    who = Person.objects.filter(pk=facts["person"]).first()
    if who is None:
        return None
    return letters.ready(facts["link"]) if open_account(who) else letters.address_left()


def invite(who: Person, email: str, link: str) -> None:
    """Mail a parent for whom somebody else typed: with or without an account, there is something
    to read and to say yes to.
    """
    if email:
        post.put("people.invited", email, person=who.pk, link=link)


@post.writes("people.invited")
def _write_invitation(_address: str, facts: post.Facts, _now: datetime) -> Letter | None:
    who = Person.objects.filter(pk=facts["person"]).first()
    if who is None:
        return None
    open_account(who)
    return letters.ready(facts["link"])
