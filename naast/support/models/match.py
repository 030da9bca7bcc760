"""Two households beside each other, and the path they walk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from naast.people.models import Household, HouseholdMember, OfferingVersion, Person, Supporter
from naast.programmes import Programme, find
from naast.support.models.match_reads import MatchManager
from naast.support.models.request import SupportRequest
from naast.support.models.side import Side

if TYPE_CHECKING:
    from naast.support.models.companion import Companion


class Match(models.Model):
    """A supporting family beside an asking family (koppeling), from proposal to goodbye.

    From `anonymised_at` on only dates and codes are left, to be counted: what both wrote is gone.
    """

    class Ending(models.TextChoices):
        DECLINED = "declined", _("One of the two said no to the proposal")
        EXPIRED = "expired", _("No answer in time")
        STOPPED = "stopped", _("Stopped on the way")
        WITHDRAWN = "withdrawn", _("Taken back by the coordinator")
        COMPLETED = "completed", _("Rounded off")

    request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="matches")
    supporter = models.ForeignKey(Supporter, models.PROTECT, related_name="matches")
    first_role = models.SlugField(
        default="supporting",
        help_text="The part of who stands there first; another one where they took it over.",
    )
    version = models.ForeignKey(
        OfferingVersion, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The programme as it was run when this match started; it keeps that.",
    )  # fmt: skip
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    guided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The coordinator both families call; None is who proposed it.",
    )  # fmt: skip
    expires_on = models.DateField(help_text="Last day for both to answer the proposal.")
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=9, choices=Ending, blank=True)
    farewell_on = models.DateField(null=True, blank=True)
    stays_in_touch = models.BooleanField(null=True, blank=True)
    waits_for_vog_since = models.DateField(
        null=True, blank=True, help_text="When both heard that it waits for a new VOG."
    )
    anonymised_at = models.DateTimeField(null=True, editable=False)

    objects = MatchManager()

    said_yes: Sequence[Person] | None = None
    """Who said yes to a child going along, when a list asked for it at once (`second_yes`)."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(ended_at__isnull=True),
                name="one_live_match_per_request",
            ),
            models.CheckConstraint(
                name="match_ending_iff_ended",
                condition=Q(ended_at__isnull=True, ending="")
                | (Q(ended_at__isnull=False) & ~Q(ending="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request.household} × {self.supporter.household}"

    @property
    def guide(self) -> Person:
        """The coordinator both families call: their fixed face."""
        return self.guided_by or self.proposed_by

    @property
    def basis(self) -> str:
        """What grants of this match rest on."""
        return f"match:{self.pk}"

    def definition(self) -> Programme:
        """The programme, as the organisation that was asked ran it when this match started."""
        if self.version is not None:
            return self.version.definition()
        for offering in self.request.organisation.offerings.all():
            if offering.programme == self.request.programme:
                return offering.definition()
        raise LookupError(f"{self.request.organisation} no longer offers {self.request.programme}")

    def bring_along(self) -> Self:
        """Fetch what only some matches need: the second supporters where there can be any, and
        the offering of a match that is older than the versions. Returns: the match itself.
        """
        if len(find(self.request.programme).supporting_roles) > 1:
            prefetch_related_objects([self], "companions__supporter__household__members__person")
        if self.version is None:
            prefetch_related_objects([self], "request__organisation__offerings")
        return self

    def household(self, side: Side | str) -> Household:
        """The household on that side; on the supporting side the one that came first."""
        asking = side == Side.ASKING
        return self.request.household if asking else self.supporter.household

    def beside(self) -> list[Companion]:
        """The second supporters who stand there now; in most programmes nobody does."""
        if len(find(self.request.programme).supporting_roles) < 2:
            return []
        return [each for each in self.companions.all() if each.is_present]

    def supporters(self) -> list[Supporter]:
        """Everybody who stands beside the asking family now, the first one first."""
        return [self.supporter, *(each.supporter for each in self.beside())]

    def homes(self, side: Side | str) -> list[Household]:
        """Every household on that side; two supporters are both of them."""
        if side == Side.ASKING:
            return [self.request.household]
        return [supporter.household for supporter in self.supporters()]

    def everybody(self) -> list[Household]:
        """Every household that takes part, the asking one first."""
        return [home for side in Side for home in self.homes(side)]

    def households(self) -> tuple[int, ...]:
        """Ids of every household that takes part, for the logbook; without one that was erased."""
        return tuple(household.pk for household in self.everybody() if household.erased_at is None)

    def home_of(self, person: Person) -> Household | None:
        """The household of this match in which this person lives; None for everybody else."""
        return next((home for home in self.everybody() if home.is_home_of(person)), None)

    def side_of(self, person: Person) -> Side | None:
        """On which side this person lives; None for everybody else."""
        for side in Side:
            if any(home.is_home_of(person) for home in self.homes(side)):
                return side
        return None

    def supporter_of(self, person: Person) -> Supporter | None:
        """As which supporter this person stands there; None for who asks and everybody else."""
        homes = ((each, each.household.is_home_of(person)) for each in self.supporters())
        return next((each for each, lives in homes if lives), None)

    def follows(self, person: Person) -> Companion | None:
        """Who becomes the first one when this person steps back: a second supporter who stands
        there, when this person is the first one.
        """
        beside = self.beside() if self.supporter.household.is_home_of(person) else []
        return beside[0] if beside else None

    def is_second(self, person: Person) -> bool:
        """Whether this person came to stand beside the family as a second supporter."""
        return any(each.supporter.household.is_home_of(person) for each in self.beside())

    def across(self, home: Household) -> list[tuple[Household, Supporter | None]]:
        """The other households that take part. With each comes the supporter whose VOG has to
        count before it comes near what `home` opens: that of who reads about a child.
        """
        asks = home.pk == self.request.household_id
        readers = [(each.household, each if asks else None) for each in self.supporters()]
        others = [*readers, (self.request.household, None)]
        return [(other, vog) for other, vog in others if other.pk != home.pk]

    @property
    def contact_rests(self) -> bool:
        """Whether somebody said that something is not right, and two people did not settle it
        yet.
        """
        alarms = self.alarms.all()
        return any(each.kind == "safety" and each.settled_at is None for each in alarms)

    def signatories(self) -> list[HouseholdMember]:
        """The adults of every household: all of them accept rules and agreement."""
        return [member for home in self.everybody() for member in home.adults_at_home()]
