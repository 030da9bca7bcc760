"""A second supporter beside the same family, with the same rights and a role of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from naast.common.sealed import SealedTextField
from naast.people.models import HouseholdMember, Person, Supporter
from naast.support.models.match import Match


def _match_of(row: Companion) -> str:
    return f"match:{row.match_id}"


class CompanionQuerySet(models.QuerySet["Companion"]):
    """Reads of companions."""

    def open(self) -> Self:
        """Those who were asked or stand beside the family, in a match that goes on."""
        return self.filter(closed_at=None, match__ended_at=None)

    def present(self) -> Self:
        """Those to whom the family and they themselves said yes, and whose part goes on."""
        return self.open().filter(welcomed_at__isnull=False, agreed_at__isnull=False)

    def visible_to(self, actor: Person) -> Self:
        """Companions `actor` may know of. Every read starts here.

        If and only if: the actor coordinates for the organisation that was asked; or the match is
        open to the actor and the family said yes, or is the actor's own; or the actor was asked,
        after the family said yes.
        """
        own = HouseholdMember.objects.grown_up(actor)
        asks = own.filter(household=OuterRef("match__request__household"))
        asked = own.filter(household=OuterRef("supporter__household"))
        looked_after = Q(match__request__organisation__in=actor.organisations_coordinated())
        welcome = Q(welcomed_at__isnull=False)
        beside = Q(match__in=Match.objects.visible_to(actor)) & (
            (welcome & Q(agreed_at__isnull=False)) | Exists(asks)
        )
        invited = welcome & Q(closed_at=None, match__ended_at=None) & Exists(asked)
        return self.filter(looked_after | beside | invited)


class Companion(models.Model):
    """That a second supporter stands beside a family in the same match (naast elkaar).

    The coordinator asks; first the family says yes, then who is asked. From then on both read and
    do the same, each under its own VOG. Who closes its part leaves a letter, and may be asked back
    in one step. Each time of coming is a row of its own.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="companions")
    supporter = models.ForeignKey(Supporter, models.PROTECT, related_name="companions")
    role = models.SlugField(help_text="A supporting role of the programme.")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    welcomed_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Who said no or closed their part; None when the match ended.",
    )  # fmt: skip
    letter = SealedTextField(of=_match_of, blank=True)
    comes_back = models.BooleanField(
        default=False, help_text="Said on closing: the family may ask me back in one step."
    )
    waits_for_vog_since = models.DateField(null=True, blank=True)

    objects = CompanionQuerySet.as_manager()

    said_yes: Sequence[Person] | None = None
    """Who said yes to a child going along, when a list asked for it at once (`second_yes`)."""

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "supporter"],
                condition=Q(closed_at__isnull=True),
                name="a_companion_once_at_a_time",
            ),
            models.CheckConstraint(
                name="a_companion_is_welcome_before_it_agrees",
                condition=Q(agreed_at__isnull=True) | Q(welcomed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match_id}: {self.role}"

    @property
    def is_open(self) -> bool:
        """Whether it was asked or stands there, and nobody closed it."""
        return self.closed_at is None

    @property
    def is_present(self) -> bool:
        """Whether both said yes and this part goes on."""
        return self.is_open and self.agreed_at is not None

    @property
    def is_done(self) -> bool:
        """Whether it stood there and closed its part."""
        return not self.is_open and self.agreed_at is not None

    @property
    def awaits_family(self) -> bool:
        """Whether the family still says whether this person is welcome."""
        return self.is_open and self.welcomed_at is None

    @property
    def awaits_supporter(self) -> bool:
        """Whether the family said yes, and who is asked did not answer yet."""
        return self.is_open and self.welcomed_at is not None and self.agreed_at is None

    @property
    def role_title(self) -> str:
        """What this part is called in the programme."""
        role = self.match.definition().roles.get(self.role)
        return str(role.title) if role else self.role

    @property
    def about(self) -> str:
        """To what a coordinator says yes who looks along: this supporter near these children. It
        stays the same when who closed its part comes back.
        """
        return f"companion:{self.match_id}:{self.supporter_id}"

    def households(self) -> tuple[int, ...]:
        """Whose data it holds, for the logbook: the family that asks, and who stands there."""
        homes = (self.match.request.household, self.supporter.household)
        return tuple(home.pk for home in homes if home.erased_at is None)
