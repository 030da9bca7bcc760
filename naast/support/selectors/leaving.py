"""What goes when somebody is erased: worked out once, for the page that tells and for the service
that does it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, product

from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from naast.common.belongings import Circle
from naast.common.drafts import tokens_of, tokens_of_pairs
from naast.common.models import Draft
from naast.people.belongings import session_keys_of
from naast.people.models import Household, HouseholdMember, Person, Role
from naast.support.models import Companion, Match, SupportRequest


@dataclass(frozen=True, slots=True)
class Leaving:
    """What goes with somebody.

    Args:
        homes: households that go whole, because nobody is left who could speak for them.
        left: households that go on without this person.
        running: matches of those homes that end with it.
        goes_on: matches that go on with who else stands beside the family.
        circle: all rows that go, by number.
    """

    homes: Sequence[Household]
    left: Sequence[Household]
    running: Sequence[Match]
    goes_on: Sequence[Match]
    circle: Circle

    @property
    def households(self) -> list[int]:
        """Ids of the households that are named on the page."""
        return [home.pk for home in chain(self.homes, self.left)]


def leaving_of_person(person: Person) -> Leaving:
    """What goes when this person is erased: the person, and each home where nobody else is left.

    A parent who lives elsewhere takes only what is about that parent.
    """
    homes = list(Household.objects.of(person).prefetch_related("members__person").order_by("pk"))
    whole = [home for home in homes if home.hangs_on(person)]
    return _leaving(whole, left=[home for home in homes if home not in whole], also=[person.pk])


def leaving_of_household(household: Household) -> Leaving:
    """What goes when this household is erased, with whoever belongs nowhere else."""
    return _leaving([household], left=[], also=[])


def _leaving(homes: Sequence[Household], *, left: Sequence[Household], also: list[int]) -> Leaving:
    ids = [home.pk for home in homes]
    people = {*also, *_only_there(ids)}
    matches = list(Match.objects.of(ids).with_families())
    goes_on = [match for match in matches if _goes_on_without(match, ids)]
    matches = [match for match in matches if match not in goes_on]
    circle = Circle(
        people=frozenset(people),
        households=frozenset(ids),
        matches=frozenset(match.pk for match in matches),
        drafts=_drafts(people, homes, matches),
    )
    running = [match for match in matches if match.ended_at is None]
    return Leaving(homes, left, running, goes_on, circle)


def _goes_on_without(match: Match, homes: Collection[int]) -> bool:
    """Whether only the first supporter goes, and somebody else stands beside the family."""
    beside = [] if match.ended_at is not None else match.beside()
    stays = any(each.supporter.household_id not in homes for each in beside)
    return stays and match.request.household_id not in homes


def _only_there(homes: Sequence[int]) -> set[int]:
    """Who lives in these households and in no other, and has no work here."""
    there = HouseholdMember.objects.filter(household__in=homes, at_home=True, person__isnull=False)
    elsewhere = HouseholdMember.objects.filter(
        ~Q(household__in=homes), household__erased_at=None, at_home=True
    )
    found = there.exclude(person__in=elsewhere.exclude(person=None).values("person"))
    working = Role.objects.live(timezone.localdate()).values("person")
    return set(found.exclude(person__in=working).values_list("person", flat=True))


def _drafts(
    people: Iterable[int], homes: Iterable[Household], matches: list[Match]
) -> frozenset[str]:
    """What they are typing, and what anybody is typing about them: a coordinator, the others."""
    who = set(people)
    for match in matches:
        who |= {each.pk for home in match.everybody() for each in home.people()}
    organisations = {home.organisation_id for home in homes}
    who |= set(Role.objects.filter(organisation__in=organisations).values_list("person", flat=True))
    requests = SupportRequest.objects.filter(household__in=[home.pk for home in homes])
    about = {match.pk for match in matches} | {home.pk for home in homes}
    about |= set(requests.values_list("pk", flat=True))
    parts = Companion.objects.filter(Q(match__in=matches) | Q(supporter__household__in=homes))
    of_parts = product(who, parts.values_list("pk", flat=True))
    return (
        tokens_of(who, about)
        | tokens_of_pairs(_about_oneself(people, homes))
        | tokens_of_pairs(of_parts, "close_part")
        | drafts_in_sessions(people)
    )


def _about_oneself(people: Iterable[int], homes: Iterable[Household]) -> set[tuple[int, int]]:
    """Who types about its own place in a home, or about itself. As pairs: to whoever else types,
    the same number is something else.
    """
    places = HouseholdMember.objects.filter(Q(household__in=homes) | Q(person__in=people))
    pairs = places.exclude(person=None).values_list("person", "pk")
    return {*pairs, *((person, person) for person in people)}


def drafts_in_sessions(people: Iterable[int]) -> frozenset[str]:
    """Tokens of the questionnaires these people are filling in where they are signed in."""
    found: set[str] = set()
    for session in Session.objects.filter(session_key__in=session_keys_of(people)):
        kept = session.get_decoded()
        found |= {value for name, value in kept.items() if name.startswith(Draft.IN_SESSION)}
    return frozenset(found)
