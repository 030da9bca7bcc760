"""The logbook, the drafts, the outbox, and how often somebody may try."""

import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    """Reads of the logbook."""

    def about_household(self, household_id: int) -> Self:
        """Everything done that concerns one household, newest first."""
        return self.filter(household_id=household_id).order_by("-at", "-pk")


class LogEntry(models.Model):
    """One line of the logbook (logboek): who did what, when, about which household.

    Carries ids and codes, never a foreign key and never what somebody wrote: a line outlives
    what it speaks of. `actor_name` and `actor_role` are kept as they were at that moment.
    """

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=100)
    actor_role = models.CharField(max_length=100, blank=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    household_id = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        # A family opens its own lines, newest first.
        indexes = [models.Index(fields=["household_id", "-at"], name="log_of_a_household")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action}"


def _token() -> str:
    return secrets.token_urlsafe(24)


class DraftQuerySet(models.QuerySet["Draft"]):
    """Reads of drafts."""

    def alive(self, now: datetime) -> Self:
        """Drafts that somebody may still come back for."""
        return self.filter(updated_at__gte=now - Draft.KEPT_FOR)


class Draft(models.Model):
    """Answers somebody is still giving (concept), kept on the server so that a closed tab loses
    nothing.

    Whoever knows the token may go on with it; it is made of 192 random bits and never listed.
    """

    KEPT_FOR = timedelta(days=30)

    token = models.CharField(max_length=40, unique=True, default=_token)
    kind = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def keep(self, step: str, values: dict[str, Any], now: datetime) -> None:
        """Remember the answers of one step, in place of the earlier ones of that step."""
        self.answers = {**self.answers, step: values}
        self.updated_at = now
        self.save(update_fields=["answers", "updated_at"])


class OutgoingMail(models.Model):
    """A mail that still has to leave (uitgaande mail). Its text is written when it is sent.

    `kind` names who writes it; `facts` is what the writer needs: ids and links.
    """

    kind = models.CharField(max_length=40)
    to = models.EmailField()
    language = models.CharField(max_length=10)
    facts = models.JSONField(default=dict)
    put_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Bucket(models.Model):
    """How many tries are left of one limit, and since when (emmer). `key` is a keyed hash."""

    key = models.CharField(max_length=64, unique=True)
    tokens = models.FloatField()
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"bucket {self.pk}"
