"""How often two sides see each other, and the times together that differ from it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naast.common.sealed import SealedTextField
from naast.people.models import Person
from naast.support.models.match import Match


def _match_of(row: Rhythm) -> str:
    return f"match:{row.match_id}"


class DayPart(models.TextChoices):
    """A part of the day, for who agrees on no hour."""

    MORNING = "morning", _("in the morning")
    AFTERNOON = "afternoon", _("in the afternoon")
    EVENING = "evening", _("in the evening")


class Rhythm(models.Model):
    """A version of how often two sides see each other (ritme).

    It holds from the day on which both sides had said yes to it (`Acceptance`), and never before
    `starts_on`; until then the version before it holds. With `at_least` the rule names no days: it
    says in which stretch of time they see each other at least so many times, planned one by one.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="rhythms")
    version = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=120, help_text="A recurrence rule of RFC 5545.")
    at_least = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    day_part = models.CharField(max_length=9, choices=DayPart, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    words = SealedTextField(of=_match_of, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["match", "version"], name="rhythm_version"),
            models.CheckConstraint(
                name="rhythm_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="rhythm_agreed_or_declined",
                condition=Q(agreed_at__isnull=True) | Q(declined_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match_id} v{self.version}"

    @property
    def holds_from(self) -> date | None:
        """The first day on which it can hold; None while not both sides said yes."""
        if self.agreed_at is None:
            return None
        return max(self.starts_on, timezone.localdate(self.agreed_at))


class Appointment(models.Model):
    """A time together (keer samen) that differs from the rhythm: moved, cancelled or extra.

    A time that goes as the rhythm says has no row. `rhythm_day` is the day on which the rhythm had
    planned it; an extra time has none. `version` counts every change, so that two people who change
    it at once never overwrite each other.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="appointments")
    rhythm_day = models.DateField(null=True, blank=True)
    day = models.DateField()
    day_part = models.CharField(max_length=9, choices=DayPart, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["match", "rhythm_day"], name="a_rhythm_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.match_id} {self.day}"
