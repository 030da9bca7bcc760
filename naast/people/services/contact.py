"""How to reach a family: kept by the family itself, and the address read only after pressing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people import policies
from naast.people.models import ContactDetails, Grant, Household, Person
from naast.people.models.grant import Topic
from naast.people.services.grants import close_addresses


@dataclass(frozen=True, slots=True)
class Reach:
    """How somebody can be reached, as they gave it; empty where they would rather not."""

    phone: str
    address: str
    is_secret: bool


def _home(actor: Person, household_id: int, action: str) -> Household:
    """The household, locked, when the actor may do this.

    Raises: Household.DoesNotExist, Refused.
    """
    visible = Household.objects.visible_to(actor).prefetch_related("members__person__contact")
    home = visible.select_for_update(of=("self",)).get(pk=household_id)
    policies.contact.require(actor, action, home)
    return home


@transaction.atomic
def keep_contact(*, actor: Person, household_id: int, reach: Reach, now: datetime) -> None:
    """An adult changes how it can be reached. They live at one address: who keeps it secret does
    so for everybody at home, and then no address is kept at all.

    A visit for which the address was opened shuts when the address changes or goes.
    """
    home = _home(actor, household_id, "keep")
    before, secret = home.address(), reach.is_secret
    own = _details(home, actor)
    own.phone, own.address = reach.phone.strip(), "" if secret else reach.address.strip()
    own.is_secret = secret
    own.save()
    for person in home.people():
        if person.pk != actor.pk:
            others = _details(home, person)
            others.address, others.is_secret = "" if secret else own.address, secret
            others.save()
    if before != own.address:
        close_addresses(home, now=now)
    logbook.record(actor, "people.contact.kept", home, now=now, households=[home.pk])


def _details(home: Household, person: Person) -> ContactDetails:
    found = ContactDetails.objects.select_for_update().filter(person=person).first()
    return found or ContactDetails(person=person, organisation=home.organisation)


@transaction.atomic
def reveal_address(*, actor: Person, household_id: int, now: datetime) -> tuple[Household, str]:
    """Where a household lives, for its coordinator, or for whom it opened its address for a visit.
    Each look is a line the family reads.

    Raises: DomainError when there is no address, or the family keeps it secret.
    """
    home = _home(actor, household_id, "reveal")
    address = home.address()
    if not address:
        secret = _("Their address is secret. Nobody can read it here.")
        raise DomainError(secret if home.has_secret_address else _("They gave no address."))
    opened = Grant.objects.live(now).filter(person=actor, household=home, topic=Topic.ADDRESS)
    basis = opened.values_list("basis", flat=True).first()
    logbook.record(
        actor, "people.address.revealed", home, now=now, households=[home.pk],
        basis=basis or f"organisation:{home.organisation_id}",
    )  # fmt: skip
    return home, address
