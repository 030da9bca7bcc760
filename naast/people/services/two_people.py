"""What takes the yes of more than one person: who counts, and who said so.

The rows are `Approval`, one per person by a constraint of the database. Which things take two, and
what happens then, the rooms above decide. Source: docs/decisions/0028-two-people-and-the-child.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db.models import DateTimeField, Exists, ExpressionWrapper, OuterRef
from django.utils.translation import gettext as _

from naast.kernel.clock import dutch_day
from naast.kernel.errors import DomainError
from naast.people.models import Approval, Organisation, Person, Role

GROWN = timedelta(hours=24)
"""How long a role and a person must be there before their yes counts: nobody makes a second self
and goes on with it the same day."""

WATCHING = (Role.Kind.COORDINATOR, Role.Kind.REGIONAL)


def can_count(person: Person, organisation_id: int, now: datetime) -> bool:
    """Whether the yes of this person counts for this organisation now."""
    roles = person.roles.live(dutch_day(now)).filter(
        organisation=organisation_id, kind__in=WATCHING, granted_at__lte=now - GROWN,
        since__lte=dutch_day(now - GROWN),
    )  # fmt: skip
    return person.created_at <= now - GROWN and roles.exists()


def say_yes(about: str, organisation_id: int, *, person: Person, now: datetime) -> None:
    """Write down somebody's yes. Twice is once.

    Raises: DomainError when it does not count (yet).
    """
    if not can_count(person, organisation_id, now):
        raise DomainError(
            _("Your yes counts from a day after you began here. Ask a colleague to look along.")
        )
    Approval.objects.get_or_create(
        about=about,
        person=person,
        defaults={"organisation_id": organisation_id, "given_at": now},
    )


def who_said_yes(abouts: Iterable[str], on: date) -> Mapping[str, Sequence[Person]]:
    """Per thing the different people whose yes counts on that day, the first first, in one query.

    Counts whoever still coordinates or looks along there, and did so for a day when saying it.
    """
    wanted = list(abouts)
    working = Role.objects.live(on).filter(
        person=OuterRef("person"), organisation=OuterRef("organisation"), kind__in=WATCHING,
        granted_at__lte=ExpressionWrapper(OuterRef("given_at") - GROWN, DateTimeField()),
    )  # fmt: skip
    given = Approval.objects.filter(Exists(working), about__in=wanted).select_related("person")
    found: dict[str, list[Person]] = {about: [] for about in wanted}
    for each in given:
        found[each.about].append(each.person)
    return found


def watchers(
    organisation: Organisation, *, on: date, without: Iterable[int | None] = ()
) -> list[Person]:
    """Who is told when something needs two people: the coordinators, and the regional one too when
    they are fewer than two.

    Args: without: ids of people whom it is about, or who know already.
    """
    roles = list(
        organisation.roles.live(on)
        .filter(kind__in=WATCHING)
        .select_related("person")
        .order_by("since", "pk")
    )
    left_out = set(without)
    near = {r.person for r in roles if r.kind == Role.Kind.COORDINATOR}
    enough = len({person.pk for person in near} - left_out) >= 2
    told = [r.person for r in roles if r.kind == Role.Kind.COORDINATOR or not enough]
    return list({person.pk: person for person in told if person.pk not in left_out}.values())
