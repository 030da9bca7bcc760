"""The plan that everybody beside a family shares: tasks per part, and going along for a while."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naast.common.sealed import SealedJSONField, SealedTextField
from naast.people.models import Person
from naast.support.models.match import Match


def _match_of(row: Task | Errand) -> str:
    return f"match:{row.match_id}"


class TaskQuerySet(models.QuerySet["Task"]):
    """Reads of tasks."""

    def visible_to(self, actor: Person) -> Self:
        """Tasks of matches that are open to the actor: everybody beside the family reads all."""
        return self.filter(match__in=Match.objects.visible_to(actor))


class Task(models.Model):
    """Something that one part of the plan does (taak), such as the family or the family coach.

    That it is done, not needed, or comes later are answers of equal rank.
    """

    class Standing(models.TextChoices):
        OPEN = "open", _("To do")
        DONE = "done", _("Done")
        NOT_NEEDED = "not_needed", _("Not needed")
        LATER = "later", _("Later")

    match = models.ForeignKey(Match, models.CASCADE, related_name="tasks")
    part = models.SlugField(help_text="A role of the programme.")
    words = SealedTextField(of=_match_of)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.OPEN)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    said_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField(null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.match_id} {self.part}"

    def households(self) -> tuple[int, ...]:
        """Ids of the households that read it, for the logbook."""
        return self.match.households()


class ErrandQuerySet(models.QuerySet["Errand"]):
    """Reads of appointments to which somebody goes along."""

    def visible_to(self, actor: Person) -> Self:
        """Those of matches that are open to the actor."""
        return self.filter(match__in=Match.objects.visible_to(actor))


class Errand(models.Model):
    """Appointments of the family elsewhere, to which somebody goes along the first times (meegaan).

    `together` is how many times; from the next one on the family goes alone. `days` are the days
    of the appointments, as ISO dates in order.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="errands")
    what = SealedTextField(of=_match_of)
    together = models.PositiveSmallIntegerField()
    days = SealedJSONField(of=_match_of, default=list)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ErrandQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="going_along_at_most_ten_times", condition=Q(together__lte=10)
            )
        ]

    def __str__(self) -> str:
        return f"{self.match_id} {self.written_at:%Y-%m-%d}"

    def planned(self) -> Sequence[date]:
        """The days of the appointments, in order."""
        return sorted(date.fromisoformat(day) for day in self.days)

    def been(self, on: date) -> int:
        """How often they went together before this day."""
        return min(self.together, sum(day < on for day in self.planned()))

    def households(self) -> tuple[int, ...]:
        """Ids of the households that read it, for the logbook."""
        return self.match.households()
