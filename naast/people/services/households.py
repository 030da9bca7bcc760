"""Writing down who belongs to a household."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from naast.common import logbook
from naast.people.models import (
    Account,
    ContactDetails,
    Household,
    HouseholdMember,
    Organisation,
    Person,
)


@dataclass(frozen=True, slots=True)
class Child:
    """A child as the family told it: a first name or nickname, and a birth year.

    `email` is its own, when it asked itself; its account comes after a parent said yes.
    """

    name: str
    birth_year: int
    email: str = ""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A household that registers.

    `others` are first names of further adults at home; `postcode` is four digits; `languages` are
    ISO 639-1 codes; `born` is the year of birth of a young person who is a household of its own.
    """

    first_name: str
    email: str
    phone: str
    postcode: str
    languages: Sequence[str]
    last_name: str = ""
    address: str = ""
    others: Sequence[str] = ()
    children: Sequence[Child] = field(default_factory=tuple)
    born: int | None = None


@transaction.atomic
def register_household(
    newcomer: Newcomer,
    *,
    organisation: Organisation,
    now: datetime,
    person: Person | None = None,
) -> tuple[Household, Person]:
    """Make a household and the person who registered it. The account comes afterwards, with
    `open_account`: whether the address is known is not looked up here.

    Args:
        person: who registers, when that is somebody who is signed in and has no household yet.
    """
    person = person or Person.objects.create(
        first_name=newcomer.first_name,
        last_name=newcomer.last_name,
        email=newcomer.email,
        created_at=now,
    )
    _write_contact(person, newcomer, organisation)
    adults = [newcomer.first_name, *newcomer.others]
    household = Household.objects.create(
        organisation=organisation,
        name=name_of(adults),
        postcode=newcomer.postcode,
        languages=list(newcomer.languages),
        created_at=now,
    )
    HouseholdMember.objects.create(
        household=household, person=person, kind=HouseholdMember.Kind.ADULT,
        name=person.first_name, birth_year=newcomer.born,
    )  # fmt: skip
    HouseholdMember.objects.bulk_create(
        HouseholdMember(household=household, kind=HouseholdMember.Kind.ADULT, name=name)
        for name in newcomer.others
    )
    _write_children(household, newcomer.children, now)
    logbook.record(
        person, "people.household.registered", household, now=now, households=[household.pk]
    )
    return household, person


def open_account(person: Person) -> bool:
    """Give who registered an account, when their address has none yet.

    An address that has one gets no second: its owner signs in, and the coordinator brings the two
    together. This runs when the mail is written, outside the request: a row more or less takes
    time, and by that time one could tell who is known here (measured: a third of a millisecond).

    Returns: whether the account of this address is this person's.
    """
    account = Account.objects.filter(email=person.email.lower()).first()
    if account is None:
        account = Account.objects.open(person)
    return account.person_id == person.pk


@transaction.atomic
def add_children(
    household: Household, children: Sequence[Child], *, actor: Person, now: datetime
) -> None:
    """Write down the children of a household that had none written down."""
    if not children:
        return
    _write_children(household, children, now)
    logbook.record(actor, "people.children.added", household, now=now, households=[household.pk])


def _write_contact(person: Person, newcomer: Newcomer, organisation: Organisation) -> None:
    """Seal how to reach somebody, unless that was given before."""
    ContactDetails.objects.get_or_create(
        person=person,
        defaults={
            "organisation": organisation,
            "phone": newcomer.phone,
            "address": newcomer.address,
        },
    )


def _write_children(household: Household, children: Sequence[Child], now: datetime) -> None:
    HouseholdMember.objects.bulk_create(
        HouseholdMember(
            household=household,
            person=_own_person(child, household, now),
            kind=HouseholdMember.Kind.CHILD,
            name=child.name,
            birth_year=child.birth_year,
        )
        for child in children
    )


def _own_person(child: Child, household: Household, now: datetime) -> Person | None:
    """Who a child is that left its own address; nobody for the others."""
    if not child.email:
        return None
    person = Person.objects.create(first_name=child.name, email=child.email, created_at=now)
    ContactDetails.objects.create(person=person, organisation=household.organisation)
    return person


def name_of(adults: Sequence[str]) -> str:
    """Anke en Joost: how a household is called, as people say it in Dutch; data, so the same in
    every language.
    """
    return " en ".join([", ".join(adults[:-1]), adults[-1]] if len(adults) > 2 else adults)
