"""A match gets another face: who hands it over to whom, with a word for both families."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from naast.common.sealed import SealedTextField
from naast.people.models import Person
from naast.support.models.match import Match


def _match_of(row: Handover) -> str:
    return f"match:{row.match_id}"


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Reads of handovers."""

    def visible_to(self, actor: Person) -> Self:
        """Handovers of the matches `actor` may know of."""
        return self.filter(match__in=Match.objects.visible_to(actor))


class Handover(models.Model):
    """That another coordinator guides a match from now on (overdracht). Until `both_until` both of
    them can be reached; each row is one change of face.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="handovers")
    left_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = SealedTextField(of=_match_of)
    both_until = models.DateField(help_text="Last day on which both can be reached.")
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="nobody_hands_over_to_oneself", condition=~Q(left_by=F("taken_by"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.match_id}: {self.left_by} → {self.taken_by}"

    def households(self) -> tuple[int, ...]:
        """Ids of both households, for the logbook."""
        return self.match.households()
