"""Who said yes to a child going along: two different people, none of whom lives in either home."""

from collections.abc import Iterable, Sequence
from datetime import date

from naast.people.models import Person
from naast.people.services.two_people import who_said_yes
from naast.support.models import Companion, Match


def said_yes(match: Match, on: date) -> Sequence[Person]:
    """Whose yes counts on that day, the first first."""
    if match.said_yes is None:
        return _of_outsiders(match, who_said_yes([match.basis], on)[match.basis])
    return match.said_yes


def stands_before_child(match: Match) -> bool:
    """Whether a child goes along in the phase after the one both families are in now, so that one
    coordinator alone cannot let them go on.
    """
    step = next((step for step in match.steps.all() if step.completed_on is None), None)
    if step is None or match.ended_at is not None:
        return False
    programme = match.definition()
    return programme.is_guarded(programme.phase(step.phase))


def needed(match: Match) -> int:
    """How many coordinators say yes before a child goes along; 0 where nobody looks along."""
    safety = match.definition().safety
    return safety.coordinators if safety and safety.coordinators > 1 else 0


def said_yes_to(companion: Companion, on: date) -> Sequence[Person]:
    """Whose yes to who comes as well counts on that day. Its `match` is that of the list."""
    if companion.said_yes is None:
        found = who_said_yes([companion.about], on)[companion.about]
        return _of_outsiders_of(companion, found)
    return companion.said_yes


def waits_for_second(companion: Companion, on: date) -> bool:
    """Whether who was asked to come as well waits until more coordinators looked along."""
    here = needed(companion.match)
    waits = companion.is_open and companion.agreed_at is None and here > 0
    return waits and len(said_yes_to(companion, on)) < here


def let_know(matches: Iterable[Match], on: date) -> None:
    """Fetch for a list at once who said yes, so that each row need not ask."""
    there = list(matches)
    guarded = [match for match in there if stands_before_child(match)]
    asked = [each for match in there for each in asked_to_come(match)]
    found = who_said_yes([each.basis for each in guarded] + [each.about for each in asked], on)
    for match in guarded:
        match.said_yes = _of_outsiders(match, found[match.basis])
    for each in asked:
        each.said_yes = _of_outsiders_of(each, found[each.about])


def asked_to_come(match: Match) -> list[Companion]:
    """Who was asked to come beside this family and did not say yes yet, where more than one
    coordinator looks along.
    """
    if not needed(match) or len(match.definition().supporting_roles) < 2:
        return []
    asked = [each for each in match.companions.all() if each.is_open and each.agreed_at is None]
    for each in asked:
        each.match = match
    return asked


def _of_outsiders(match: Match, people: Iterable[Person]) -> list[Person]:
    """Nobody says yes to a child coming to, or from, their own home."""
    return [person for person in people if match.side_of(person) is None]


def _of_outsiders_of(companion: Companion, people: Iterable[Person]) -> list[Person]:
    home = companion.supporter.household
    outside = _of_outsiders(companion.match, people)
    return [person for person in outside if not home.is_home_of(person)]
