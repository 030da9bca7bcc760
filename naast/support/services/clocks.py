"""What is done when the time of `retention.toml` is over: a hand for each clock.

Each hand takes what is over at a moment, and returns how much that was. A hand may be used again
at any time: what went before is not counted twice.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from naast.common import keys
from naast.common.belongings import Circle, Hand, erase_rows
from naast.common.models import Draft, Key, LogEntry
from naast.common.processing import Clock
from naast.people.models import (
    Grant,
    Household,
    HouseholdMember,
    NeverAgain,
    Person,
    Role,
    Supporter,
    VogSighting,
)
from naast.support.models import Match, Professional, SupportRequest
from naast.support.services.erasing import (
    erase_household,
    erase_person,
    take_away_household,
    take_away_person,
)


def old_drafts(clock: Clock, now: datetime) -> int:
    """Drafts nobody came back to."""
    return Draft.objects.filter(updated_at__lt=clock.kept_since(now)).delete()[0]


def old_visits(clock: Clock, now: datetime) -> int:
    """Sessions that ended by themselves."""
    return Session.objects.filter(expire_date__lt=clock.kept_since(now)).delete()[0]


def old_questions(clock: Clock, now: datetime) -> int:
    """Closed questions that nobody was ever put forward for."""
    over = SupportRequest.objects.filter(
        closed_at__lt=clock.kept_since(now), matches__isnull=True, household__erased_at=None
    )
    return over.delete()[0]


@transaction.atomic
def old_matches(clock: Clock, now: datetime) -> int:
    """What two families wrote together, when they parted long ago; dates and codes stay. The
    question that led to it goes with its last match.
    """
    over = Match.objects.filter(ended_at__lt=clock.kept_since(now), anonymised_at=None)
    circle = Circle(matches=frozenset(over.select_for_update().values_list("pk", flat=True)))
    for owner in circle.owners():
        keys.destroy(owner)
    erase_rows(circle, now=now)
    left = Match.objects.filter(request=OuterRef("pk"), anonymised_at=None)
    asked = SupportRequest.objects.filter(
        ~Exists(left), status=SupportRequest.Status.CLOSED, matches__in=circle.matches
    )
    for each in asked.distinct():
        _forget_words(each)
    return len(circle.matches)


def _forget_words(asked: SupportRequest) -> None:
    """Leave of a question only what is counted."""
    asked.question, asked.asked_with, asked.culture, asked.handle = "", "", "", ""
    asked.slots, asked.interests, asked.wants, asked.alike = [], [], [], {}
    asked.save(
        update_fields=[
            "question", "asked_with", "culture", "handle", "slots", "interests", "wants", "alike",
        ]
    )  # fmt: skip
    asked.measure_answers.update(words="")
    asked.young_measures.all().delete()  # those of the beginning, which hang on no match


def old_grants(clock: Clock, now: datetime) -> int:
    """Doors that were closed long ago."""
    return Grant.objects.filter(ends_at__lt=clock.kept_since(now)).delete()[0]


def old_families(clock: Clock, now: datetime) -> int:
    """Families that take no part any more: no open question, no running match, no offer, no work
    here, and the last of those ended long ago.
    """
    gone = [
        erase_household(household_id=pk, now=now)
        for pk in _resting(clock, now).values_list("pk", flat=True)
    ]
    return len(gone)


def _resting(clock: Clock, now: datetime) -> QuerySet[Household]:
    since = clock.kept_since(now)
    home = OuterRef("pk")
    matches = Match.objects.filter(Q(request__household=home) | Q(supporter__household=home))
    requests = SupportRequest.objects.filter(household=home)
    offers = Supporter.objects.filter(household=home)
    working = Role.objects.filter(Q(until=None) | Q(until__gte=now.date())).values("person")
    members = HouseholdMember.objects.filter(household=home, at_home=True, person__in=working)
    return Household.objects.filter(
        ~Exists(matches.filter(Q(ended_at=None) | Q(ended_at__gte=since))),
        ~Exists(requests.filter(Q(closed_at=None) | Q(closed_at__gte=since))),
        ~Exists(offers.filter(Q(left_at=None) | Q(left_at__gte=since))),
        ~Exists(members),
        erased_at=None,
        created_at__lt=since,
    )


def old_names(clock: Clock, now: datetime) -> int:
    """Names of who works with a family, that the family never said yes to."""
    over = Professional.objects.filter(named_at__lt=clock.kept_since(now), waits_for_yes=True)
    return over.delete()[0]


def old_sightings(clock: Clock, now: datetime) -> int:
    """That we saw a VOG of somebody who stands beside nobody any more."""
    since, home = clock.kept_since(now), OuterRef("member__household")
    offers = Supporter.objects.filter(household=home)
    matches = Match.objects.filter(supporter__household=home)
    over = VogSighting.objects.filter(
        ~Exists(offers.filter(Q(left_at=None) | Q(left_at__gte=since))),
        ~Exists(matches.filter(Q(ended_at=None) | Q(ended_at__gte=since))),
        member__household__created_at__lt=since,
    )
    return over.delete()[0]


def old_register(clock: Clock, now: datetime) -> int:
    """Entries of the register after so many years."""
    return NeverAgain.objects.filter(asked_at__lt=clock.kept_since(now)).delete()[0]


def old_roles(clock: Clock, now: datetime) -> int:
    """Who does not work here any more: the role goes, and who has nothing else here goes too."""
    over = Role.objects.filter(until__lt=clock.kept_since(now).date())
    people = set(over.values_list("person", flat=True))
    count = over.delete()[0]
    for pk in _with_nothing(Person.objects.filter(pk__in=people)).values_list("pk", flat=True):
        erase_person(person_id=pk, now=now)
    return count


def old_strangers(clock: Clock, now: datetime) -> int:
    """Ways in that nothing belongs to any more, unused for long."""
    since = clock.kept_since(now)
    over = _with_nothing(Person.objects.filter(created_at__lt=since)).filter(
        Q(account=None) | Q(account__last_login=None) | Q(account__last_login__lt=since)
    )
    gone = [erase_person(person_id=pk, now=now) for pk in over.values_list("pk", flat=True)]
    return len(gone)


def _with_nothing(people: QuerySet[Person]) -> QuerySet[Person]:
    return people.filter(
        ~Exists(HouseholdMember.objects.filter(person=OuterRef("pk"))),
        ~Exists(Role.objects.filter(person=OuterRef("pk"))),
        ~Exists(Grant.objects.filter(person=OuterRef("pk"))),
        erased_at=None,
    )


def old_lines(clock: Clock, now: datetime) -> int:
    """Lines of the logbook that are due. They are counted and stay: a line taken out of the chain
    looks like tampering, until the chain can carry a mark for it.
    """
    return LogEntry.objects.filter(at__lt=clock.kept_since(now)).count()


def erased_before(now: datetime) -> int:
    """What came back of who was erased, with a backup or in the same second: it goes once more.

    Returns: how many households and people had something left.
    """
    found = 0
    for kind, model, take_away in (
        ("household", Household, take_away_household),
        ("person", Person, take_away_person),
    ):
        erased = model._base_manager.filter(erased_at__lte=now).values_list("pk", flat=True)
        back = Key.objects.filter(owner__in=[f"{kind}:{pk}" for pk in erased])
        for key in list(back):
            take_away(int(key.owner.partition(":")[2]))
            found += 1
    return found


COUNTED_ONLY: Final = {"logbook"}
"""Clocks of which is told what is due, and nothing is taken away."""

HANDS: Final[Mapping[str, Hand]] = {
    "draft": old_drafts,
    "visit": old_visits,
    "question": old_questions,
    "match": old_matches,
    "grant": old_grants,
    "family": old_families,
    "named": old_names,
    "vog": old_sightings,
    "never_again": old_register,
    "role": old_roles,
    "alone": old_strangers,
    "logbook": old_lines,
}
