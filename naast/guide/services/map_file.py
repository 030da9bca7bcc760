"""A whole map from a file: kept for a day, and taken in after a yes, in one go."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from naast.common.limits import Limit
from naast.common.models import Draft
from naast.guide import policies
from naast.guide.exchange import Comparison, TakenIn, Unfit, only, take_in
from naast.guide.models import MapState, Service
from naast.guide.selectors.map_file import (
    KEPT,
    KIND,
    Waiting,
    as_text,
    draft_of,
    read_for,
    seal_of,
    waiting_file,
)
from naast.guide.services import contacts
from naast.kernel.errors import DomainError
from naast.people.models import Person

READ: Final = Limit("guide.map_file", most=30, per=timedelta(hours=1))
"""How often one keeper may have a file read, sending it or saying yes to it: it is work."""


def keep_file(*, actor: Person, name: str, content: bytes, now: datetime) -> Comparison:
    """Keep a file until its sender says yes, or a day; nothing on the map changes.

    Returns: what it would do. With something refused in it, it is not kept.
    Raises: Refused; Unfit with a report when the file is not right; DomainError after too many.
    """
    policies.services.require(actor, "take_in", Service())
    _counted(actor, now)
    seal = seal_of(actor, content)  # before it is compared: what changes from here on, shows
    _tables, found = read_for(actor, content, now)
    if not found.refused:
        answers = {
            "name": name[:80], "content": as_text(content), "seal": seal,
            "found": found.as_kept(),
        }  # fmt: skip
        Draft.objects.update_or_create(
            token=draft_of(actor).token, kind=KIND,
            defaults={"answers": answers, "updated_at": now},
            create_defaults={"answers": answers, "updated_at": now, "created_at": now},
        )  # fmt: skip
    return found


def look(*, actor: Person, now: datetime) -> Waiting | None:
    """The file that waits, with what it would do.

    That was found when the file was sent. When the map has changed since, it is compared again, and
    counts as a reading: looking writes nothing, so this is not kept.
    Raises: DomainError after too many.
    """
    waiting = waiting_file(actor, now)
    if waiting is None or waiting.found is not None:
        return waiting
    _counted(actor, now)
    try:
        _tables, found = read_for(actor, waiting.content, now)
    except Unfit as unfit:
        found = Comparison(refused=unfit.report)
    return replace(waiting, found=found)


def _counted(actor: Person, now: datetime) -> None:
    if not READ.take(now, str(actor.pk)):
        raise DomainError(_("You have sent many files. Wait a while and try again."))


def forget_file(*, actor: Person) -> None:
    """Throw away the file that waits."""
    draft_of(actor).forget()


def forget_old_files(*, now: datetime) -> int:
    """Throw away files that nobody said yes to for a day. Returns: how many."""
    return Draft.objects.filter(kind=KIND, updated_at__lt=now - KEPT).delete()[0]


def take_in_file(*, actor: Person, seal: str, site: str, now: datetime) -> TakenIn:
    """Put the file that waits on the map: all of it, or nothing.

    Only what is new or different is written, so what others changed meanwhile stays. New contact
    persons are asked by mail.
    Args:
        seal: of the file and the map as its sender saw them.
        site: where this installation is, without a slash at the end.
    Raises: Refused; DomainError when the file is gone, or when it or the map is not what the sender
        saw, when too many mails would go out today, and after too many.
    """
    policies.services.require(actor, "take_in", Service())
    _counted(actor, now)  # outside the transaction: what goes back does not give the try back
    try:
        with transaction.atomic():
            return _take_in(actor, seal, site, now)
    except IntegrityError:
        raise DomainError(_("This file contradicts itself. Nothing was changed.")) from None


def _take_in(actor: Person, seal: str, site: str, now: datetime) -> TakenIn:
    list(MapState.objects.select_for_update())  # nobody else changes the map from here on
    waiting = waiting_file(actor, now)
    if waiting is None:
        raise DomainError(_("This file is not here any more. Send it again."))
    if waiting.seal != seal:
        raise DomainError(_("The map has changed since you looked. Look once more."))
    try:
        tables, found = read_for(actor, waiting.content, now)
    except Unfit as unfit:
        raise DomainError(str(unfit)) from None
    if found.refused:
        raise DomainError(found.refused.faults[0])
    made = take_in(only(tables, found.ids), actor=actor, now=now)
    for contact in made.waiting:
        contacts.ask(contact, by=actor, site=site, now=now)
    forget_file(actor=actor)
    return made
