"""Who said yes to a child going along: two different people, none of whom lives in either home."""

from collections.abc import Iterable, Sequence
from datetime import date

from naast.people.models import Person
from naast.people.services.two_people import who_said_yes
from naast.support.models import Match


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


def let_know(matches: Iterable[Match], on: date) -> None:
    """Fetch for a list at once who said yes, so that each row need not ask."""
    guarded = [match for match in matches if stands_before_child(match)]
    found = who_said_yes([match.basis for match in guarded], on)
    for match in guarded:
        match.said_yes = _of_outsiders(match, found[match.basis])


def _of_outsiders(match: Match, people: Iterable[Person]) -> list[Person]:
    """Nobody says yes to a child coming to, or from, their own home."""
    return [person for person in people if match.side_of(person) is None]
