"""What a family asks."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naast.common.sealed import SealedTextField
from naast.people.models import (
    Grant,
    Household,
    HouseholdMember,
    OfferingVersion,
    Organisation,
    Person,
)
from naast.programmes.vocabulary import Registrant, Topic


def _household_of(row: SupportRequest | YesOutside) -> str:
    return f"household:{row.household_id}"


class SupportRequestQuerySet(models.QuerySet["SupportRequest"]):
    """Reads of requests."""

    def visible_to(self, actor: Person) -> Self:
        """Requests whose existence `actor` may know of. Every read starts here.

        If and only if: it is the question of the actor's own household; or the actor coordinates
        for the organisation that was asked; or a live grant opens the story of that household to
        the actor.
        """
        own = HouseholdMember.objects.grown_up(actor).filter(household=OuterRef("household"))
        opened = Grant.objects.live(timezone.now()).filter(
            household=OuterRef("household"), person=actor, topic=Topic.STORY
        )
        return self.filter(
            Q(organisation__in=actor.organisations_coordinated()) | Exists(own) | Exists(opened),
            household__erased_at=None,
        )

    def looked_after_by(self, actor: Person) -> Self:
        """Requests put to the organisations that `actor` coordinates for."""
        return self.filter(
            organisation__in=actor.organisations_coordinated(), household__erased_at=None
        )

    def confirmed(self) -> Self:
        """Without those where a team asked and the parent has not said yes yet."""
        return self.exclude(status=SupportRequest.Status.UNCONFIRMED)

    def waiting(self) -> Self:
        """Open questions without a match on the way, longest waiting first."""
        open_ = [SupportRequest.Status.NEW, SupportRequest.Status.WAITING]
        return self.filter(status__in=open_).order_by("waiting_since", "pk")

    def whole(self) -> Self:
        """With household and members, in a fixed number of queries."""
        return self.select_related("household", "organisation").prefetch_related(
            "household__members__person__contact"
        )


class SupportRequest(models.Model):
    """A family's question (vraag) for support in a programme, in its own words.

    `asked_by` is in whose words it is. `alike` is what they said themselves matters in who comes
    beside them, as `naast.matching.Alike` takes it; what it says of culture are their own words,
    for people to read and for no rule.
    """

    class Status(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Waiting for the parent's yes")
        NEW = "new", _("New")
        WAITING = "waiting", _("Waiting")
        MATCHED = "matched", _("Matched")
        CLOSED = "closed", _("Closed")

    class Fit(models.TextChoices):
        SUITS = "suits", _("This suits the question")
        ELSEWHERE = "elsewhere", _("Something else suits better")

    household = models.ForeignKey(Household, models.CASCADE, related_name="requests")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="requests")
    programme = models.SlugField()
    version = models.ForeignKey(
        OfferingVersion, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The programme as it was run when the family asked.",
    )  # fmt: skip
    unsure = models.BooleanField(
        default=False, help_text="Who asked does not know which programme suits; we help to choose."
    )
    status = models.CharField(max_length=11, choices=Status, default=Status.NEW)
    question = SealedTextField(of=_household_of)
    slots = models.JSONField(default=list)
    interests = models.JSONField(default=list)
    wants = models.JSONField(default=list)
    asked_by = models.CharField(
        max_length=12,
        choices=[(who.value, who.value) for who in Registrant],
        default=Registrant.PARENT,
    )
    alike = models.JSONField(default=dict, blank=True)
    culture = SealedTextField(of=_household_of, blank=True)
    handle = SealedTextField(
        of=_household_of, blank=True, help_text="What somebody beside them should be able to do."
    )
    asked_with = SealedTextField(
        of=_household_of,
        blank=True,
        help_text="The team or teacher who asked together with the parent.",
    )
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateField()
    talk_planned_at = models.DateTimeField(null=True, blank=True)
    talk_held_on = models.DateField(null=True, blank=True)
    came_back_with_code = models.DateField(null=True, blank=True)
    fit = models.CharField(max_length=9, choices=Fit, blank=True)
    fit_decided_on = models.DateField(null=True, blank=True)
    other_offer = SealedTextField(
        of=_household_of,
        blank=True,
        help_text="What was found for this family when the programme does not suit it.",
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = SupportRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="request_closed_at_iff_closed",
                condition=Q(status="closed", closed_at__isnull=False)
                | (~Q(status="closed") & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="request_confirmed_unless_waiting_for_yes",
                condition=Q(status__in=["unconfirmed", "closed"]) | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="request_fit_iff_decided",
                condition=Q(fit="", fit_decided_on__isnull=True)
                | (~Q(fit="") & Q(fit_decided_on__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["household", "programme"],
                condition=~Q(status="closed"),
                name="one_open_request_per_household_and_programme",
            ),
        ]
        # Today and the waiting list read by organisation and status, oldest first.
        indexes = [
            models.Index(
                fields=["organisation", "status", "waiting_since"], name="requests_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.household} · {self.programme}"

    def households(self) -> tuple[int, ...]:
        """Id of the household it is about, for the logbook."""
        return (self.household_id,)

    def days_waiting(self, on: date) -> int:
        """Days since the family asked, >= 0."""
        return max(0, (on - self.waiting_since).days)

    @property
    def by_young_person(self) -> bool:
        """Whether these are the words of a young person, and no parent's."""
        return self.asked_by == Registrant.YOUNG_PERSON

    @property
    def typed_by(self) -> str:
        """Who wrote it down before somebody at home said yes: a team, or the child itself."""
        if self.asked_with or not self.by_young_person:
            return str(self.asked_with)
        return next((child.name for child in self.household.children() if child.person_id), "")

    def ages(self, on: date) -> list[int]:
        """Ages of whom it is for, in years: the children, or a young adult on its own."""
        home = self.household
        told = [m.age(on) for m in (home.children() or home.adults_at_home())]
        return [age for age in told if age is not None]


class YesOutside(models.Model):
    """That a coordinator said yes to a question outside the ages of the programme (ja buiten de
    leidraad), and why.
    """

    request = models.OneToOneField(SupportRequest, models.CASCADE, related_name="yes_outside")
    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    reason = SealedTextField(of=_household_of)
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    objects = models.Manager()

    def __str__(self) -> str:
        return f"{self.request_id} {self.said_at:%Y-%m-%d}"
