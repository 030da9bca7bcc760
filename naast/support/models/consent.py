"""What a family opens on purpose, beside what the path opens: a consent, and its address for a
visit.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from naast.common.sealed import SealedTextField
from naast.people.models import Household, Person
from naast.support.models.match import Match


def _midnight(day: date) -> datetime:
    """The moment at which a day begins in the Netherlands."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _household_of(consent: Consent) -> str:
    return f"household:{consent.household_id}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Reads of consents."""

    def visible_to(self, actor: Person) -> Self:
        """Consents `actor` may read: those of the own household, or of one it looks after."""
        own = Household.objects.of(actor)
        return self.filter(
            Q(household__in=own) | Q(household__organisation__in=actor.organisations_coordinated())
        )

    def standing(self, on: date) -> Self:
        """Those that open something on that day."""
        return self.filter(withdrawn_at=None, match__ended_at=None, ends_on__gte=on)


class Consent(models.Model):
    """A consent that a family gave on purpose (toestemming): which topics the family across may
    read, what for in the family's own words, and until which day.

    It opens grants with the basis `consent:3`. It is over when its last day has passed, when the
    family withdraws it, or when the match ends.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="consents")
    match = models.ForeignKey(Match, models.CASCADE, related_name="consents")
    topics = models.JSONField(default=list)
    purpose = SealedTextField(of=_household_of)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ends_on = models.DateField(help_text="The last day on which it counts.")
    warned_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="consent_withdrawn_after_it_was_given",
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.given_at:%Y-%m-%d}"

    @property
    def basis(self) -> str:
        """What its grants rest on."""
        return f"consent:{self.pk}"

    @property
    def until(self) -> datetime:
        """The moment at which it is over: the end of its last day."""
        return _midnight(self.ends_on + timedelta(days=1))

    def households(self) -> tuple[int, ...]:
        """Id of the household that gave it, for the logbook."""
        return (self.household_id,)

    def stands(self, on: date) -> bool:
        """Whether it opens something on that day."""
        over = self.withdrawn_at is not None or self.match.ended_at is not None
        return not over and self.ends_on >= on


class VisitQuerySet(models.QuerySet["Visit"]):
    """Reads of visits."""

    def visible_to(self, actor: Person) -> Self:
        """Visits `actor` may know of: to the own household, or to one it looks after."""
        own = Household.objects.of(actor)
        return self.filter(
            Q(household__in=own) | Q(household__organisation__in=actor.organisations_coordinated())
        )


class Visit(models.Model):
    """A visit for which a family opens its address to one person (bezoek). Never the address
    itself: that stays sealed, and is read after pressing for it.

    It opens a grant with the basis `visit:9`, from the day before until the day after.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="visits")
    match = models.ForeignKey(Match, models.CASCADE, related_name="visits")
    visitor = models.ForeignKey(Person, models.CASCADE, related_name="+")
    day = models.DateField()
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.household_id} {self.day}"

    @property
    def basis(self) -> str:
        """What its grant rests on."""
        return f"visit:{self.pk}"

    def opens_at(self, now: datetime) -> datetime:
        """From when the address can be read: the day before, or now when that has begun."""
        return max(now, _midnight(self.day - timedelta(days=1)))

    @property
    def shuts_at(self) -> datetime:
        """Until when: the end of the day after."""
        return _midnight(self.day + timedelta(days=2))

    def households(self) -> tuple[int, ...]:
        """Id of the household that is visited, for the logbook."""
        return (self.household_id,)
