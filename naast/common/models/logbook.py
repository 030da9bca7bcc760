"""The logbook: lines that are only ever added, each holding on to the one before it."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    """Reads of the logbook."""

    def about_household(self, household_id: int) -> Self:
        """Everything done or looked at that concerns one household, newest first."""
        return self.filter(household_id=household_id).order_by("-at", "-pk")

    def writes(self) -> Self:
        """Lines of something that was changed."""
        return self.filter(kind=LogEntry.Kind.WRITE)

    def looks(self) -> Self:
        """Lines of somebody who read."""
        return self.filter(kind=LogEntry.Kind.LOOK)

    def chain(self, organisation_id: int) -> Self:
        """All lines of one organisation, in the order in which they were written."""
        return self.filter(organisation_id=organisation_id).order_by("seq")


class LogEntry(models.Model):
    """One line of the logbook (logboekregel): who did or read what, when, about which household.

    Carries ids and codes, never a foreign key and never what somebody wrote: a line outlives what
    it speaks of. The fields are those of NEN 7513: the event (`action`, `kind`, `subject`), its
    time, the user (`actor_id`, `actor_role`) and the organisation that answers for it, the client
    (`household_id`), the ground (`basis`: `own`, `organisation:3`, or that of the grant that opened
    the door) and whether a glass was broken. `payload` is sealed with the household's own key, and
    `hash` covers it as it stands there: when the key is destroyed the chain still holds.
    """

    class Kind(models.TextChoices):
        WRITE = "write", _("Written")
        LOOK = "look", _("Read")

    organisation_id = models.BigIntegerField(help_text="Whose chain; 0 for the house itself.")
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=5, choices=Kind)
    actor_id = models.BigIntegerField(null=True)
    actor_role = models.CharField(max_length=20)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    household_id = models.BigIntegerField(null=True)
    basis = models.CharField(max_length=40, blank=True)
    broken_glass = models.BooleanField(default=False)
    payload = models.TextField(blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "seq"], name="a_place_in_the_chain")
        ]
        indexes = [
            # A family opens its own lines, newest first.
            models.Index(fields=["household_id", "-at"], name="log_of_a_household"),
            # What did this person look at today? Asked by the desk and by the officer.
            models.Index(fields=["actor_id", "-at"], name="log_of_an_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.seq} {self.action}"


class LogHead(models.Model):
    """The last line of one organisation's chain (kop van het logboek).

    Locked while a line is added, so that two writers cannot take the same place.
    """

    organisation_id = models.BigIntegerField(unique=True)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.seq}"
