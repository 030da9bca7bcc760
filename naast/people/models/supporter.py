"""Supporters: households that offer to stand beside another, and their trust file."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naast.common.sealed import SealedTextField
from naast.kernel.clock import add_months
from naast.people.models.grant import Grant
from naast.people.models.household import Household, HouseholdMember
from naast.people.models.organisation import Organisation
from naast.people.models.person import Person


def _household_of(row: Supporter) -> str:
    return f"household:{row.household_id}"


class SupporterQuerySet(models.QuerySet["Supporter"]):
    """Reads of supporters."""

    def visible_to(self, actor: Person) -> Self:
        """Supporters whose existence `actor` may know of. Every read starts here.

        If and only if: it is the actor's own household; or the actor coordinates for its
        organisation; or a live grant opens something of its household.
        """
        own = HouseholdMember.objects.grown_up(actor).filter(household=OuterRef("household"))
        opened = Grant.objects.live(timezone.now()).filter(
            household=OuterRef("household"), person=actor
        )
        return self.filter(
            Q(organisation__in=actor.organisations_coordinated()) | Exists(own) | Exists(opened),
            household__erased_at=None,
        )

    def looked_after_by(self, actor: Person) -> Self:
        """Supporters of the organisations that `actor` coordinates for."""
        return self.filter(
            organisation__in=actor.organisations_coordinated(), household__erased_at=None
        )

    def watched_by(self, actor: Person) -> Self:
        """Supporters of the organisations in which `actor` can be one of two who say yes."""
        return self.filter(
            organisation__in=actor.organisations_watched(), household__erased_at=None
        )

    def whole(self) -> Self:
        """With household, members, VOG and trust steps, in a fixed number of queries."""
        return self.select_related("household", "organisation").prefetch_related(
            Prefetch(
                "household__members",
                queryset=HouseholdMember.objects.select_related("person__contact"),
            ),
            "household__members__vog_sightings",
            "trust_steps",
        )


class Supporter(models.Model):
    """A household that offers support in a programme (steungezin), with its own words."""

    class Status(models.TextChoices):
        NEW = "new", _("New")
        ACTIVE = "active", _("Active")
        PAUSED = "paused", _("Paused")
        LEFT = "left", _("Left")

    household = models.ForeignKey(Household, models.CASCADE, related_name="supporters")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="supporters")
    programme = models.SlugField()
    kind = models.SlugField()
    words = SealedTextField(of=_household_of, blank=True)
    slots = models.JSONField(default=list)
    interests = models.JSONField(default=list)
    child_age_min = models.PositiveSmallIntegerField(default=0)
    child_age_max = models.PositiveSmallIntegerField(default=18)
    born = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Year of birth, told for who finds age important."
    )
    capacity = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=6, choices=Status, default=Status.NEW)
    paused_until = models.DateField(null=True, blank=True, help_text="Last day of the break.")
    registered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    route = models.SlugField(blank=True, help_text="By which road they came; only counted.")

    objects = SupporterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="supporter_age_range", condition=Q(child_age_max__gte=F("child_age_min"))
            ),
            models.CheckConstraint(
                name="supporter_left_at_iff_left",
                condition=Q(status="left", left_at__isnull=False)
                | (~Q(status="left") & Q(left_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="only_a_break_has_a_last_day",
                condition=Q(status="paused") | Q(paused_until__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["household", "programme"], name="one_offer_per_household_and_programme"
            ),
        ]

    def __str__(self) -> str:
        return self.household.name

    def households(self) -> tuple[int, ...]:
        """Id of the household it is about, for the logbook."""
        return (self.household_id,)

    def vog_seen_on(self) -> date | None:
        """The oldest VOG that counts: None while any adult who needs one has none that fits.

        Counts the latest fitting sighting of each adult at home (BG-03).
        """
        latest: list[date] = []
        for adult in self.household.adults_at_home():
            if not adult.needs_vog:
                continue
            fitting = [s.seen_on for s in adult.vog_sightings.all() if s.profile_ok]
            if not fitting:
                return None
            latest.append(max(fitting))
        return min(latest, default=None)

    def vog_renew_on(self, valid_months: int) -> date | None:
        """The last day on which the VOG counts, or None when there is none."""
        seen = self.vog_seen_on()
        return None if seen is None else add_months(seen, valid_months)

    def vog_valid(self, on: date, valid_months: int) -> bool:
        """Whether every adult who needs one has a VOG that fits, seen no longer than
        `valid_months` ago.
        """
        seen = self.vog_seen_on()
        return seen is not None and seen <= on <= add_months(seen, valid_months)

    def trust_done(self) -> dict[str, date]:
        """Steps of the trust file that were taken, with their day."""
        return {step.step: step.done_on for step in self.trust_steps.all()}


class VogSighting(models.Model):
    """That somebody saw the original VOG of an adult (VOG gezien). Never a document, never a
    number.
    """

    member = models.ForeignKey(HouseholdMember, models.CASCADE, related_name="vog_sightings")
    seen_on = models.DateField()
    seen_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    profile_ok = models.BooleanField()
    counts_until = models.DateField(
        blank=True, help_text="Its last day, by the shortest term of what the household offers."
    )

    class Meta:
        ordering = ["seen_on", "pk"]

    def __str__(self) -> str:
        return f"{self.member} {self.seen_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Work out the last day, so that the doors can ask for it."""
        if self.counts_until is None:
            self.counts_until = last_day_of_vog(self.member.household_id, self.seen_on)
        super().save(*args, **kwargs)


def last_day_of_vog(household_id: int, seen_on: date) -> date:
    """Until which day a VOG counts that was seen on a day: by the shortest term of the programmes
    this household offers support in. Where it offers nothing it counts that day only.
    """
    offers = Supporter.objects.filter(household=household_id).select_related("organisation")
    terms = [
        offering.definition().matching.vog_valid_months
        for offer in offers.prefetch_related("organisation__offerings")
        for offering in offer.organisation.offerings.all()
        if offering.programme == offer.programme
    ]
    return add_months(seen_on, min(terms, default=0))


class TrustStep(models.Model):
    """A step of getting to know a supporter (vertrouwensstap): a reference, a talk, a visit, a
    training, a word of its own. Which ones, the programme says (`naast.people.trust`).
    """

    class Step(models.TextChoices):
        """Steps that are called the same in each programme."""

        OF_AGE = "of_age", _("Old enough")
        PARENTING = "parenting", _("Brought up children")
        ACQUAINTANCE_TALK = "acquaintance_talk", _("Acquaintance talk")
        REFERENCE_1 = "reference_1", _("First reference")
        REFERENCE_2 = "reference_2", _("Second reference")
        HOME_VISIT = "home_visit", _("Home visit")
        TRAINING = "training", _("Training")

    supporter = models.ForeignKey(Supporter, models.CASCADE, related_name="trust_steps")
    step = models.SlugField(max_length=80)
    done_on = models.DateField()
    done_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["supporter", "step"], name="a_trust_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.supporter} {self.step}"
