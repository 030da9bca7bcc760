"""Evenings for who stands beside somebody, and who is asked to come."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from naast.common.sealed import SealedTextField
from naast.people.models.household import HouseholdMember
from naast.people.models.organisation import Organisation
from naast.people.models.person import Person
from naast.people.models.supporter import Supporter


def _household_of(row: TrainingPlace) -> str:
    return f"household:{row.supporter.household_id}"


class TrainingQuerySet(models.QuerySet["Training"]):
    """Reads of trainings."""

    def visible_to(self, actor: Person) -> Self:
        """Trainings whose existence `actor` may know of. Every read starts here.

        If and only if: the actor coordinates for its organisation; or is at home with a supporter
        of the same organisation and programme, to which an intervision or theme evening is open,
        or who is invited to the training.
        """
        own = HouseholdMember.objects.grown_up(actor).filter(
            household__supporters__organisation=OuterRef("organisation"),
            household__supporters__programme=OuterRef("programme"),
            household__supporters__left_at=None,
        )
        invited = TrainingPlace.objects.filter(
            training=OuterRef("pk"),
            supporter__household__in=HouseholdMember.objects.grown_up(actor).values("household"),
        )
        return self.filter(
            Q(organisation__in=actor.organisations_coordinated())
            | (~Q(kind=Training.Kind.TRAINING) & Exists(own))
            | Exists(invited)
        )

    def looked_after_by(self, actor: Person) -> Self:
        """Those of the organisations that `actor` coordinates for."""
        return self.filter(organisation__in=actor.organisations_coordinated())

    def coming(self, now: datetime) -> Self:
        """Those that are still to come and go on."""
        return self.filter(starts_at__gt=now, cancelled_at=None)


class Training(models.Model):
    """An evening for supporters of one programme (bijeenkomst): a training, intervision or a
    theme evening. A training counts for a step of the trust file. For the others nobody is
    invited, and nobody notes who stayed away.
    """

    class Kind(models.TextChoices):
        TRAINING = "training", _("Training")
        INTERVISION = "intervision", _("Intervision")
        THEME = "theme", _("Theme evening")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="trainings")
    programme = models.SlugField()
    kind = models.CharField(max_length=11, choices=Kind)
    step = models.SlugField(max_length=80, blank=True, help_text="Step of the trust file.")
    title = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=120)
    seats = models.PositiveSmallIntegerField(default=12)
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    noted_at = models.DateTimeField(null=True, blank=True, help_text="When it was noted who came.")
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="only_a_training_counts_for_a_step",
                condition=(Q(kind="training") & ~Q(step="")) | (~Q(kind="training") & Q(step="")),
            ),
            models.CheckConstraint(name="a_training_has_a_seat", condition=Q(seats__gte=1)),
        ]

    def __str__(self) -> str:
        return self.title

    def over(self, now: datetime) -> bool:
        """Whether it has begun."""
        return self.starts_at <= now

    def taken(self) -> int:
        """How many said yes."""
        return sum(place.reply == TrainingPlace.Reply.YES for place in self.places.all())

    @property
    def full(self) -> bool:
        """Whether every seat is taken."""
        return self.taken() >= self.seats


class TrainingPlaceQuerySet(models.QuerySet["TrainingPlace"]):
    """Reads of invitations."""

    def visible_to(self, actor: Person) -> Self:
        """Invitations `actor` may know of: of the own home, or of the organisation the actor
        coordinates for.
        """
        own = HouseholdMember.objects.grown_up(actor).filter(
            household=OuterRef("supporter__household")
        )
        return self.filter(
            Q(training__organisation__in=actor.organisations_coordinated()) | Exists(own),
            supporter__household__erased_at=None,
        )


class TrainingPlace(models.Model):
    """That a supporter is invited to a training, and what it said (uitnodiging). `because` is why
    somebody begins alone.
    """

    class Reply(models.TextChoices):
        YES = "yes", _("Yes, we come")
        NO = "no", _("No")
        OTHER = "other", _("Another moment")

    training = models.ForeignKey(Training, models.CASCADE, related_name="places")
    supporter = models.ForeignKey(Supporter, models.CASCADE, related_name="training_places")
    invited_at = models.DateTimeField()
    reply = models.CharField(max_length=5, choices=Reply, blank=True)
    replied_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)
    was_there = models.BooleanField(default=False)
    because = SealedTextField(of=_household_of, blank=True)

    objects = TrainingPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "supporter"], name="one_place_in_a_training"
            ),
            models.CheckConstraint(
                name="a_reply_has_its_moment",
                condition=Q(reply="", replied_at=None) | (~Q(reply="") & ~Q(replied_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training} {self.supporter}"

    def households(self) -> tuple[int, ...]:
        """Id of the household it is about, for the logbook."""
        return (self.supporter.household_id,)
