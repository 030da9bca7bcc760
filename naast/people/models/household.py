"""Households and who belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naast.kernel.clock import age_in_year
from naast.people.models.grant import Grant
from naast.people.models.organisation import Organisation
from naast.people.models.person import Person


class HouseholdQuerySet(models.QuerySet["Household"]):
    """Reads of households."""

    def of(self, person: Person) -> Self:
        """Households this person lives in."""
        own = HouseholdMember.objects.filter(household=OuterRef("pk"), person=person, at_home=True)
        return self.filter(Exists(own), erased_at=None)

    def visible_to(self, actor: Person) -> Self:
        """Households whose existence `actor` may know of. Every read starts here.

        If and only if: the actor lives there; or coordinates for the organisation that looks
        after it; or a live grant opens something of it. What exactly is opened:
        `Grant.objects.topics`. Who was erased is not there for anybody.
        """
        own = HouseholdMember.objects.filter(household=OuterRef("pk"), person=actor, at_home=True)
        opened = Grant.objects.live(timezone.now()).filter(household=OuterRef("pk"), person=actor)
        return self.filter(
            Q(organisation__in=actor.organisations_coordinated()) | Exists(own) | Exists(opened),
            erased_at=None,
        )


class Household(models.Model):
    """People who live together (huishouden): a family that asks, a family that supports, or both.

    A parent who lives elsewhere can be a member with `at_home=False`: known, but reading nothing
    here. A household that was erased keeps a row without a name, so that what remains of it can be
    counted; nothing can be sealed for it any more.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="households")
    name = models.CharField(
        max_length=120, help_text="First names of the adults, as others read them."
    )
    postcode = models.CharField(max_length=4)
    languages = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = HouseholdQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def households(self) -> tuple[int, ...]:
        """Its own id, for the logbook."""
        return (self.pk,)

    def adults_at_home(self) -> Sequence[HouseholdMember]:
        """Grown-ups who live here: those who say yes and sign together."""
        return [m for m in self.members.all() if m.kind == HouseholdMember.Kind.ADULT and m.at_home]

    def children(self) -> Sequence[HouseholdMember]:
        """The children, oldest first."""
        young = [m for m in self.members.all() if m.kind == HouseholdMember.Kind.CHILD]
        return sorted(young, key=lambda m: (m.birth_year or 0, m.name))

    def people(self) -> Sequence[Person]:
        """Adults at home who are known as a person, for messages and grants."""
        return [m.person for m in self.adults_at_home() if m.person is not None]

    def hangs_on(self, person: Person) -> bool:
        """Whether this person is the last adult at home who is known here: without, nobody could
        read or speak for this family any more.
        """
        return [each.pk for each in self.people()] == [person.pk]

    def is_home_of(self, person: Person) -> bool:
        """Whether this person lives here."""
        return any(m.person_id == person.pk and m.at_home for m in self.members.all())


class HouseholdMember(models.Model):
    """Somebody in a household (gezinslid). First name or nickname is enough, a birth year for a
    child.
    """

    class Kind(models.TextChoices):
        ADULT = "adult", _("Adult")
        CHILD = "child", _("Child")

    household = models.ForeignKey(Household, models.CASCADE, related_name="members")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="memberships"
    )
    kind = models.CharField(max_length=5, choices=Kind)
    name = models.CharField(max_length=60)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    at_home = models.BooleanField(default=True)
    needs_vog = models.BooleanField(default=True, help_text="Only counts for adults who support.")

    class Meta:
        ordering = ["kind", "birth_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person"], name="a_person_once_per_household"
            ),
            models.CheckConstraint(
                name="a_child_has_a_birth_year",
                condition=Q(kind="adult") | Q(birth_year__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def age(self, on: date) -> int | None:
        """Age in years as far as the birth year tells it; None when it is not known."""
        return None if self.birth_year is None else age_in_year(self.birth_year, on)
