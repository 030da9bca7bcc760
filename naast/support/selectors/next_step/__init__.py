"""What happens next in a match and who acts, told to one reader.

One sentence per gate and per reader: to somebody whose turn it is as something to do, to everybody
else as something to wait for, with names. It reads gates and never the names of phases.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from naast.people.models import Person
from naast.programmes.vocabulary import Gate
from naast.support.models import Match
from naast.support.selectors.next_step.beginning import (
    consent,
    fit,
    known,
    meeting,
    own_yes,
    proposal,
    rests,
    second_yes,
    told_by_the_gate,
    want_trial,
)
from naast.support.selectors.next_step.on_the_way import (
    decided,
    farewell,
    meetings,
    trial,
    under_way,
)
from naast.support.selectors.next_step.papers import agreement, rules
from naast.support.selectors.next_step.scene import NextStep, Scene, Teller
from naast.support.selectors.turns import standing

__all__ = ["NextStep", "next_step"]


def next_step(match: Match, reader: Person, *, on: date) -> NextStep:
    """What happens next. `match` comes from `visible_to(reader).whole()`."""
    scene = Scene(standing(match, on), reader, match.side_of(reader), on)
    if match.ended_at is not None:
        return NextStep(_("This match has ended"), str(match.get_ending_display()))
    if match.contact_rests:
        return rests(scene)
    if scene.at.gate is None:
        return NextStep(_("The next step follows by itself"))
    step = TELLERS.get(scene.at.gate, told_by_the_gate)(scene)
    if step.action in SAID_WITH_ONE_VOICE and match.is_second(reader):
        return replace(step, action="", mine=False, waiting=[match.supporter.household.name])
    return step


SAID_WITH_ONE_VOICE: Final = frozenset(
    {
        "answer_proposal", "answer_trial", "answer_longer", "take_back_longer", "evaluate",
        "evaluate_again", "say_stays_in_touch",
    }
)  # fmt: skip
"""What the first supporter does for its side, when two stand beside a family."""


TELLERS: Final[dict[Gate, Teller]] = {
    Gate.TALK_HELD: known,
    Gate.VOG_VALID: known,
    Gate.TRUST_FILE_COMPLETE: known,
    Gate.FIT_DECIDED: fit,
    Gate.YOUNG_PERSON_SAID_YES: own_yes,
    Gate.CONSENT_GIVEN: consent,
    Gate.BOTH_SAID_YES: proposal,
    Gate.MEETING_HELD: meeting,
    Gate.BOTH_WANT_TRIAL: want_trial,
    Gate.SECOND_YES: second_yes,
    Gate.RULES_ACCEPTED_BY_ALL: rules,
    Gate.MEETINGS_HELD: meetings,
    Gate.TRIAL_OVER: trial,
    Gate.TRIAL_EVALUATED: trial,
    Gate.TRIAL_DECIDED: decided,
    Gate.AGREEMENT_ACCEPTED_BY_ALL: agreement,
    Gate.GOAL_REACHED: under_way,
    Gate.TERM_REACHED: under_way,
    Gate.FAREWELL_DONE: farewell,
}
