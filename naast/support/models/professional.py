"""Who works with a family and stands apart: what they ask, and the exception with a reason."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from naast.common.sealed import SealedTextField
from naast.people.models import Grant, Household, HouseholdMember, Person
from naast.people.models.grant import GrantQuerySet
from naast.programmes.vocabulary import Topic
from naast.support.models.match import Match
from naast.support.models.request import SupportRequest


def _household_of(row: Professional | Enquiry | Exchange) -> str:
    return f"household:{row.household_id}"


def _at_home_or_looked_after(actor: Person) -> Q:
    own = Household.objects.of(actor)
    return Q(household__in=own) | Q(household__organisation__in=actor.organisations_coordinated())


def _opened(exchange: str) -> GrantQuerySet:
    """Live grants that rest on the exception whose number stands in that field."""
    return Grant.objects.live(timezone.now()).filter(
        topic=Topic.ENQUIRIES,
        basis=Concat(Value("exchange:"), Cast(OuterRef(exchange), models.CharField())),
    )


class ProfessionalQuerySet(models.QuerySet["Professional"]):
    """Reads of who works with a family."""

    def visible_to(self, actor: Person) -> Self:
        """Those of the own household, or of one the actor looks after."""
        return self.filter(_at_home_or_looked_after(actor), household__erased_at=None)

    def known(self) -> Self:
        """Those who may still ask something."""
        return self.filter(stopped_at=None, waits_for_yes=False)


class Professional(models.Model):
    """Somebody who works with a family, named by it or registered together with it
    (wie voor zijn werk meekijkt). Without an account and outside every match.

    By a link of their own they ask the coordinator something; of the family they read nothing.
    `named_by` is None when they registered together with a parent. Whom a coordinator named because
    the family asked her to gets no link before an adult of the family said yes.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="professionals")
    request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="professionals")
    name = SealedTextField(of=_household_of)
    email = SealedTextField(of=_household_of)
    named_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    named_at = models.DateTimeField()
    waits_for_yes = models.BooleanField(
        default=False,
        help_text="A coordinator named them, and the family's yes is awaited.",
    )
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = ProfessionalQuerySet.as_manager()

    class Meta:
        ordering = ["named_at", "pk"]

    def __str__(self) -> str:
        return f"{self.household_id} {self.named_at:%Y-%m-%d}"

    def households(self) -> tuple[int, ...]:
        """Id of the family they work with, for the logbook."""
        return (self.household_id,)


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    """Reads of what professionals ask."""

    def visible_to(self, actor: Person) -> Self:
        """Those about the own household, of one the actor looks after, and those put to who
        stands beside a family, while a live grant of the exception opens them to the actor.
        """
        put_to = Exists(_opened("exchange").filter(person=actor))
        return self.filter(_at_home_or_looked_after(actor) | put_to, household__erased_at=None)

    def waiting(self) -> Self:
        """Those nobody answered yet."""
        return self.filter(answered_at=None)

    def with_coordinator(self, on: date) -> Self:
        """Those that were asked there, or of an exception that does not count any more."""
        counts = Exchange.objects.agreed(on).filter(pk=OuterRef("exchange"))
        return self.exclude(Exists(counts))


class Enquiry(models.Model):
    """A question of a professional and the answer to it (navraag). The family reads both.

    It goes to the coordinator; with `exchange` to who stands beside the family, by way of an
    exception that the family said yes to.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="enquiries")
    professional = models.ForeignKey(Professional, models.CASCADE, related_name="enquiries")
    exchange = models.ForeignKey(
        "support.Exchange", models.CASCADE, null=True, blank=True, related_name="enquiries"
    )
    words = SealedTextField(of=_household_of)
    asked_at = models.DateTimeField()
    answer = SealedTextField(of=_household_of, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="an_enquiry_is_answered_by_somebody",
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.professional_id} {self.asked_at:%Y-%m-%d}"

    def households(self) -> tuple[int, ...]:
        """Id of the family it is about, for the logbook."""
        return (self.household_id,)


class ExchangeQuerySet(models.QuerySet["Exchange"]):
    """Reads of exceptions."""

    def visible_to(self, actor: Person) -> Self:
        """Those of the own household, or of one the actor looks after."""
        return self.filter(_at_home_or_looked_after(actor), household__erased_at=None)

    def reached_by(self, actor: Person) -> Self:
        """The same, and those of the home in which `actor` lives as a child or young person."""
        child = HouseholdMember.objects.young(actor).values("household")
        return self.filter(_at_home_or_looked_after(actor) | Q(household__in=child)).filter(
            household__erased_at=None
        )

    def open_to(self, actor: Person) -> Self:
        """Those by which `actor`, beside the family, may read and answer a professional now."""
        return self.agreed(timezone.localdate()).filter(Exists(_opened("pk").filter(person=actor)))

    def standing(self, on: date) -> Self:
        """Those that were written and that nobody ended, whether the family said yes or not."""
        return self.filter(ended_at=None, match__ended_at=None, ends_on__gte=on)

    def agreed(self, on: date) -> Self:
        """Those that count on that day: the family said yes."""
        return self.standing(on).filter(agreed_at__isnull=False)


class Exchange(models.Model):
    """That a professional and who stands beside the family may exchange after all (uitzondering):
    with a reason, until a day, and only once the family said yes.

    It opens grants with the basis `exchange:4`. The family, or a young person at home, ends it.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="exchanges")
    match = models.ForeignKey(Match, models.CASCADE, related_name="exchanges")
    professional = models.ForeignKey(Professional, models.CASCADE, related_name="exchanges")
    reason = SealedTextField(of=_household_of)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    ends_on = models.DateField(help_text="The last day on which it counts.")
    agreed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["professional"],
                condition=Q(ended_at=None),
                name="one_exchange_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.professional_id} {self.proposed_at:%Y-%m-%d}"

    @property
    def basis(self) -> str:
        """What its grants rest on."""
        return f"exchange:{self.pk}"

    @property
    def until(self) -> datetime:
        """The moment at which it is over: the end of its last day."""
        midnight = datetime.combine(self.ends_on + timedelta(days=1), time.min)
        return timezone.make_aware(midnight)

    def households(self) -> tuple[int, ...]:
        """Id of the family it is about, for the logbook."""
        return (self.household_id,)

    def opened(self, now: datetime) -> GrantQuerySet:
        """The grants by which somebody beside the family reads and answers now."""
        return Grant.objects.live(now).filter(topic=Topic.ENQUIRIES, basis=self.basis)
