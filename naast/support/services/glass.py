"""Breaking glass: opening a household from outside, in an emergency and never unseen."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import logbook, mail
from naast.common.models import LogEntry
from naast.kernel.clock import dutch_day
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Household, Person
from naast.people.services import two_people
from naast.people.services.grants import close_grants, open_grants
from naast.programmes.vocabulary import Topic
from naast.support import notices, policies
from naast.support.models import BrokenGlass

State = BrokenGlass.State

OPEN_FOR: Final = timedelta(minutes=60)
"""How long it is open at most, and how long after asking it can be opened."""
DAY: Final = timedelta(hours=24)
REASON_LETTERS: Final = 30
"""Fewest letters of a reason: the family reads it."""
TOPICS: Final = (Topic.PROFILE, Topic.STORY, Topic.CONTACT, Topic.ADDRESS)
ASKING: Final = ("support.glass.asked", "support.glass.tried")


@transaction.atomic
def ask_for_glass(
    *, actor: Person, number: int, first_name: str, reason: str, now: datetime
) -> BrokenGlass | None:
    """Ask to open a household. A second person and the family are told at once.

    Args:
        number: of the household, as the family knows it.
        first_name: of somebody who lives there: a number alone opens nothing.
        reason: why; the family reads it.
    Returns: None when number and name do not fit. Which of the two does not, nobody learns.
    Raises:
        Refused: for who does not work here, or since less than a day.
        DomainError: without a reason, after too many tries in one day, or when there is nobody
            else who can be told.
    """
    organisation_id = _works_for(actor, now)
    if len(reason.strip()) < REASON_LETTERS:
        raise DomainError(_("Write in a full sentence why. The family reads it."))
    tries = LogEntry.objects.filter(actor_id=actor.pk, action__in=ASKING, at__gt=now - DAY)
    if tries.count() >= settings.GLASS_TRIES_A_DAY:
        raise DomainError(_("You tried this too often today. Call a colleague."))
    home = _found(actor, number, first_name)
    if home is None:
        logbook.record(actor, "support.glass.tried", actor, now=now)
        return None
    second = two_people.watchers(home.organisation, on=dutch_day(now), without=[actor.pk])
    if not second:
        raise DomainError(_("There is nobody else who can be told. Call 112 or Veilig Thuis."))
    glass = BrokenGlass.objects.create(
        household=home, person=actor, organisation_id=organisation_id,
        reason=reason.strip(), asked_at=now,
    )  # fmt: skip
    _record(actor, "support.glass.asked", glass, now)
    mail.tell(person.email for person in second)
    notices.tell_household(home)
    return glass


def _works_for(actor: Person, now: datetime) -> int:
    for organisation_id in actor.organisations_watched():
        if two_people.can_count(actor, organisation_id, now):
            return organisation_id
    raise Refused("break glass")


def _found(actor: Person, number: int, first_name: str) -> Household | None:
    homes = Household.objects.select_related("organisation").prefetch_related("members__person")
    home = homes.filter(pk=number, erased_at=None).first()
    if home is None or home.is_home_of(actor):
        return None
    names = {member.name.casefold() for member in home.members.all() if member.at_home}
    return home if first_name.strip().casefold() in names else None


def _record(actor: Person, action: str, glass: BrokenGlass, now: datetime) -> None:
    logbook.record(
        actor, action, glass, now=now, households=glass.households(), basis=glass.basis,
        broken_glass=True,
    )  # fmt: skip


def _reachable(
    actor: Person, glass_id: int, action: str, needs: State, now: datetime
) -> BrokenGlass:
    """The glass, locked, when the actor may do this and it stands where that is possible."""
    visible = BrokenGlass.objects.visible_to(actor).select_related("household__organisation")
    glass = visible.select_for_update(of=("self",)).get(pk=glass_id)
    policies.glasses.require(actor, action, glass)
    if glass.state(now) != needs:
        raise DomainError(_("That is not possible now. Reload the page."))
    return glass


@transaction.atomic
def open_glass(*, actor: Person, glass_id: int, now: datetime) -> BrokenGlass:
    """Open it: for an hour at most, for this person alone.

    Raises: DomainError when it was opened before, or asked for longer than an hour ago.
    """
    glass = _reachable(actor, glass_id, "open", State.ASKED, now)
    _works_for(actor, now)
    if now - glass.asked_at > OPEN_FOR:
        raise DomainError(_("That was too long ago. Ask again when it is still needed."))
    glass.opened_at, glass.closes_at = now, now + OPEN_FOR
    glass.save(update_fields=["opened_at", "closes_at"])
    open_grants(
        glass.household, to=[actor], topics=TOPICS, purpose="glass", basis=glass.basis,
        now=now, until=glass.closes_at, needs_vog_of=None,
    )  # fmt: skip
    _record(actor, "support.glass.opened", glass, now)
    return glass


@transaction.atomic
def close_glass(*, actor: Person, glass_id: int, now: datetime) -> BrokenGlass:
    """Close it before its hour is over: whoever opened it, or the second person who was told.

    Raises: DomainError when it is not open.
    """
    glass = _reachable(actor, glass_id, "close", State.OPEN, now)
    glass.closes_at = now
    glass.save(update_fields=["closes_at"])
    close_grants(glass.basis, now=now)
    _record(actor, "support.glass.closed", glass, now)
    return glass


@transaction.atomic
def explain_glass(*, actor: Person, glass_id: int, words: str, now: datetime) -> BrokenGlass:
    """Tell the family afterwards what was done. Only once, and only when it is closed.

    Raises: DomainError without a full sentence, or while it is open.
    """
    glass = _reachable(actor, glass_id, "explain", State.CLOSED, now)
    if len(words.strip()) < REASON_LETTERS:
        raise DomainError(_("Write in a full sentence what you did. The family reads it."))
    glass.explanation, glass.explained_at = words.strip(), now
    glass.save(update_fields=["explanation", "explained_at"])
    _record(actor, "support.glass.explained", glass, now)
    notices.tell_household(glass.household)
    return glass
