"""Two households beside each other, and the path they walk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Value, prefetch_related_objects
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naast.people.models import (
    Grant,
    Household,
    HouseholdMember,
    OfferingVersion,
    Person,
    Supporter,
)
from naast.programmes import Programme, find
from naast.programmes.vocabulary import Topic
from naast.support.models.request import SupportRequest

if TYPE_CHECKING:
    from naast.support.models.companion import Companion


class Side(models.TextChoices):
    """The two sides of a match."""

    ASKING = "asking", _("Asking family")
    SUPPORTING = "supporting", _("Supporting family")

    @property
    def other(self) -> Side:
        """The side across."""
        return Side.SUPPORTING if self == Side.ASKING else Side.ASKING


class MatchQuerySet(models.QuerySet["Match"]):
    """Reads of matches."""

    def live(self) -> Self:
        """Matches that have not ended."""
        return self.filter(ended_at__isnull=True)

    def of(self, households: Iterable[int]) -> Self:
        """Matches of these households, on either side."""
        homes = list(households)
        return self.filter(Q(request__household__in=homes) | Q(supporter__household__in=homes))

    def beside(self, households: Iterable[int]) -> Self:
        """Those in which these households stand on the supporting side, second ones included."""
        homes = list(households)
        return self.filter(Q(supporter__household__in=homes) | _joined(homes))

    def around(self, households: Iterable[int]) -> Self:
        """Matches in which these households take part now, on whichever side."""
        homes = list(households)
        first = Q(request__household__in=homes) | Q(supporter__household__in=homes)
        return self.filter(first | _joined(homes))

    def opened_to(self, households: Iterable[int]) -> Self:
        """Those of which a door was ever opened to who lives there, or to which they said
        something. Of a proposal that the other side let pass, a family never reads.
        """
        homes = list(households)
        granted = Grant.objects.filter(
            basis=Concat(Value("match:"), Cast(OuterRef("pk"), models.CharField())),
            person__memberships__household__in=homes,
            person__memberships__at_home=True,
        )
        said = Answer.objects.filter(match=OuterRef("pk")).filter(
            Q(side=Side.ASKING, match__request__household__in=homes)
            | Q(side=Side.SUPPORTING, match__supporter__household__in=homes)
        )
        return self.of(homes).filter(Exists(granted) | Exists(said))

    def visible_to(self, actor: Person) -> Self:
        """Matches whose existence `actor` may know of. Every read starts here.

        If and only if: the actor coordinates for the organisation that was asked; or lives in
        one of the households of it and the path of another one is open to the actor by a live
        grant. An ended match has no live grants, so both families lose it at the same moment;
        what they wrote about themselves stays on their own page. When both were erased it is
        there for nobody; when one was, the coordinator still has the other.
        """
        own = HouseholdMember.objects.grown_up(actor).filter(
            Q(household=OuterRef("request__household"))
            | Q(household=OuterRef("supporter__household"))
        )
        second = HouseholdMember.objects.grown_up(actor).filter(
            household__supporters__companions__match=OuterRef("pk"),
            household__supporters__companions__agreed_at__isnull=False,
            household__supporters__companions__closed_at=None,
        )
        opened = Grant.objects.live(timezone.now()).filter(
            Q(household=OuterRef("request__household"))
            | Q(household=OuterRef("supporter__household")),
            person=actor,
            topic=Topic.PATH,
            basis=Concat(Value("match:"), Cast(OuterRef("pk"), models.CharField())),
        )
        return self.filter(
            Q(request__organisation__in=actor.organisations_coordinated())
            | ((Exists(own) | Exists(second)) & Exists(opened))
        ).still_of_somebody()

    def locked_for(self, actor: Person, pk: int) -> Match:
        """The match with this number, locked, with what a service needs before it writes.

        The rule is that of `visible_to`, and a test holds them beside each other. It is asked in
        small questions here: of one match whose number is known that takes half the time.

        Raises: Match.DoesNotExist when it is not visible to the actor.
        """
        rows = self.for_a_write().select_for_update(of=("self",)).filter(pk=pk)
        if actor.organisations_coordinated():
            for match in rows.looked_after_by(actor):
                return match.bring_along()
        opened = Grant.objects.live(timezone.now()).filter(
            person=actor, topic=Topic.PATH, basis=f"match:{pk}"
        )
        if homes := set(opened.values_list("household", flat=True)):
            for match in rows.still_of_somebody():
                sides = {match.request.household_id, match.supporter.household_id}
                if homes & sides and match.bring_along().home_of(actor) is not None:
                    return match
        raise self.model.DoesNotExist

    def looked_after_by(self, actor: Person) -> Self:
        """Matches of the organisations that `actor` coordinates for."""
        mine = self.filter(request__organisation__in=actor.organisations_coordinated())
        return mine.still_of_somebody()

    def still_of_somebody(self) -> Self:
        """Without those of which both families were erased: those are only counted."""
        return self.filter(
            Q(request__household__erased_at=None) | Q(supporter__household__erased_at=None)
        )

    def watched_by(self, actor: Person) -> Self:
        """Matches of the organisations in which `actor` can be one of two who say yes: those the
        actor coordinates for, or looks along with.
        """
        watched = self.filter(request__organisation__in=actor.organisations_watched())
        return watched.still_of_somebody()

    def with_families(self) -> Self:
        """With both households and their people: what a service needs before it writes."""
        return self.select_related(
            "request__household",
            "request__organisation",
            "supporter__household",
            "proposed_by",
            "guided_by",
        ).prefetch_related(
            "request__organisation__offerings",
            _members("request__household__members", "person__contact"),
            _members("supporter__household__members", "person__contact"),
            "companions__supporter__household__members__person__contact",
        )

    def for_a_write(self) -> Self:
        """With both households and who lives there: what a service needs before it writes. How to
        reach them stays sealed. Call `bring_along` on what was found.
        """
        return self.select_related(
            "request__household",
            "request__organisation",
            "supporter__household",
            "proposed_by",
            "guided_by",
        ).prefetch_related(
            _members("request__household__members", "person"),
            _members("supporter__household__members", "person"),
        )

    def for_a_child(self) -> Self:
        """With what a child of the asking family is asked about, and nothing of the other family:
        under the net of PostgreSQL a match that is read together with it would not be there.
        """
        return self.select_related("request__household", "request__organisation").prefetch_related(
            "request__organisation__offerings",
            "request__household__members",
            "steps",
            "meetings",
            "young_answers",
        )

    def whole(self) -> Self:
        """With everything a page about a path needs, in a fixed number of queries."""
        return self.with_families().prefetch_related(
            "supporter__household__members__vog_sightings",
            "supporter__trust_steps",
            "companions__supporter__household__members__vog_sightings",
            "companions__supporter__trust_steps",
            "steps",
            "answers",
            "meetings",
            "house_rules",
            "agreements",
            "evaluations",
            "acceptances",
            "consents",
            "days_together",
            "young_answers",
            "alarms",
            "enoughs",
            "extensions",
            "rhythms",
            "appointments__changed_by",
        )


def _members(path: str, *along: str) -> Prefetch[str, models.QuerySet[HouseholdMember], str]:
    """Who lives in a household, with the person behind each of them, in one query."""
    return Prefetch(path, queryset=HouseholdMember.objects.select_related(*along))


def _joined(homes: list[int]) -> Q:
    """Where one of these households stands as a second supporter now."""
    rows = HouseholdMember.objects.filter(
        household__in=homes,
        household__supporters__companions__match=OuterRef("pk"),
        household__supporters__companions__agreed_at__isnull=False,
        household__supporters__companions__closed_at=None,
    )
    return Q(Exists(rows))


_Matches = models.Manager.from_queryset(MatchQuerySet)


class MatchManager(_Matches["Match"]):
    """Matches, each with the version of the programme it started with."""

    def get_queryset(self) -> MatchQuerySet:
        """No list asks for the version of every match one by one."""
        found = super().get_queryset()
        assert isinstance(found, MatchQuerySet)
        return found.select_related("version")


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


class Answer(models.Model):
    """What a side said to a question of the path (antwoord). Never changed: a later answer is a
    new row.
    """

    class Question(models.TextChoices):
        PROPOSAL = "proposal", _("Shall we meet?")
        TRIAL = "trial", _("Shall we try?")

    class Reply(models.TextChoices):
        YES = "yes", _("Yes")
        THINKING = "thinking", _("Let me think")
        NO = "no", _("No")

    match = models.ForeignKey(Match, models.CASCADE, related_name="answers")
    side = models.CharField(max_length=10, choices=Side)
    question = models.CharField(max_length=8, choices=Question)
    reply = models.CharField(max_length=8, choices=Reply)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "pk"]

    def __str__(self) -> str:
        return f"{self.side}: {self.reply}"


def latest_answer(answers: Iterable[Answer], side: Side, question: str) -> Answer | None:
    """The last thing a side said to a question, or None."""
    given = [a for a in answers if a.side == side and a.question == question]
    return given[-1] if given else None
