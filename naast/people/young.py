"""From which age a child speaks for itself; numbers of the programme its organisation runs."""

from collections.abc import Sequence
from datetime import date

from naast.people.models import Account, HouseholdMember, Organisation
from naast.programmes.path import YoungNumbers


def numbers_of(organisation: Organisation) -> YoungNumbers:
    """The ages this organisation works with; those of the law when it runs no programme."""
    offerings = sorted(organisation.offerings.all(), key=lambda offering: offering.pk)
    return offerings[0].definition().young if offerings else YoungNumbers()


def may_have_a_place(member: HouseholdMember, on: date) -> bool:
    """Whether this is a child at home that is old enough for a place of its own."""
    return _reached(member, numbers_of(member.household.organisation).asked_from, on)


def decides_alone(member: HouseholdMember, on: date) -> bool:
    """Whether this is a young person whose own yes is enough."""
    numbers = numbers_of(member.household.organisation)
    return _reached(member, max(numbers.asked_from, numbers.alone_from), on)


def in_own_places(members: Sequence[HouseholdMember]) -> set[int]:
    """Ids of those who have been in their own place. Who was only invited can be invited anew: a
    mail address is easily mistaken, and nobody learns whether it was known here.
    """
    people = [member.person_id for member in members if member.person_id is not None]
    if not people:
        return set()
    been = Account.objects.filter(person__in=people, last_login__isnull=False)
    here = set(been.values_list("person", flat=True))
    return {member.pk for member in members if member.person_id in here}


def _reached(member: HouseholdMember, age: int, on: date) -> bool:
    years = member.age(on)
    child = member.kind == HouseholdMember.Kind.CHILD and member.at_home
    return child and years is not None and years >= age
