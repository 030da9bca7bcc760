"""Which matches somebody may know of, and what is fetched along with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Value, prefetch_related_objects
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from naast.common.along import FetchesWhatIsThere, Path
from naast.people.models import Grant, HouseholdMember, Person
from naast.programmes.vocabulary import Topic
from naast.support.models.answer import Answer
from naast.support.models.side import Side

if TYPE_CHECKING:
    from naast.support.models.match import Match


OFFERINGS: Final = "request__organisation__offerings"
BOTH_SIDES: Final = (
    "request__household", "request__organisation", "supporter__household", "proposed_by",
    "guided_by",
)  # fmt: skip
MEMBERS: Final = ("request__household__members", "supporter__household__members")


class MatchQuerySet(FetchesWhatIsThere["Match"]):
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
        return self.select_related(*BOTH_SIDES).prefetch_related(
            OFFERINGS,
            _members(MEMBERS[0], "person__contact"),
            _members(MEMBERS[1], "person__contact"),
            "companions__supporter__household__members__person__contact",
        )

    def for_a_write(self) -> Self:
        """With both households and who lives there: what a service needs before it writes. How to
        reach them stays sealed. Call `bring_along` on what was found.
        """
        return self.select_related(*BOTH_SIDES).prefetch_related(
            _members(MEMBERS[0], "person"),
            _members(MEMBERS[1], "person"),
        )

    def for_a_child(self) -> Self:
        """With what a child of the asking family is asked about, and nothing of the other family:
        under the net of PostgreSQL a match that is read together with it would not be there.
        """
        return self.select_related("request__household", "request__organisation").prefetch_related(
            OFFERINGS,
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
            self._with("house_rules", "written_by"),
            self._with("agreements", "written_by"),
            "evaluations",
            "acceptances",
            "consents",
            "days_together",
            "young_answers",
            "alarms",
            self._with("enoughs", "said_by"),
            "extensions",
            "rhythms",
            self._with("appointments", "changed_by"),
        )

    def with_their_end(self) -> Self:
        """With what was written about how it ends, by whom."""
        return self.prefetch_related(
            self._with("handovers", "left_by"),
            self._with("goodbyes", "written_by"),
            "in_touch",
            "thanks",
        )

    def _with(self, name: str, who: str) -> Prefetch[str, models.QuerySet[Any], str]:
        """Rows that point at a match, with the person behind each of them, in one query."""
        rows: Any = self.model._meta.get_field(name).related_model
        return Prefetch(name, queryset=rows._default_manager.select_related(who))

    def needed(self, rows: Sequence[Match], paths: Sequence[Path]) -> Sequence[Path]:
        """What is offered now matters only for a match that is older than the versions. And who
        lives on either side is read in one query, when both are asked for.
        """
        prefetches = [path for path in paths if isinstance(path, Prefetch)]
        both = [each.queryset for each in prefetches if each.prefetch_through in MEMBERS]
        if len(both) == len(MEMBERS):
            homes = [row.household(side) for row in rows for side in Side]
            prefetch_related_objects(homes, Prefetch("members", queryset=both[0]))
        if all(row.version is not None for row in rows):
            return [path for path in paths if path != OFFERINGS]
        return paths


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
