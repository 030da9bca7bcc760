"""What bridges the waiting, and what somebody would like to talk about."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from naast.common.sealed import SealedTextField
from naast.people.models import Household, HouseholdMember, Organisation, Person
from naast.support.models.match import Match
from naast.support.models.request import SupportRequest
from naast.support.models.steps import match_of


class BridgeQuerySet(models.QuerySet["Bridge"]):
    """Reads of what bridges the waiting."""

    def there_for(self, asked: SupportRequest) -> Self:
        """What is offered now to who waits with this question, in the order it was written."""
        here = self.filter(organisation=asked.organisation_id, closed_at=None)
        return here.filter(programme__in=("", asked.programme)).order_by("pk")

    def looked_after_by(self, actor: Person) -> Self:
        """Those of the organisations `actor` coordinates for."""
        return self.filter(organisation__in=actor.organisations_coordinated())


class Bridge(models.Model):
    """Something that is there at once for who waits (overbrugging): a walk-in, a number to call.
    About nobody. Without a programme it is there for everybody who waits at that organisation.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="bridges")
    programme = models.SlugField(blank=True)
    title = models.CharField(max_length=80)
    about = models.CharField(max_length=400)
    link = models.URLField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = BridgeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class BridgeFitQuerySet(models.QuerySet["BridgeFit"]):
    """Reads of what a waiting family said that suits it."""

    def visible_to(self, actor: Person) -> Self:
        """If and only if the actor is at home there as a grown-up, or coordinates there."""
        own = HouseholdMember.objects.grown_up(actor).values("household")
        return self.filter(
            Q(household__in=own) | Q(household__organisation__in=actor.organisations_coordinated())
        )


class BridgeFit(models.Model):
    """That a waiting family said that something suits it (dit past). Nothing else is kept."""

    request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="bridge_fits")
    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    bridge = models.ForeignKey(Bridge, models.CASCADE, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    objects = BridgeFitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "bridge"], name="a_bridge_fits_once")
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.bridge_id}"


class ChosenThemes(models.Model):
    """What who asks would like to talk about (gekozen thema's): keys of the programme, and own
    words. Both sides of the match read it; only who asks changes it.
    """

    match = models.OneToOneField(Match, models.CASCADE, related_name="themes")
    chosen = models.JSONField(default=list)
    words = SealedTextField(of=match_of, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = models.Manager()

    def __str__(self) -> str:
        return f"{self.match_id} {len(self.chosen)}"
