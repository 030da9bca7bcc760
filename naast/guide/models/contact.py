"""Who answers the door: a person with a face, who said yes to standing there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone

from naast.guide.models.provider import Place
from naast.guide.models.service import Service

if TYPE_CHECKING:
    from naast.people.models import Person


class ContactPersonQuerySet(models.QuerySet["ContactPerson"]):
    """Reads of contact persons."""

    def published(self) -> Self:
        """Those who said yes: everybody may read of them."""
        return self.filter(said_yes_at__isnull=False)

    def looked_after_by(self, actor: Person) -> Self:
        """Those of services that `actor` keeps, also while they have not answered."""
        return self.filter(service__in=Service.objects.looked_after_by(actor))

    def yes_over_at(self, since: datetime) -> Self:
        """Those whose yes is from before `since`."""
        return self.filter(said_yes_at__lt=since)

    def unanswered_at(self, since: datetime) -> Self:
        """Those who were written down before `since` and have not said yes, asked or not."""
        return self.filter(said_yes_at=None, waits_since__lt=since)


class ContactPerson(models.Model):
    """Somebody to ask for by name (contactpersoon), at a school or club, or of a whole service.

    Nobody reads of it before `said_yes_at`: the person said yes by an own link, and takes it back
    by the same link. `face` is a small picture with nothing behind it. `waits_since` is when
    somebody was written down without an own yes; the yes empties it.
    """

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="contacts")
    place = models.ForeignKey(
        Place, models.SET_NULL, null=True, blank=True, related_name="contacts"
    )
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    times = models.CharField(max_length=200, blank=True)
    face = models.BinaryField(null=True, blank=True)
    face_kind = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    waits_since = models.DateTimeField(null=True, blank=True, default=timezone.now)
    said_yes_at = models.DateTimeField(null=True, blank=True)

    objects = ContactPersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            # Without either, no clock would ever take them away.
            models.CheckConstraint(
                condition=Q(said_yes_at__isnull=False) | Q(waits_since__isnull=False),
                name="guide_contact_said_yes_or_waits",
            )
        ]

    def __str__(self) -> str:
        return self.name
