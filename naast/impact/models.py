"""What reports are made of: totals per quarter, targets, prices, and sentences families offered."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from naast.common.sealed import SealedTextField
from naast.people.models import Household, HouseholdMember, Organisation, Person


class ClosedQuarter(models.Model):
    """A quarter that was counted (afgesloten kwartaal). What was counted then, stays."""

    first_day = models.DateField(unique=True)
    closed_at = models.DateTimeField()

    class Meta:
        ordering = ["first_day"]

    def __str__(self) -> str:
        return f"{self.first_day:%Y-%m}"


class TallyQuerySet(models.QuerySet["Tally"]):
    """Reads of totals."""

    def of_organisations(self, organisations: list[int]) -> Self:
        """What these organisations did."""
        return self.filter(organisation__in=organisations)

    def of_municipality(self, code: str) -> Self:
        """What was done for families who live in this municipality."""
        return self.filter(municipality=code)


class Tally(models.Model):
    """How many of something there were in a quarter (telling), in one part of the whole.

    `shown` is what may be told: how much the rounded running total grew. `counted` is the true
    number; it is needed to round the next quarter and for medians, and no report reads it out.
    It counts and points at nobody, so it stays when families are erased.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.SlugField()
    municipality = models.CharField(
        max_length=4, blank=True, help_text="CBS code; empty when it was not known any more."
    )
    indicator = models.SlugField()
    quarter = models.DateField(help_text="First day of the quarter.")
    counted = models.PositiveIntegerField()
    shown = models.PositiveIntegerField()

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "programme", "municipality", "indicator", "quarter"],
                name="one_tally_per_part_and_quarter",
            )
        ]
        # A municipality reads over all organisations.
        indexes = [models.Index(fields=["municipality", "quarter"], name="tallies_of_a_place")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.quarter:%Y-%m}"


class Target(models.Model):
    """What was agreed to reach in a year (doel): so many families, in a programme and place."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="targets")
    programme = models.SlugField()
    municipality = models.CharField(max_length=4, blank=True, help_text="CBS code; empty: all.")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "programme", "municipality", "year"],
                name="one_target_per_programme_place_and_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.year}: {self.number}"


class UnitPrice(models.Model):
    """An own price of an organisation for the calculator (eenheidsprijs): a range in whole euros,
    with where it comes from.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="unit_prices")
    key = models.SlugField()
    low = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_own_price_each"),
            models.CheckConstraint(name="a_price_range_rises", condition=Q(high__gte=F("low"))),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.low}–{self.high}"


class QuoteQuerySet(models.QuerySet["Quote"]):
    """Reads of sentences."""

    def visible_to(self, actor: Person) -> Self:
        """Sentences of the homes in which `actor` is at home as a grown-up. Nobody else reads
        whose a sentence is.
        """
        homes = HouseholdMember.objects.grown_up(actor).values("household")
        return self.filter(household__in=homes, household__erased_at=None)

    def standing(self) -> Self:
        """Sentences that may stand in a report now."""
        return self.filter(withdrawn_at=None, household__erased_at=None)


def _household_of(quote: Quote) -> str:
    return f"household:{quote.household_id}"


class Quote(models.Model):
    """A sentence that a family lets stand in reports (zin voor het verslag), without a name."""

    class Side(models.TextChoices):
        ASKING = "asking", _("Asking family")
        SUPPORTING = "supporting", _("Supporting family")

    household = models.ForeignKey(Household, models.CASCADE, related_name="quotes")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.SlugField()
    side = models.CharField(max_length=10, choices=Side)
    words = SealedTextField(of=_household_of)
    consent_given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    consented_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["-consented_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.programme} {self.side}"

    def households(self) -> tuple[int, ...]:
        """Whose it is, for the logbook."""
        return (self.household_id,)
