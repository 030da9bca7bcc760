"""Which children are asked for their own yes, and who of them still has to say it."""

from collections.abc import Iterable
from datetime import date

from naast.people.models import HouseholdMember
from naast.programmes import Programme
from naast.programmes.vocabulary import Gate
from naast.support.models import Answer, Match, Side, YoungAnswer


def asks(match: Match, on: date) -> list[HouseholdMember]:
    """The children of the asking family that are asked themselves, by their age and the numbers of
    the organisation.
    """
    programme = match.definition()
    children = match.household(Side.ASKING).children()
    return [child for child in children if is_old_enough(child, programme, on)]


def is_asked(match: Match, member: HouseholdMember, on: date) -> bool:
    """Whether this child of the asking family is one of those that are asked themselves."""
    return member.pk in {child.pk for child in asks(match, on)}


def is_old_enough(child: HouseholdMember, programme: Programme, on: date) -> bool:
    """Whether this programme asks a child of this age itself, where it lives."""
    return child.at_home and (child.age(on) or 0) >= int(programme.young.asked_from)


def latest(answers: Iterable[YoungAnswer], member: HouseholdMember) -> YoungAnswer | None:
    """The last thing this child said, or None."""
    own = [answer for answer in answers if answer.member_id == member.pk]
    return own[-1] if own else None


def to_ask(match: Match, on: date) -> list[HouseholdMember]:
    """Who was asked nothing yet."""
    answers = list(match.young_answers.all())
    return [child for child in asks(match, on) if latest(answers, child) is None]


def to_talk_with(match: Match, on: date) -> list[HouseholdMember]:
    """With whom the coordinator talks first: who said no, or wants to think."""
    answers = list(match.young_answers.all())
    said = [(child, latest(answers, child)) for child in asks(match, on)]
    return [child for child, last in said if last is not None and last.reply != Answer.Reply.YES]


def waited_for(match: Match, on: date) -> list[HouseholdMember]:
    """Before a first meeting: who has to be heard, or talked with."""
    return [*to_ask(match, on), *to_talk_with(match, on)]


def asked_now(match: Match, member: HouseholdMember, on: date) -> bool:
    """Whether this child is asked about this match now: from the yes of both families, until they
    have met; or as long as the phase asks for its own yes.
    """
    if not is_asked(match, member, on):
        return False
    step = next((step for step in match.steps.all() if step.completed_on is None), None)
    if step is None:
        return False
    gates = match.definition().phase(step.phase).gates
    if Gate.YOUNG_PERSON_SAID_YES in gates:
        return True
    return Gate.MEETING_HELD in gates and not any(m.held_on for m in match.meetings.all())
