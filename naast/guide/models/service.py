"""What there is for families, where and when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from naast.guide.freshness import Freshness, freshness, terms
from naast.guide.models.provider import Place, Provider
from naast.guide.region import municipalities_of

if TYPE_CHECKING:
    from naast.people.models import Person


class ServiceQuerySet(models.QuerySet["Service"]):
    """Reads of services. They are public; `visible_to` says who may keep them."""

    def shown(self, on: date) -> Self:
        """What the public reads on that day: what is there, and was looked at lately enough."""
        since = on - timedelta(days=terms().hidden_days)
        return self.filter(status__in=Service.THERE, assured_on__gte=since)

    def whole(self) -> Self:
        """With everything a page about one or more of them shows, in a fixed number of queries."""
        return self.select_related("provider").prefetch_related(
            "at__place", "at__times", "times", "served"
        )

    def looked_after_by(self, actor: Person) -> Self:
        """Those that reach a municipality `actor` coordinates in. What is there for the whole
        country is kept by who runs this installation.
        """
        codes = municipalities_of(actor)
        if not codes:
            return self.none()
        reached = ServedMunicipality.objects.filter(code__in=codes, service=models.OuterRef("pk"))
        return self.filter(models.Exists(reached))


class Service(models.Model):
    """Something that is there for families (voorziening): a walk-in, a course, somebody to talk to.

    Where it may be used is not where its office is: `nationwide`, or the municipalities of
    `served`. `themes` and `languages` are keys of `taxonomy.toml` and codes of ISO 639-1. Ages are
    years, both ends included. `assured_on` is the day on which somebody last checked that it is
    right, `assured_by` in whose name; both together or neither.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", _("It is there")
        PAUSED = "temporarily closed", _("Closed for a while")
        INACTIVE = "inactive", _("Not there at the moment")
        GONE = "defunct", _("It has stopped")

    THERE = (Status.ACTIVE, Status.PAUSED)

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="services")
    name = models.CharField(max_length=120)
    about = models.TextField(max_length=3000)
    how = models.TextField(max_length=1000, blank=True, help_text="How one begins.")
    for_whom = models.TextField(max_length=500, blank=True)
    website = models.URLField(blank=True)
    email = models.EmailField(blank=True, help_text="A public address.")
    phone = models.CharField(max_length=30, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.ACTIVE)
    youngest = models.PositiveSmallIntegerField(null=True, blank=True)
    oldest = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = models.JSONField(default=list, blank=True)
    themes = models.JSONField(default=list, blank=True)
    is_free = models.BooleanField(null=True, help_text="Empty when nobody said so.")
    costs = models.CharField(max_length=200, blank=True)
    nationwide = models.BooleanField(default=False)
    assured_on = models.DateField(null=True, blank=True)
    assured_by = models.CharField(max_length=120, blank=True)
    asked_on = models.DateField(
        null=True, blank=True, help_text="When the owner was last asked whether it is still right."
    )
    owner_says = models.TextField(
        max_length=500, blank=True, help_text="What the owner says is not right."
    )
    helped = models.PositiveIntegerField(default=0)
    did_not_help = models.PositiveIntegerField(default=0)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["status", "assured_on"], name="services_shown")]
        constraints = [
            models.CheckConstraint(
                name="oldest_is_not_under_youngest",
                condition=Q(youngest=None) | Q(oldest=None) | Q(oldest__gte=F("youngest")),
            ),
            models.CheckConstraint(
                name="assured_on_a_day_by_somebody",
                condition=Q(assured_on=None, assured_by="")
                | (Q(assured_on__isnull=False) & ~Q(assured_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def freshness(self, on: date) -> Freshness:
        """How long ago somebody checked it, in one word."""
        return freshness(self.assured_on, on)

    @property
    def owner_email(self) -> str:
        """The public address to which we write; empty when there is none."""
        return self.email or self.provider.email


class ServedMunicipality(models.Model):
    """A municipality whose families may use a service (gebied); a CBS code such as `0546`."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="served")
    code = models.CharField(max_length=4, db_index=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["service", "code"], name="served_municipality_once")
        ]

    def __str__(self) -> str:
        return self.code


class ServicePlace(models.Model):
    """That a service is given at a place (waar)."""

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="at")
    place = models.ForeignKey(Place, models.CASCADE, related_name="for_services")
    about = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["service", "place"], name="service_at_a_place_once")
        ]

    def __str__(self) -> str:
        return f"{self.service_id} · {self.place_id}"


class OpeningTime(models.Model):
    """When one can come or call (openingstijd): a day of the week, from when until when.

    Without `at` it counts for the service wherever it is, such as a telephone. `every` is 1 for
    each week, 2 for each other week. `words` say what numbers cannot ("niet in de vakantie").
    """

    class Day(models.TextChoices):
        MO = "MO", _("Monday")
        TU = "TU", _("Tuesday")
        WE = "WE", _("Wednesday")
        TH = "TH", _("Thursday")
        FR = "FR", _("Friday")
        SA = "SA", _("Saturday")
        SU = "SU", _("Sunday")

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="times")
    at = models.ForeignKey(
        ServicePlace, models.CASCADE, null=True, blank=True, related_name="times"
    )
    day = models.CharField(max_length=2, choices=Day)
    opens = models.TimeField()
    closes = models.TimeField()
    every = models.PositiveSmallIntegerField(default=1)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="closes_after_it_opens", condition=Q(closes__gt=F("opens"))
            ),
            models.CheckConstraint(name="every_so_many_weeks", condition=Q(every__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.opens:%H:%M}–{self.closes:%H:%M}"
