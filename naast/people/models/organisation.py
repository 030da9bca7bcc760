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
from naast.programmes import Own, Programme, edition, find, is_known, read


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
    """That an organisation runs a programme (aanbod), with its own numbers, texts and beginnings of
    house rules where they differ. What it was before stands in its versions.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="offerings")
    programme = models.SlugField()
    overrides = models.JSONField(default=dict, blank=True, help_text="Own numbers, by key path.")
    texts = models.JSONField(default=dict, blank=True, help_text="Own texts, by key path.")
    house_rules = models.JSONField(
        null=True, blank=True, help_text="Own beginnings; null leaves those of the programme."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "programme"], name="one_offering_each")
        ]

    def __str__(self) -> str:
        return f"{self.programme} · {self.organisation}"

    def own(self) -> Own:
        """What this organisation made its own."""
        kept = {"numbers": self.overrides, "texts": self.texts, "house_rules": self.house_rules}
        return Own.from_json(kept)

    def definition(self) -> Programme:
        """The programme as this organisation runs it now.

        Raises: InvalidDefinition when something of its own does not fit the programme any more.
        """
        return _as_run(edition(self.programme).digest, self.programme, self.own().canonical())


class Edition(models.Model):
    """The text of a programme file as somebody ran it (uitgave). Never changed: a running match
    goes on with the words and numbers it began with, also when the file is another by now.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    programme = models.SlugField()
    text = models.TextField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.programme} {self.digest[:8]}"


class OfferingVersion(models.Model):
    """A programme as an organisation ran it from a moment on (versie). Never changed: adapting it,
    or going back, makes a new one. Without `made_by` the programme file itself had changed.
    """

    offering = models.ForeignKey(Offering, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    own = models.JSONField(default=dict, blank=True)
    goes_back_to = models.PositiveSmallIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["offering", "number"], name="offering_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.offering_id} v{self.number}"

    def definition(self) -> Programme:
        """The programme as it was run then."""
        own = Own.from_json(self.own).canonical()
        return _as_run(self.edition_id, "", own)


class MunicipalAges(models.Model):
    """Which further ages a municipality chose within an offering (leeftijden per gemeente)."""

    offering = models.ForeignKey(Offering, models.CASCADE, related_name="municipal_ages")
    municipality = models.CharField(max_length=4, help_text="Code of the municipality (CBS).")
    options = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offering", "municipality"], name="one_choice_of_ages_per_municipality"
            )
        ]

    def __str__(self) -> str:
        return f"{self.offering} · {self.municipality}"


@lru_cache(maxsize=256)
def _as_run(digest: str, slug: str, own: str) -> Programme:
    """A programme as somebody runs it, kept: checking its numbers takes 12 ms and every page asks.

    Args: slug: of the programme whose file has this digest now; empty when only the digest counts.
    """
    return _of_edition(digest, slug).with_own(Own.from_json(json.loads(own)))


@lru_cache(maxsize=64)
def _of_edition(digest: str, slug: str) -> Programme:
    """The programme in these very words: of the file when that still says the same."""
    if slug:
        return find(slug)
    kept = Edition.objects.get(digest=digest)
    now = edition(kept.programme) if is_known(kept.programme) else None
    same = now is not None and now.digest == digest
    return find(kept.programme) if same else read(kept.text, kept.programme)


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
    backup = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Whom families reach when this coordinator is away; None for a colleague.",
    )  # fmt: skip
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


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """Reads of absences."""

    def looked_after_by(self, actor: Person) -> Self:
        """Those in the organisations that `actor` coordinates for."""
        return self.filter(organisation__in=actor.organisations_coordinated())

    def on(self, day: date) -> Self:
        """Those on that day."""
        return self.filter(since__lte=day, until__gte=day)


class Absence(models.Model):
    """That a coordinator is away for a while, and who stands in (afwezigheid). No reason."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="absences")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="absences")
    since = models.DateField()
    until = models.DateField()
    backup = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_begins", condition=Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="nobody_stands_in_for_oneself", condition=~Q(backup=F("person"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.since} – {self.until}"
