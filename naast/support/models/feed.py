"""A secret link to somebody's own times, for the calendar in a phone."""

from __future__ import annotations

import secrets
from typing import Self

from django.db import models
from django.utils.crypto import salted_hmac

from naast.people.models import Person


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    """Reads of feeds."""

    def visible_to(self, actor: Person) -> Self:
        """Nobody's but the own one."""
        return self.filter(person=actor)

    def opened_by(self, secret: str) -> CalendarFeed | None:
        """The feed this secret opens; None for one that is unknown or was taken back."""
        return self.filter(key_hash=CalendarFeed.hash_of(secret)).first()


class CalendarFeed(models.Model):
    """That somebody reads their times in an own calendar (agenda-link). The link itself is shown
    once and nowhere kept: only its keyed hash is.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_feed")
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"feed of {self.person_id}"

    @staticmethod
    def new_secret() -> str:
        """Something nobody can guess."""
        return secrets.token_urlsafe(32)

    @staticmethod
    def hash_of(secret: str) -> str:
        """How a secret is kept."""
        return salted_hmac("naast.support.CalendarFeed", secret, algorithm="sha256").hexdigest()
