"""When something feels wrong, and when somebody has to look in an emergency."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from naast.common.sealed import SealedTextField
from naast.people.models import Household, Organisation, Person
from naast.support.models.match import Match


def _household_of(row: Alarm | BrokenGlass) -> str:
    return f"household:{row.household_id}"


def _about_somebody_else(actor: Person) -> Q:
    return Q(about_person__isnull=True) | ~Q(about_person=actor)


class AlarmQuerySet(models.QuerySet["Alarm"]):
    """Reads of alarms."""

    def visible_to(self, actor: Person) -> Self:
        """Alarms `actor` may know of. Every read starts here.

        If and only if: the actor raised it; or coordinates for the organisation that looks after
        the household, or looks along with it as the second person, and is not whom it is about.
        Nobody else at home: what a child or parent tells may be about who sits beside them.
        """
        watched = Q(household__organisation__in=actor.organisations_watched())
        return self.filter(Q(raised_by=actor) | (watched & _about_somebody_else(actor)))

    def watched_by(self, actor: Person) -> Self:
        """Alarms of the organisations in which `actor` can be one of the two who answer."""
        watched = self.filter(household__organisation__in=actor.organisations_watched())
        return watched.filter(_about_somebody_else(actor))

    def open(self) -> Self:
        """Alarms that nobody has settled yet."""
        return self.filter(settled_at__isnull=True)

    def whole(self) -> Self:
        """With everything a page about one needs."""
        return self.select_related(
            "household__organisation", "raised_by", "answered_by",
            "match__request__household", "match__supporter__household", "match__proposed_by",
        )  # fmt: skip


class Alarm(models.Model):
    """That somebody says something is not right (melding).

    `safety` lets the contact of `match` rest at once, until two different people say that it may
    go on. `surprise` asks why somebody looked (`about_line` is that line of the logbook); it rests
    nothing. `household` is whose words these are; its key seals them.
    """

    class Kind(models.TextChoices):
        SAFETY = "safety", _("Something is not right")
        SURPRISE = "surprise", _("This surprises me")

    kind = models.CharField(max_length=8, choices=Kind)
    household = models.ForeignKey(Household, models.CASCADE, related_name="alarms")
    match = models.ForeignKey(Match, models.CASCADE, null=True, related_name="alarms")
    about_line = models.BigIntegerField(null=True, help_text="Number of a line of the logbook.")
    about_person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", help_text="Who stands in that line."
    )
    words = SealedTextField(of=_household_of, blank=True)
    raised_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    raised_at = models.DateTimeField()
    answer = SealedTextField(of=_household_of, blank=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        ordering = ["raised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_surprise_rests_nothing", condition=Q(kind="safety") | Q(match__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"

    @property
    def about(self) -> str:
        """To what the two people say yes."""
        return f"alarm:{self.pk}"

    def households(self) -> tuple[int, ...]:
        """Ids of the households whose names stand with it, for the logbook."""
        return (self.household_id,) if self.match is None else self.match.households()


class BrokenGlassQuerySet(models.QuerySet["BrokenGlass"]):
    """Reads of broken glasses."""

    def visible_to(self, actor: Person) -> Self:
        """Glasses `actor` may know of: those the actor broke, and those of organisations in which
        the actor is told of it. The family reads theirs on its own page.
        """
        watched = Q(household__organisation__in=actor.organisations_watched())
        return self.filter(Q(person=actor) | watched)

    def whole(self) -> Self:
        """With everything a page about one needs."""
        return self.select_related("household__organisation", "person").prefetch_related(
            "household__members__person__contact"
        )


class BrokenGlass(models.Model):
    """That somebody from outside opened a household in an emergency (noodglas).

    Asked → open, for an hour at most → closed → explained. What it opens are grants with an end;
    this row says why. The family reads the reason and the explanation.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Asked for")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        EXPLAINED = "explained", _("Explained")

    household = models.ForeignKey(Household, models.CASCADE, related_name="glasses")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", help_text="For whom this person works."
    )
    reason = SealedTextField(of=_household_of)
    asked_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    explanation = SealedTextField(of=_household_of, blank=True)
    explained_at = models.DateTimeField(null=True)

    objects = BrokenGlassQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_glass_opens_with_an_end",
                condition=Q(opened_at__isnull=True, closes_at__isnull=True)
                | Q(closes_at__gte=F("opened_at")),
            ),
            models.CheckConstraint(
                name="a_glass_is_explained_after_it_was_open",
                condition=Q(explained_at__isnull=True) | Q(explained_at__gte=F("closes_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.household_id}"

    @property
    def basis(self) -> str:
        """What its grants rest on."""
        return f"glass:{self.pk}"

    def state(self, now: datetime) -> BrokenGlass.State:
        """Where it stands at this moment. It closes by itself: no timer has to run."""
        if self.explained_at is not None:
            return self.State.EXPLAINED
        if self.closes_at is None:
            return self.State.ASKED
        return self.State.OPEN if now < self.closes_at else self.State.CLOSED

    def households(self) -> tuple[int, ...]:
        """Id of the household it is about, for the logbook."""
        return (self.household_id,)
