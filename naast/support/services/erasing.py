"""Erasing: somebody, and each family of which nobody is left, goes for good.

First what has to be told and written down, then the keys, then the rows. What stays has no name
and no word (`naast.common.belongings`). Source: docs/decisions/0027-erasing-and-clocks.md.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import keys, logbook
from naast.common.belongings import Circle, erase_rows
from naast.common.logbook import SYSTEM, Signatory
from naast.kernel.errors import DomainError
from naast.people import policies
from naast.people.models import Grant, Household, HouseholdMember, Person
from naast.people.services.households import name_of
from naast.support import notices
from naast.support.models import Companion, Match
from naast.support.selectors.leaving import Leaving, leaving_of_household, leaving_of_person
from naast.support.services.companions import step_back
from naast.support.services.matches import end_match


@transaction.atomic
def erase_myself(*, actor: Person, now: datetime) -> Leaving:
    """Erase whoever asks it, with each home where nobody else is left. A running match ends.

    Raises: DomainError while this person works here: then a colleague takes over first.
    """
    policies.people.require(actor, "erase", actor)
    person = Person.objects.select_for_update().get(pk=actor.pk, erased_at=None)
    if person.live_roles:
        raise DomainError(_("You still work here. First end that together with your organisation."))
    leaving = leaving_of_person(person)
    _erase(leaving, actor=person, now=now)
    return leaving


@transaction.atomic
def erase_household(*, household_id: int, now: datetime) -> Leaving:
    """Erase a household by clock or by hand of the operator; the logbook says Naast.

    Raises: Household.DoesNotExist when it is not there or was erased before.
    """
    household = Household.objects.select_for_update().get(pk=household_id, erased_at=None)
    leaving = leaving_of_household(household)
    _erase(leaving, actor=SYSTEM, now=now)
    return leaving


@transaction.atomic
def erase_person(*, person_id: int, now: datetime) -> Leaving:
    """Erase a person by clock or by hand of the operator; the logbook says Naast.

    Raises: Person.DoesNotExist when it is not there or was erased before.
    """
    person = Person.objects.select_for_update().get(pk=person_id, erased_at=None)
    leaving = leaving_of_person(person)
    _erase(leaving, actor=SYSTEM, now=now)
    return leaving


def _erase(leaving: Leaving, *, actor: Signatory, now: datetime) -> None:
    # Locked, so that nobody writes about them between the keys and the rows.
    list(Household.objects.select_for_update().filter(pk__in=leaving.circle.households))
    for match in leaving.running:
        end_match(match, Match.Ending.STOPPED, actor=actor, now=now)
        _tell_who_stays(match, leaving.circle)
    for match in leaving.goes_on:
        step_back(match=match, actor=actor, letter="", comes_back=False, now=now)
    _close_parts(leaving.circle, now=now)
    _write_down(leaving, actor=actor, now=now)
    _close_doors(leaving.circle, now=now)
    for owner in leaving.circle.owners():
        keys.destroy(owner)
    erase_rows(leaving.circle, now=now)
    for home in leaving.left:
        _name_anew(home)


def _tell_who_stays(match: Match, circle: Circle) -> None:
    """The other family and the coordinator hear that there is a message, in neutral words."""
    for home in match.everybody():
        if home.pk not in circle.households:
            notices.tell_household(home)
    notices.tell_coordinator(match)


def _close_parts(circle: Circle, *, now: datetime) -> None:
    """Where they stood beside a family as a second supporter, the match goes on without them."""
    parts = Companion.objects.filter(closed_at=None, supporter__household__in=circle.households)
    for part in parts.select_related("match__request__household"):
        part.closed_at = now
        part.save(update_fields=["closed_at"])
        notices.tell_coordinator(part.match)
        if part.agreed_at is not None:
            notices.tell_household(part.match.request.household)


def _write_down(leaving: Leaving, *, actor: Signatory, now: datetime) -> None:
    """One line for whoever goes, while there is still a key to hang it on; and one for each other
    family, about what both wrote.
    """
    for home in leaving.homes:
        logbook.record(actor, "people.household.erased", home, now=now, households=[home.pk])
    for person in Person.objects.filter(pk__in=leaving.circle.people).order_by("pk"):
        left = [home.pk for home in leaving.left if home.is_home_of(person)]
        logbook.record(actor, "people.person.erased", person, now=now, households=left)
    for match in Match.objects.filter(pk__in=leaving.circle.matches).with_families():
        stays = set(match.households()) - leaving.circle.households
        if stays and match.anonymised_at is None:
            logbook.record(actor, "support.match.erased", match, now=now, households=stays)


def _close_doors(circle: Circle, *, now: datetime) -> None:
    """Close every door to and of them; which there were stays known until the clock."""
    both = Grant.objects.filter(household__in=circle.households) | Grant.objects.filter(
        person__in=circle.people
    )
    both.filter(starts_at__gt=now).delete()
    both.running(now).update(ends_at=now)


def _name_anew(home: Household) -> None:
    """A household is called by the first names of its adults; one of them is gone."""
    adults = HouseholdMember.objects.filter(
        household=home, kind=HouseholdMember.Kind.ADULT, at_home=True
    )
    home.name = name_of(list(adults.order_by("pk").values_list("name", flat=True)))
    home.save(update_fields=["name"])


# What came back with an older backup.


def take_away_household(household_id: int) -> None:
    """Erase a household whose key was destroyed before and whose rows are here again; nothing when
    there are none.
    """
    household = Household.objects.filter(pk=household_id).first()
    if household is None:
        return
    if household.erased_at is None:
        erase_household(household_id=household_id, now=timezone.now())
    else:
        _take_away(leaving_of_household(household).circle)


def take_away_person(person_id: int) -> None:
    """Erase the rows of a person whose key was destroyed before; nothing when there are none."""
    _take_away(Circle(people=frozenset({person_id})))


def take_away_match(match_id: int) -> None:
    """Erase what two families wrote together, when its key was destroyed before."""
    _take_away(Circle(matches=frozenset({match_id})))


@transaction.atomic
def _take_away(circle: Circle) -> None:
    for owner in circle.owners():
        keys.destroy(owner)
    erase_rows(circle, now=timezone.now())
