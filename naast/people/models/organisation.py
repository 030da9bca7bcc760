"""Organisations, what they offer and who works there."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naast.people.models.person import Person
from naast.programmes import Programme, find


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Reads of organisations."""

    def for_postcode(self, postcode: str, programme: str) -> Organisation | None:
        """The organisation that runs `programme` where `postcode` lies, or None."""
        runs = self.filter(offerings__programme=programme).select_related("area").order_by("pk")
        return next((each for each in runs if each.area and each.area.contains(postcode)), None)


class Organisation(models.Model):
    """Who runs programmes (organisatie), or a municipality that reads totals."""

    name = models.CharField(max_length=100, unique=True)
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True)

    objects = OrganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Offering(models.Model):
    """That an organisation runs a programme (aanbod), with its own numbers where they differ."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="offerings")
    programme = models.SlugField()
    overrides = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "programme"], name="one_offering_each")
        ]

    def __str__(self) -> str:
        return f"{self.programme} · {self.organisation}"

    def definition(self) -> Programme:
        """The programme as this organisation runs it.

        Raises: what `Programme.with_overrides` raises when an own number is out of range.
        """
        return _as_run(self.programme, json.dumps(self.overrides, sort_keys=True))


@lru_cache(maxsize=256)
def _as_run(programme: str, overrides: str) -> Programme:
    """A programme with own numbers, kept: checking them takes 12 ms and every page asks."""
    return find(programme).with_overrides(json.loads(overrides))


class RoleQuerySet(models.QuerySet["Role"]):
    """Reads of roles."""

    def live(self, on: date) -> Self:
        """Roles held on that day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)


class Role(models.Model):
    """What somebody does for an organisation, from when until when (rol)."""

    class Kind(models.TextChoices):
        COORDINATOR = "coordinator", _("Coordinator")
        REGIONAL = "regional", _("Regional coordinator")
        MUNICIPALITY = "municipality", _("Reads totals")

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=12, choices=Kind)
    phone = models.CharField(max_length=20, blank=True, help_text="Families call this number.")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    granted_at = models.DateTimeField(
        default=timezone.now,
        editable=False,
        help_text="When it was written down. A role of less than a day gives no second yes.",
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.kind} · {self.organisation}"
