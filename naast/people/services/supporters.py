"""Writes about supporting families and their trust file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook, mail
from naast.common.logbook import SYSTEM
from naast.kernel.errors import DomainError
from naast.people import policies
from naast.people.models import Household, Person, Supporter, TrustStep, VogSighting
from naast.people.models.supporter import last_day_of_vog
from naast.people.reach import locked
from naast.people.trust import asked_steps, definition_of, is_known


@dataclass(frozen=True, slots=True)
class Offer:
    """What a household offers, as it told it.

    `slots` are day parts such as `za-middag`; `kind` and `interests` are keys of the programme;
    ages are whole years, inclusive; `capacity` is how many families at once, >= 1; `born` is a
    year of birth, when they told it; `route` is the code of the link by which they came.
    """

    kind: str
    words: str
    slots: Sequence[str]
    interests: Sequence[str]
    child_age_min: int
    child_age_max: int
    capacity: int = 1
    born: int | None = None
    route: str = ""


@transaction.atomic
def offer_support(
    *, actor: Person, household: Household, programme: str, offer: Offer, now: datetime
) -> Supporter:
    """Register a household as supporter; a household that asks may also support (BG-13).

    Raises: DomainError when it offers in this programme already.
    """
    if household.supporters.filter(programme=programme).exists():
        raise DomainError(_("You are registered already. Thank you for wanting to do this."))
    supporter = Supporter.objects.create(
        household=household,
        organisation=household.organisation,
        programme=programme,
        kind=offer.kind,
        words=offer.words,
        slots=list(offer.slots),
        interests=list(offer.interests),
        child_age_min=offer.child_age_min,
        child_age_max=offer.child_age_max,
        capacity=offer.capacity,
        born=offer.born,
        route=offer.route,
        registered_at=now,
    )
    logbook.record(
        actor, "people.supporter.registered", supporter, now=now, households=[household.pk]
    )
    return supporter


def _locked(actor: Person, supporter_id: int, action: str) -> Supporter:
    rows = Supporter.objects.select_related("household", "organisation")
    supporter = locked(rows, actor, supporter_id)
    policies.supporters.require(actor, action, supporter)
    return supporter


@transaction.atomic
def note_vog(
    *,
    actor: Person,
    supporter_id: int,
    member_id: int,
    seen_on: date,
    profile_ok: bool,
    now: datetime,
) -> VogSighting:
    """Note that the original VOG of one adult was seen, and whether it fits. Nothing is uploaded.

    Raises: DomainError when that day is still to come or the adult does not belong to the
    household.
    """
    supporter = _locked(actor, supporter_id, "note_vog")
    adults = {adult.pk: adult for adult in supporter.household.adults_at_home()}
    if member_id not in adults:
        raise DomainError(_("Choose an adult of this household."))
    if seen_on > timezone.localdate(now):
        raise DomainError(_("This day is still to come."))
    sighting = VogSighting.objects.create(
        member=adults[member_id], seen_on=seen_on, seen_by=actor, profile_ok=profile_ok
    )
    logbook.record(
        actor, "people.vog.seen", supporter, now=now, households=[supporter.household_id]
    )
    return sighting


@transaction.atomic
def count_vogs_anew() -> int:
    """Follow a term that an organisation changed: the last day of each VOG by the numbers of now.

    Returns: how many last days changed. Nothing waits for this when a VOG runs out.
    """
    changed = []
    for sighting in VogSighting.objects.select_related("member"):
        last_day = last_day_of_vog(sighting.member.household_id, sighting.seen_on)
        if last_day != sighting.counts_until:
            sighting.counts_until = last_day
            changed.append(sighting)
    return VogSighting.objects.bulk_update(changed, ["counts_until"])


@transaction.atomic
def note_trust_step(
    *, actor: Person, supporter_id: int, step: str, done_on: date, now: datetime
) -> TrustStep:
    """Note a step of the trust file; noting it again corrects the day.

    Raises: DomainError when that day is still to come, or no programme knows this step.
    """
    supporter = _locked(actor, supporter_id, "note_trust_step")
    if done_on > timezone.localdate(now):
        raise DomainError(_("This day is still to come."))
    if not is_known(step, definition_of(supporter)):
        raise DomainError(_("This programme does not ask for that step."))
    return take_step(supporter, step, actor=actor, done_on=done_on, now=now)


@transaction.atomic
def tell_step(*, actor: Person, supporter_id: int, step: str, now: datetime) -> TrustStep:
    """A supporter says a word of its own, such as having brought up children (HS-08).

    Raises: DomainError when this programme does not leave that to their own word.
    """
    supporter = _locked(actor, supporter_id, "tell_step")
    told = {each.key for each in asked_steps(definition_of(supporter)) if each.told}
    if step not in told:
        raise DomainError(_("This programme does not ask for that step."))
    return take_step(supporter, step, actor=actor, done_on=timezone.localdate(now), now=now)


def take_step(
    supporter: Supporter, step: str, *, actor: Person, done_on: date, now: datetime
) -> TrustStep:
    """Write a step down; whoever takes a first one is on the way."""
    noted, _is_new = TrustStep.objects.update_or_create(
        supporter=supporter, step=step, defaults={"done_on": done_on, "done_by": actor}
    )
    if supporter.status == Supporter.Status.NEW:
        supporter.status = Supporter.Status.ACTIVE
        supporter.save(update_fields=["status"])
    logbook.record(
        actor, "people.trust_step.noted", supporter,
        now=now, households=[supporter.household_id], step=step,
    )  # fmt: skip
    return noted


@transaction.atomic
def set_pause(
    *,
    actor: Person,
    supporter_id: int,
    paused: bool,
    now: datetime,
    until: date | None = None,
) -> None:
    """Take a break from new proposals, or come back. What runs now goes on.

    Args: until: last day of the break; None is until they come back by themselves.
    Raises: DomainError when that day has passed, or they said goodbye before.
    """
    supporter = _locked(actor, supporter_id, "pause" if paused else "resume")
    if supporter.status == Supporter.Status.LEFT:
        raise DomainError(_("You said goodbye before. First come back."))
    if paused and until is not None and until < timezone.localdate(now):
        raise DomainError(_("This day has passed. Choose a day that is still to come."))
    supporter.status = Supporter.Status.PAUSED if paused else Supporter.Status.ACTIVE
    supporter.paused_until = until if paused else None
    supporter.save(update_fields=["status", "paused_until"])
    logbook.record(
        actor, "people.supporter.paused" if paused else "people.supporter.resumed", supporter,
        now=now, households=[supporter.household_id],
    )  # fmt: skip


@transaction.atomic
def end_breaks(*, now: datetime) -> int:
    """Let those whose break is over be open to proposals again, and tell them.

    Returns: how many came back.
    """
    over = Supporter.objects.filter(
        status=Supporter.Status.PAUSED, paused_until__lt=timezone.localdate(now)
    )
    back = 0
    for supporter in over.select_related("household").select_for_update(of=("self",)):
        supporter.status, supporter.paused_until = Supporter.Status.ACTIVE, None
        supporter.save(update_fields=["status", "paused_until"])
        logbook.record(
            SYSTEM, "people.supporter.resumed", supporter,
            now=now, households=[supporter.household_id],
        )  # fmt: skip
        mail.tell(person.email for person in supporter.household.people())
        back += 1
    return back


@transaction.atomic
def leave(*, actor: Person, supporter_id: int, now: datetime) -> Supporter:
    """Say goodbye as a supporter. What runs, the room above lets end first.

    Raises: DomainError when they left before.
    """
    supporter = _locked(actor, supporter_id, "leave")
    if supporter.status == Supporter.Status.LEFT:
        raise DomainError(_("You said goodbye before. Thank you for all you did."))
    supporter.status, supporter.left_at = Supporter.Status.LEFT, now
    supporter.paused_until = None
    supporter.save(update_fields=["status", "left_at", "paused_until"])
    logbook.record(
        actor, "people.supporter.left", supporter, now=now, households=[supporter.household_id]
    )
    return supporter


@transaction.atomic
def come_back(*, actor: Person, supporter_id: int, now: datetime) -> None:
    """Stand beside a family again. What was noted before is still there, as far as it counts.

    Raises: DomainError when they never left.
    """
    supporter = _locked(actor, supporter_id, "come_back")
    if supporter.status != Supporter.Status.LEFT:
        raise DomainError(_("You are with us already."))
    supporter.status, supporter.left_at = Supporter.Status.ACTIVE, None
    supporter.save(update_fields=["status", "left_at"])
    logbook.record(
        actor, "people.supporter.came_back", supporter,
        now=now, households=[supporter.household_id],
    )  # fmt: skip
