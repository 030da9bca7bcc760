"""What happens along the path of a match: its stones, and the first meeting."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from naast.common.sealed import SealedTextField
from naast.people.models import Person
from naast.support.models.match import Match


def match_of(row: Step | Meeting) -> str:
    """Whose key seals what two families wrote together: that of their match."""
    return f"match:{row.match_id}"


class Step(models.Model):
    """One stone of the path (stap): a phase of the programme, begun and completed on a day."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="steps")
    phase = models.SlugField()
    started_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The coordinator who decided together with both sides to go on.",
    )  # fmt: skip
    decided_on = models.DateField(null=True, blank=True)
    skipped_because = SealedTextField(of=match_of, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["match", "phase"], name="a_phase_once_per_match"),
            models.UniqueConstraint(
                fields=["match"], condition=Q(completed_on__isnull=True), name="one_open_step"
            ),
            models.CheckConstraint(
                name="step_decided_by_somebody_on_a_day",
                condition=Q(decided_by__isnull=True, decided_on__isnull=True)
                | Q(decided_by__isnull=False, decided_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_skipped_step_is_completed",
                condition=Q(skipped_because="") | Q(completed_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match_id} {self.phase}"


class Meeting(models.Model):
    """A first meeting (ontmoeting): planned, and noted when it was held."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="meetings")
    planned_at = models.DateTimeField()
    place = SealedTextField(of=match_of)
    held_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["planned_at", "pk"]

    def __str__(self) -> str:
        return f"{self.match_id} {self.planned_at:%Y-%m-%d}"
