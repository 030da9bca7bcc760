"""Trainings as people see them: who waits, what is coming, and how it stands with a place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naast.common.rows import lifted
from naast.people.models import Person, Supporter, Training, TrainingPlace
from naast.people.trust import (
    THEME,
    AskedStep,
    definition_of,
    missing_trust_steps,
    step_title,
    training_steps,
)
from naast.programmes import Programme
from naast.ui.components.formats import dutch_datetime, short_date

Reply = TrainingPlace.Reply
EXPECTED = (Reply.YES, "")
"""Replies of who has a place, or may still take it."""


@dataclass(frozen=True, slots=True)
class WaitingGroup:
    """Who waits for one training, longest waiting first. `group_from` is when a group begins."""

    organisation_id: int
    programme: str
    programme_title: str
    step: AskedStep
    supporters: Sequence[Supporter]
    group_from: int
    seats: int

    @property
    def enough(self) -> bool:
        """Whether a group can begin."""
        return len(self.supporters) >= self.group_from

    @property
    def since(self) -> date:
        """The day on which there were enough of them."""
        last = self.supporters[min(len(self.supporters), self.group_from) - 1]
        return timezone.localdate(last.registered_at)

    @property
    def key(self) -> str:
        """How an address calls this group."""
        return f"{self.organisation_id}.{self.programme}.{self.step.key}"

    @property
    def households(self) -> list[int]:
        """Ids of the households it names."""
        return [supporter.household_id for supporter in self.supporters]


def first_missing(supporter: Supporter, programme: Programme, on: date) -> list[AskedStep]:
    """The trainings a supporter waits for: the next evening, and each theme that is needed."""
    trained = {step.key for step in training_steps(programme)}
    missing = [s for s in missing_trust_steps(supporter, programme, on) if s.key in trained]
    evenings = [step for step in missing if not step.key.startswith(THEME)]
    return [*evenings[:1], *(step for step in missing if step not in evenings)]


def waiting_groups(supporters: Iterable[Supporter], *, now: datetime) -> list[WaitingGroup]:
    """Who of these waits for which training.

    Args: supporters: with trust steps, offerings and places (`training_places__training`).
    """
    on, found = timezone.localdate(now), dict[tuple[int, str, str], list[Supporter]]()
    steps: dict[tuple[int, str, str], tuple[AskedStep, Programme]] = {}
    here = (Supporter.Status.NEW, Supporter.Status.ACTIVE)
    for supporter in sorted(supporters, key=lambda s: (s.registered_at, s.pk)):
        if supporter.status not in here:
            continue
        programme = definition_of(supporter)
        for step in first_missing(supporter, programme, on):
            if not _has_place(supporter, step.key, now):
                key = (supporter.organisation_id, supporter.programme, step.key)
                found.setdefault(key, []).append(supporter)
                steps[key] = (step, programme)
    return [
        WaitingGroup(
            organisation_id=key[0],
            programme=key[1],
            programme_title=str(steps[key][1].name),
            step=steps[key][0],
            supporters=group,
            group_from=int(steps[key][1].volunteers.group_from),
            seats=int(steps[key][1].volunteers.seats),
        )
        for key, group in found.items()
    ]


def with_places(actor: Person) -> list[Supporter]:
    """The supporters `actor` looks after, with what `waiting_groups` needs."""
    mine = Supporter.objects.looked_after_by(actor).filter(left_at=None).whole()
    return list(mine.prefetch_related("organisation__offerings", "training_places__training"))


def _has_place(supporter: Supporter, step: str, now: datetime) -> bool:
    return any(
        place.training.step == step
        and place.reply in EXPECTED
        and place.training.cancelled_at is None
        and (place.training.starts_at > now or place.training.noted_at is None)
        for place in supporter.training_places.all()
    )


@dataclass(frozen=True, slots=True)
class Evening:
    """One evening in the agenda of a supporter. `place` is None where nobody is invited one by
    one; `taken` are the seats that are gone.
    """

    training: Training
    place: TrainingPlace | None
    kind: str

    @property
    def when(self) -> str:
        """Day and time in words."""
        return str(dutch_datetime(self.training.starts_at))

    @property
    def reply(self) -> str:
        """What was said, in words; empty when nothing was."""
        return str(self.place.get_reply_display()) if self.place and self.place.reply else ""


def agenda_of(supporter: Supporter, *, now: datetime) -> list[Evening]:
    """What is coming for one supporter, soonest first."""
    if supporter.status == Supporter.Status.LEFT:
        return []
    own = TrainingPlace.objects.filter(supporter=supporter, training__starts_at__gt=now)
    invited = own.filter(training__cancelled_at=None).select_related("training", "supporter")
    open_to_all = Training.objects.coming(now).filter(
        organisation=supporter.organisation_id, programme=supporter.programme
    )
    evenings = [
        *(Evening(place.training, place, _kind(place.training)) for place in invited),
        *(
            Evening(training, None, _kind(training))
            for training in open_to_all.exclude(kind=Training.Kind.TRAINING)
        ),
    ]
    return sorted(evenings, key=lambda evening: (evening.training.starts_at, evening.training.pk))


def _kind(training: Training) -> str:
    return str(training.get_kind_display())


def next_evening(agenda: Iterable[Evening]) -> str:
    """When supporters meet next, in words; empty when nothing is planned."""
    together = [e.training for e in agenda if e.training.kind != Training.Kind.TRAINING]
    return str(short_date(together[0].starts_at)) if together else ""


def honest_status(
    supporter: Supporter, programme: Programme, agenda: Sequence[Evening], *, now: datetime
) -> str:
    """How it stands with a training, in plain words for who waits: a place, or how many wait with
    them. Only numbers are told of others.
    """
    waits_for = first_missing(supporter, programme, timezone.localdate(now))
    if not waits_for:
        return ""
    for evening in agenda:
        if evening.training.step in {step.key for step in waits_for}:
            when = {"when": evening.when}
            if evening.reply and evening.place and evening.place.reply == Reply.YES:
                return _("You come on %(when)s.") % when
            return _("There is one on %(when)s. Do you come?") % when
    same = Supporter.objects.filter(
        organisation=supporter.organisation_id,
        programme=supporter.programme,
        status__in=(Supporter.Status.NEW, Supporter.Status.ACTIVE),
    ).exclude(trust_steps__step=waits_for[0].key)
    with lifted():  # a number of people, and nobody by name
        waiting = same.count()
    told = ngettext(
        "You are the first who waits. A group begins with %(from)s people.",
        "%(n)s people wait, you are one of them. A group begins with %(from)s people.",
        waiting,
    ) % {"n": waiting, "from": int(programme.volunteers.group_from)}
    alone = _("Would you rather begin alone? Ask the coordinator.")
    return f"{told} {alone}"


def counted_for(training: Training) -> str:
    """What a training counts for, in words."""
    return step_title(training.step) if training.step else str(training.get_kind_display())
