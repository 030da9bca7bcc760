"""Grants: consent as a row. Who may read which topic of a household, why, from when until when."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from naast.kernel.clock import dutch_day
from naast.people.models.person import Person
from naast.programmes.vocabulary import Topic

__all__ = ["ClosedTopic", "Grant", "Topic"]


class GrantQuerySet(models.QuerySet["Grant"]):
    """Reads of grants."""

    def not_over(self, now: datetime) -> Self:
        """Grants that were given and have not ended, begun or still to begin, locked or not."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now))

    def running(self, now: datetime) -> Self:
        """Grants that were given, began and have not ended, locked or not."""
        return self.not_over(now).filter(starts_at__lte=now)

    def live(self, now: datetime) -> Self:
        """Grants that open something at this moment.

        A door that needs a VOG is locked from the second in which the VOG of an adult of that
        supporting household no longer counts (00.00 in the Netherlands after its last day), and
        open again when a new one was noted. No timer has to run.
        """
        return self.running(now).filter(_no_vog_or_one_that_counts(dutch_day(now)))

    def topics(self, household_id: int, person: Person, now: datetime) -> set[str]:
        """What of this household is open to this person now."""
        live = self.live(now).filter(household=household_id, person=person)
        return set(live.values_list("topic", flat=True))


@lru_cache(maxsize=2)
def _no_vog_or_one_that_counts(day: date) -> Q:
    """Kept for a day: every read of somebody else's household asks this, and it holds no rows."""
    adults = _adults_who_need_a_vog(OuterRef("needs_vog_of__household"))
    without = adults.filter(~Exists(_vogs_that_count(day)))
    # Where no adult is found at all, as when rows are kept back, it is locked too.
    return Q(needs_vog_of__isnull=True) | (Exists(adults) & ~Exists(without))


def _adults_who_need_a_vog(household: OuterRef) -> models.QuerySet[Any]:
    # Found by name: households stand above grants.
    members = apps.get_model("people", "HouseholdMember").objects
    return members.filter(household=household, kind="adult", at_home=True, needs_vog=True)


def _vogs_that_count(day: date) -> models.QuerySet[Any]:
    """Sightings of one adult, the row outside, that count on that day."""
    return apps.get_model("people", "VogSighting").objects.filter(
        member=OuterRef("pk"), profile_ok=True, seen_on__lte=day, counts_until__gte=day
    )


class Grant(models.Model):
    """One open door (inzage): a topic of a household, for one person, for a while.

    `basis` says what it rests on, such as `match:12`; when that ends, the grant ends. A door by
    which a supporting household comes near a child also needs its VOG (`needs_vog_of`).
    """

    household = models.ForeignKey("people.Household", models.CASCADE, related_name="grants")
    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    topic = models.CharField(max_length=20, choices=[(topic.value, topic.value) for topic in Topic])
    purpose = models.CharField(max_length=60)
    basis = models.CharField(max_length=40)
    needs_vog_of = models.ForeignKey(
        "people.Supporter", models.CASCADE, null=True, blank=True, related_name="+",
        help_text="Open only while the VOG of every adult there counts.",
    )  # fmt: skip
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_ends_after_it_begins",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
            ),
            models.UniqueConstraint(
                fields=["household", "person", "topic", "basis"],
                condition=Q(ends_at__isnull=True),
                name="one_open_grant_per_basis",
            ),
        ]
        # Consent is the query: every read of somebody else's household looks here.
        indexes = [models.Index(fields=["person", "household", "topic"], name="grant_of_a_person")]

    def __str__(self) -> str:
        return f"{self.topic} of {self.household_id} for {self.person_id}"


class ClosedTopicQuerySet(models.QuerySet["ClosedTopic"]):
    """Reads of topics that a family closed."""

    def standing(self) -> Self:
        """Those that were not opened again."""
        return self.filter(reopened_at__isnull=True)


class ClosedTopic(models.Model):
    """A topic that a family closed by itself (gesloten onderwerp), though `basis` would open it.

    As long as it stands nothing opens that topic on that basis again: not a later phase, not an
    adult who comes to live there. The family opens it again when it likes.
    """

    household = models.ForeignKey("people.Household", models.CASCADE, related_name="closed_topics")
    topic = models.CharField(max_length=20, choices=[(topic.value, topic.value) for topic in Topic])
    basis = models.CharField(max_length=40)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(null=True, blank=True)

    objects = ClosedTopicQuerySet.as_manager()

    class Meta:
        ordering = ["closed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "topic", "basis"],
                condition=Q(reopened_at__isnull=True),
                name="a_topic_closed_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} of {self.household_id} on {self.basis}"
