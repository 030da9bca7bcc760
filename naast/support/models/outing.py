"""Outings for pairs: planned by the coordinator, and each pair says whether it comes."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models

from naast.people.models import Organisation, Person
from naast.support.models.match import Match


class OutingQuerySet(models.QuerySet["Outing"]):
    """Reads of outings."""

    def looked_after_by(self, actor: Person) -> Self:
        """Those of the organisations `actor` coordinates for."""
        return self.filter(organisation__in=actor.organisations_coordinated())

    def ahead(self, now: datetime) -> Self:
        """Those that are still to come and were not called off, the nearest first."""
        return self.filter(called_off_at=None, starts_at__gte=now).order_by("starts_at", "pk")

    def for_match(self, match: Match) -> Self:
        """Those to which this pair is invited."""
        asked = match.request
        return self.filter(organisation=asked.organisation_id, programme=asked.programme)


class Outing(models.Model):
    """Something to do together for the pairs of one programme (uitje). About nobody: it is there
    for every pair, and names none.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="outings")
    programme = models.SlugField()
    title = models.CharField(max_length=80)
    about = models.CharField(max_length=400, blank=True)
    place = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField(help_text="For how many pairs there is room.")
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True, blank=True)

    objects = OutingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]

    def __str__(self) -> str:
        return self.title

    def taken(self) -> int:
        """How many pairs come."""
        return sum(reply.comes for reply in self.replies.all())


class OutingReplyQuerySet(models.QuerySet["OutingReply"]):
    """Reads of what pairs said to an outing."""

    def visible_to(self, actor: Person) -> Self:
        """Those of matches that are open to the actor."""
        return self.filter(match__in=Match.objects.visible_to(actor))


class OutingReply(models.Model):
    """Whether a pair comes to an outing. Not coming needs no reason, and may change."""

    outing = models.ForeignKey(Outing, models.CASCADE, related_name="replies")
    match = models.ForeignKey(Match, models.CASCADE, related_name="outing_replies")
    comes = models.BooleanField()
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    told = models.BooleanField(
        null=True, help_text="What the others of the pair were last mailed about; None: nothing."
    )
    told_at = models.DateTimeField(null=True)

    objects = OutingReplyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outing", "match"], name="a_pair_replies_once")
        ]

    def __str__(self) -> str:
        return f"{self.outing_id} {self.match_id}"

    @property
    def is_news(self) -> bool:
        """Whether the others were last told something else, or nothing."""
        return self.told != self.comes
