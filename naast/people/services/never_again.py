"""The register of who may never again come near a child: written by two, known by hashes alone."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import keys, logbook
from naast.kernel.clock import dutch_day
from naast.kernel.errors import DomainError
from naast.people import policies
from naast.people.models import Household, HouseholdMember, NeverAgain, Person, Supporter
from naast.people.services.two_people import say_yes, who_said_yes

OWNER: Final = "never-again"
"""Whose key makes the hashes. It hangs under the master key and is never destroyed."""

PEOPLE_NEEDED: Final = 2
COUNTRY_CODE: Final = re.compile(r"^(00|\+)31")


def known_by_email(address: str) -> str:
    """The hash of an e-mail address; empty for none. Capitals and a +tag make no difference."""
    name, _at, host = address.strip().lower().partition("@")
    if not host:
        return ""
    return keys.fingerprint(OWNER, f"{name.partition('+')[0]}@{host}", about="email")


def known_by_phone(number: str) -> str:
    """The hash of a phone number; empty for none. Spaces and +31 make no difference."""
    plain = COUNTRY_CODE.sub("0", re.sub(r"[^\d+]", "", number))
    return keys.fingerprint(OWNER, plain, about="phone") if plain.strip("+0") else ""


def barred(supporters: Iterable[Supporter]) -> set[int]:
    """Ids of those supporters of whom somebody at home stands in the register.

    Args: supporters: with household, members, people and contact details (`whole`).
    """
    entries = NeverAgain.objects.in_force().values_list("email", "phone")
    emails = {email for email, _phone in entries if email}
    phones = {phone for _email, phone in entries if phone}
    if not emails and not phones:
        return set()
    return {
        supporter.pk
        for supporter in supporters
        if any(_stands_in(person, emails, phones) for person in supporter.household.people())
    }


def _stands_in(person: Person, emails: set[str], phones: set[str]) -> bool:
    return known_by_email(person.email) in emails or known_by_phone(person.phone) in phones


def _supporter(actor: Person, supporter_id: int) -> Supporter:
    watched = Supporter.objects.watched_by(actor)
    supporter = watched.select_related("household", "organisation").get(pk=supporter_id)
    policies.supporters.require(actor, "write_never_again", supporter)
    return supporter


@transaction.atomic
def ask_to_register(
    *, actor: Person, supporter_id: int, member_id: int, now: datetime
) -> NeverAgain:
    """The first of two says that an adult of a supporting household must never come back.

    Nothing is blocked yet. Raises: DomainError for who is no adult there with an address or number.
    """
    supporter = _supporter(actor, supporter_id)
    adults: dict[int, HouseholdMember] = {
        adult.pk: adult for adult in supporter.household.adults_at_home()
    }
    person = adults[member_id].person if member_id in adults else None
    if person is None or not (person.email or person.phone):
        raise DomainError(_("Choose an adult of this household whose address or number we know."))
    entry, _is_new = NeverAgain.objects.get_or_create(
        person=person,
        in_force_at=None,
        defaults={
            "organisation": supporter.organisation,
            "email": known_by_email(person.email),
            "phone": known_by_phone(person.phone),
            "asked_at": now,
        },
    )
    say_yes(entry.about, supporter.organisation_id, person=actor, now=now)
    logbook.record(actor, "people.never_again.asked", entry, now=now)
    return entry


@transaction.atomic
def say_yes_to_register(*, actor: Person, entry_id: int, now: datetime) -> Sequence[Household]:
    """The second of two agrees; from now on the entry holds no name and bars everywhere.

    Returns: the households of whom it is, for who has to let their contact rest.
    Raises: DomainError when the same person says it twice.
    """
    waiting = NeverAgain.objects.watched_by(actor).waiting()
    entry = waiting.select_for_update(of=("self",)).get(pk=entry_id)
    person = entry.person
    if person is None:
        raise DomainError(_("This person is no longer with us."))
    say_yes(entry.about, entry.organisation_id, person=actor, now=now)
    if len(who_said_yes([entry.about], dutch_day(now))[entry.about]) < PEOPLE_NEEDED:
        raise DomainError(_("Somebody else has to say this too. You said it already."))
    homes = list(Household.objects.of(person))
    entry.person, entry.in_force_at = None, now
    entry.save(update_fields=["person", "in_force_at"])
    logbook.record(actor, "people.never_again.entered", entry, now=now)
    return homes


@transaction.atomic
def drop_request(*, actor: Person, entry_id: int, now: datetime) -> None:
    """Take back what waits for a second yes: nothing of it stays."""
    entry = NeverAgain.objects.watched_by(actor).waiting().get(pk=entry_id)
    logbook.record(actor, "people.never_again.dropped", entry, now=now)
    entry.delete()
