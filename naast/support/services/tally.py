"""Counting that somebody was spoken. Kept is a number per place and day; not of whom, and not by
whom: the logbook has it from the house itself, and what can be taken back is known by a slip alone.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.common.limits import Limit
from naast.common.logbook import SYSTEM
from naast.kernel.errors import DomainError
from naast.people.models import Offering, Person
from naast.support.models import ContactTally
from naast.support.selectors.tally import places_of

TAKE_BACK: Final = timedelta(minutes=1)
"""How long a tap can be taken back."""

ONCE: Final = Limit("take a tally back", 1, TAKE_BACK)
"""A slip takes back one tap; by the time this would let it again, the slip is worth nothing."""

_SALT: Final = "naast.support.tally"


@transaction.atomic
def count_contact(*, actor: Person, offering_id: int, place: str, now: datetime) -> str:
    """Count one contact at a place of the programme, today.

    Returns: a signed slip with which this one tap can be taken back for a minute.
    Raises: Offering.DoesNotExist when the actor does not coordinate there; DomainError when the
        programme does not count this.
    """
    offering = _offering(actor, offering_id)
    if place not in places_of(offering):
        raise DomainError(_("This is not counted here."))
    day = timezone.localdate(now)
    row, _new = ContactTally.objects.get_or_create(
        organisation=offering.organisation, programme=offering.programme, place=place, day=day
    )
    ContactTally.objects.filter(pk=row.pk).update(count=F("count") + 1)
    _record("support.tally.counted", row, now)
    said = {"tally": row.pk, "place": place, "at": now.timestamp(), "once": uuid4().hex}
    return signing.dumps(said, salt=_SALT)


@transaction.atomic
def take_back(*, actor: Person, slip: str, now: datetime) -> None:
    """Take one tap of the last minute back. Never below zero, and a slip counts once.

    Raises: DomainError when it is too late, or this slip was used.
    """
    said = said_by(slip, now=now)
    row = ContactTally.objects.visible_to(actor).filter(pk=said["tally"]).first() if said else None
    if row is None or not ONCE.take(now, said["once"]):
        raise DomainError(_("This can be taken back for one minute, and once."))
    taken = ContactTally.objects.filter(pk=row.pk, count__gt=0)
    if taken.update(count=F("count") - 1):
        _record("support.tally.taken_back", row, now)


def said_by(slip: str, *, now: datetime) -> dict[str, str]:
    """What a slip is of; empty when it is too old or not ours."""
    try:
        said: dict[str, str] = signing.loads(slip, salt=_SALT)
    except signing.BadSignature:
        return {}
    age = now.timestamp() - float(said["at"])
    return said if 0 <= age < TAKE_BACK.total_seconds() else {}


def _offering(actor: Person, offering_id: int) -> Offering:
    mine = Offering.objects.filter(organisation__in=actor.organisations_coordinated())
    return mine.select_related("organisation").get(pk=offering_id)


def _record(action: str, row: ContactTally, now: datetime) -> None:
    """By nobody and about nobody: who counted is not kept."""
    logbook.record(SYSTEM, action, row, now=now, households=[], organisation=row.organisation_id)
