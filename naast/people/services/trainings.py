"""Writes about trainings: plan one, invite, say whether you come, note who was there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook, mail
from naast.kernel.errors import DomainError
from naast.people import policies
from naast.people.models import Organisation, Person, Supporter, Training, TrainingPlace
from naast.people.services.supporters import take_step
from naast.people.trust import training_steps

Reply = TrainingPlace.Reply


@dataclass(frozen=True, slots=True)
class Evening:
    """What is planned: `step` is the step of the trust file it counts for, empty for intervision
    and theme evenings; `seats` >= 1.
    """

    kind: str
    step: str
    title: str
    starts_at: datetime
    place: str
    seats: int


@transaction.atomic
def plan_training(
    *,
    actor: Person,
    organisation_id: int,
    programme: str,
    evening: Evening,
    supporter_ids: Collection[int] = (),
    now: datetime,
    because: str = "",
) -> Training:
    """Plan an evening, and invite who waits for it.

    Args: because: why somebody begins alone (MM-08); they read it too.
    Raises: DomainError when it begins in the past, counts for nothing the programme asks, or has
    fewer seats than one.
    """
    organisation = Organisation.objects.get(pk=organisation_id)
    training = Training(
        organisation=organisation,
        programme=programme,
        kind=evening.kind,
        step=evening.step,
        title=evening.title,
        starts_at=evening.starts_at,
        place=evening.place,
        seats=evening.seats,
        planned_by=actor,
        planned_at=now,
    )
    policies.trainings.require(actor, "plan", training)
    if evening.starts_at <= now:
        raise DomainError(_("This moment has passed. Choose one that is still to come."))
    offered = {each.programme: each for each in organisation.offerings.all()}
    if programme not in offered:
        raise DomainError(_("Your organisation does not offer this programme."))
    counting = {step.key for step in training_steps(offered[programme].definition())}
    training_kind = evening.kind == Training.Kind.TRAINING
    if training_kind and evening.step not in counting:
        raise DomainError(_("This programme does not ask for that step."))
    training.step = evening.step if training_kind else ""
    training.save()
    logbook.record(actor, "people.training.planned", training, now=now)
    _invite(training, supporter_ids, actor=actor, because=because, now=now)
    return training


@transaction.atomic
def invite(
    *, actor: Person, training_id: int, supporter_ids: Collection[int], now: datetime
) -> int:
    """Invite more people to a training that is still to come. Who was invited before stays so.

    Returns: how many were invited now.
    Raises: DomainError when it has begun or was called off.
    """
    training = _locked(actor, training_id, "invite")
    _require_open(training, now)
    return _invite(training, supporter_ids, actor=actor, because="", now=now)


def _invite(
    training: Training,
    supporter_ids: Collection[int],
    *,
    actor: Person,
    because: str,
    now: datetime,
) -> int:
    mine = Supporter.objects.looked_after_by(actor).filter(
        organisation=training.organisation_id, programme=training.programme, left_at=None
    )
    there = set(training.places.values_list("supporter", flat=True))
    invited = 0
    for supporter in mine.filter(pk__in=supporter_ids).select_related("household"):
        if supporter.pk in there:
            continue
        place = TrainingPlace.objects.create(
            training=training, supporter=supporter, invited_at=now, because=because
        )
        logbook.record(
            actor, "people.training.invited", place, now=now, households=place.households()
        )
        _tell([supporter])
        invited += 1
    return invited


@transaction.atomic
def answer(*, actor: Person, place_id: int, reply: str, now: datetime) -> TrainingPlace:
    """Say whether you come. Changing your mind is fine; a coordinator may note what was said by
    phone.

    Raises: DomainError when it has begun, was called off, is full, or the answer is the same.
    """
    visible = TrainingPlace.objects.visible_to(actor)
    place = visible.select_related("supporter__household").get(pk=place_id)
    policies.training_places.require(actor, "answer", place)
    # Locked as a whole: two people never take the last seat together.
    training = Training.objects.select_for_update().get(pk=place.training_id)
    place = visible.select_related("supporter__household").get(pk=place_id)
    _require_open(training, now)
    if place.reply == reply:
        raise DomainError(_("You told us already. Thank you."))
    if reply == Reply.YES and training.full:
        raise DomainError(_("This training is full. You are the first to hear of the next one."))
    place.reply, place.replied_by, place.replied_at = reply, actor, now
    place.save(update_fields=["reply", "replied_by", "replied_at"])
    logbook.record(
        actor, "people.training.answered", place, now=now, households=place.households(),
        reply=reply,
    )  # fmt: skip
    return place


@transaction.atomic
def note_presence(
    *, actor: Person, training_id: int, place_ids: Collection[int], now: datetime
) -> int:
    """Note in one go who was at a training: for each of them the step of the trust file is taken.
    Who was not there is not noted; noting it again adds who was forgotten.

    Returns: how many were noted now.
    Raises: DomainError before it began, when it was called off, or for the actor's own home.
    """
    training = _locked(actor, training_id, "note_presence")
    if training.cancelled_at is not None:
        raise DomainError(_("This evening was called off."))
    if not training.over(now):
        raise DomainError(_("This evening is still to come."))
    chosen = training.places.filter(pk__in=place_ids, was_there=False, supporter__left_at=None)
    noted = 0
    for place in chosen.select_related("supporter__household", "supporter__organisation"):
        supporter = place.supporter
        if supporter.household.is_home_of(actor):
            raise DomainError(_("This is about your own home. A colleague does this for you."))
        place.was_there = True
        place.save(update_fields=["was_there"])
        take_step(
            supporter, training.step, actor=actor,
            done_on=timezone.localdate(training.starts_at), now=now,
        )  # fmt: skip
        noted += 1
    training.noted_at = now
    training.save(update_fields=["noted_at"])
    return noted


@transaction.atomic
def call_off(*, actor: Person, training_id: int, now: datetime) -> None:
    """Call an evening off, and tell who was invited.

    Raises: DomainError when it has begun or was called off before.
    """
    training = _locked(actor, training_id, "call_off")
    _require_open(training, now)
    training.cancelled_at = now
    training.save(update_fields=["cancelled_at"])
    places = training.places.exclude(reply=Reply.NO).select_related("supporter__household")
    supporters = [place.supporter for place in places]
    logbook.record(
        actor, "people.training.called_off", training,
        now=now, households=[supporter.household_id for supporter in supporters],
    )  # fmt: skip
    _tell(supporters)


def _tell(supporters: Iterable[Supporter]) -> None:
    for supporter in supporters:
        mail.tell(person.email for person in supporter.household.people())


def _locked(actor: Person, training_id: int, action: str) -> Training:
    visible = Training.objects.visible_to(actor)
    training = visible.select_for_update(of=("self",)).get(pk=training_id)
    policies.trainings.require(actor, action, training)
    return training


def _require_open(training: Training, now: datetime) -> None:
    if training.cancelled_at is not None:
        raise DomainError(_("This evening was called off."))
    if training.over(now):
        raise DomainError(_("This evening has passed."))
