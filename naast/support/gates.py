"""The gates of a path: what must hold before a phase is completed, and who can make it so.

A programme names its gates (`naast.programmes.vocabulary.Gate`); here each name gets its
predicate. A gate never only says no: it says whose turn it is, and that sentence is what the
path shows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naast.programmes import Programme
from naast.programmes.vocabulary import Gate
from naast.support import young
from naast.support.held import days_held
from naast.support.models import (
    Acceptance,
    Answer,
    Evaluation,
    Match,
    Side,
    Step,
    SupportRequest,
    latest_answer,
)
from naast.support.second_yes import said_yes
from naast.support.trust import missing_trust_steps

LOOKED_BACK_AT = frozenset({Gate.TRIAL_OVER, Gate.TRIAL_EVALUATED, Gate.TRIAL_DECIDED})
"""Gates that looking back helps to open."""

COORDINATOR = "coordinator"
SECOND = "second"
"""Another coordinator than who walked the path so far."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a gate looks at: one match with everything around it, on one day."""

    match: Match
    programme: Programme
    step: Step
    on: date


@dataclass(frozen=True, slots=True)
class Turn:
    """What is still to be done, and by whom: `asking`, `supporting`, `coordinator` or `second`."""

    who: str
    sentence: str


Predicate = Callable[[Facts], list[Turn]]
"""The turns still open at a gate; an open gate has none."""


def _named(facts: Facts, side: Side) -> dict[str, str]:
    return {"name": facts.match.household(side).name}


def _talk_held(facts: Facts) -> list[Turn]:
    if facts.match.request.talk_held_on:
        return []
    return [Turn(COORDINATOR, _("get acquainted with %(name)s") % _named(facts, Side.ASKING))]


def _vog_valid(facts: Facts) -> list[Turn]:
    months = int(facts.programme.matching.vog_valid_months)
    return [
        Turn(COORDINATOR, _("see the VOG of %(name)s") % {"name": supporter.household.name})
        for supporter in facts.match.supporters()
        if not supporter.vog_valid(facts.on, months)
    ]


def _trust_file_complete(facts: Facts) -> list[Turn]:
    supporters = facts.match.supporters()
    missing = [each for each in supporters if missing_trust_steps(each, facts.programme, facts.on)]
    return [Turn(COORDINATOR, _("complete the trust file"))] if missing else []


def _fit_decided(facts: Facts) -> list[Turn]:
    if facts.match.request.fit == SupportRequest.Fit.SUITS:
        return []
    return [Turn(COORDINATOR, _("decide with the family whether this suits its question"))]


def _young_person_said_yes(facts: Facts) -> list[Turn]:
    """Nobody says it for a child: who is old enough says yes itself."""
    return _children_heard(facts)


def _consent_given(facts: Facts) -> list[Turn]:
    home = facts.match.request.household_id
    given = [each for each in facts.match.consents.all() if each.household_id == home]
    if any(each.withdrawn_at is None and each.ends_on >= facts.on for each in given):
        return []
    return [Turn(Side.ASKING, _("say what they may know, what for and until when"))]


def _unanswered(facts: Facts, question: str) -> list[Side]:
    answers = list(facts.match.answers.all())
    replies = {side: latest_answer(answers, side, question) for side in Side}
    return [s for s, given in replies.items() if given is None or given.reply != Answer.Reply.YES]


def _both_said_yes(facts: Facts) -> list[Turn]:
    waiting = _unanswered(facts, Answer.Question.PROPOSAL)
    # The supporting family is asked only after the asking family said yes.
    first = [side for side in map(Side, facts.programme.proposal.asks) if side in waiting][:1]
    return [Turn(side, _("say whether you would like to meet")) for side in first]


def _meeting_held(facts: Facts) -> list[Turn]:
    meetings = list(facts.match.meetings.all())
    if any(meeting.held_on for meeting in meetings):
        return []
    if meetings:
        return [Turn(COORDINATOR, _("be there at the first meeting and note that it took place"))]
    return _children_heard(facts) or [Turn(COORDINATOR, _("plan the first meeting"))]


def _meetings_held(facts: Facts) -> list[Turn]:
    needed = int(facts.programme.phase(facts.step.phase).meetings or 0)
    left = needed - len(days_held(facts.match, facts.step.started_on))
    if left <= 0:
        return []
    sentence = ngettext(
        "do something together once more", "do something together %(n)s times", left
    )
    return [Turn("", sentence % {"n": left})]


def _children_heard(facts: Facts) -> list[Turn]:
    """Before the first meeting every child that is old enough says itself what it thinks of it."""
    ask = _("hear what %(name)s thinks of it")
    talk = _("talk with %(name)s first")
    return [
        *(Turn(COORDINATOR, ask % {"name": m.name}) for m in young.to_ask(facts.match, facts.on)),
        *(
            Turn(COORDINATOR, talk % {"name": m.name})
            for m in young.to_talk_with(facts.match, facts.on)
        ),
    ]


def _both_want_trial(facts: Facts) -> list[Turn]:
    if _meeting_held(facts):
        return []  # first things first: nobody is asked before they met
    return [
        Turn(side, _("say whether you would like to try it"))
        for side in _unanswered(facts, Answer.Question.TRIAL)
    ]


def _accepted_by_all(facts: Facts, paper: str, version: int | None, write: str) -> list[Turn]:
    if version is None:
        return [Turn(COORDINATOR, write)]
    accepted = {
        a.member_id
        for a in facts.match.acceptances.all()
        if a.paper == paper and a.version == version
    }
    return [
        Turn(side, _("read and accept, %(name)s") % {"name": member.name})
        for side in Side
        for home in facts.match.homes(side)
        for member in home.adults_at_home()
        if member.pk not in accepted
    ]


def _second_yes(facts: Facts) -> list[Turn]:
    if facts.programme.safety is None:
        return []
    needed, given = facts.programme.safety.coordinators, said_yes(facts.match, facts.on)
    return [] if len(given) >= needed else [Turn(SECOND, _("a second coordinator looks along"))]


def _rules_accepted_by_all(facts: Facts) -> list[Turn]:
    version = max((rules.version for rules in facts.match.house_rules.all()), default=None)
    write = _("write the house rules together")
    return _accepted_by_all(facts, Acceptance.Paper.HOUSE_RULES, version, write)


def _agreement_accepted_by_all(facts: Facts) -> list[Turn]:
    version = max((paper.version for paper in facts.match.agreements.all()), default=None)
    write = _("put the agreements on paper")
    return _accepted_by_all(facts, Acceptance.Paper.AGREEMENT, version, write)


def _latest_evaluations(facts: Facts) -> dict[str, Evaluation]:
    """Per side the last evaluation of this phase, which counts."""
    mine = [e for e in facts.match.evaluations.all() if e.phase == facts.step.phase]
    return {e.side: e for e in mine}


def _trial_evaluated(facts: Facts) -> list[Turn]:
    given = _latest_evaluations(facts)
    missing = [Turn(s, _("look back on the trial period")) for s in Side if s not in given]
    if missing:
        return missing
    if all(e.go_on == Evaluation.GoOn.YES for e in given.values()):
        return []
    return [Turn(COORDINATOR, _("talk it over with both families"))]


def _trial_over(facts: Facts) -> list[Turn]:
    if facts.step.due_on is not None and facts.on >= facts.step.due_on:
        return []
    given = _latest_evaluations(facts)
    return [Turn(s, _("look back on the trial period")) for s in Side if s not in given]


def _trial_decided(facts: Facts) -> list[Turn]:
    if facts.step.decided_on:
        return []
    decide = Turn(COORDINATOR, _("decide together with both sides whether to go on"))
    return _trial_evaluated(facts) or [decide]


def _is_enough(facts: Facts) -> bool:
    """Whether somebody said in this phase that it is enough, whose word settles it."""
    said = facts.match.enoughs.all()
    return any(each.settles and each.phase == facts.step.phase for each in said)


def _goal_reached(facts: Facts) -> list[Turn]:
    if _is_enough(facts):
        return []
    return [Turn("", _("until the family says that it is enough"))]


def _longer_asked(match: Match) -> list[Turn]:
    """While somebody asked to go on longer, the end waits for an answer."""
    asked = next((each for each in match.extensions.all() if each.settled_at is None), None)
    if asked is None:
        return []
    if asked.agreed_at is not None:
        return [Turn(COORDINATOR, _("decide whether they go on longer"))]
    return [Turn(Side(asked.side).other, _("say whether you go on longer"))]


def _term_reached(facts: Facts) -> list[Turn]:
    if _is_enough(facts):
        return []
    if waiting := _longer_asked(facts.match):
        return waiting
    if facts.step.due_on is None or facts.on >= facts.step.due_on:
        return []
    return [Turn("", _("the agreed time together"))]


def _farewell_done(facts: Facts) -> list[Turn]:
    return [] if facts.match.farewell_on else [Turn(COORDINATOR, _("round it off together"))]


PREDICATES: dict[Gate, Predicate] = {
    Gate.TALK_HELD: _talk_held,
    Gate.VOG_VALID: _vog_valid,
    Gate.TRUST_FILE_COMPLETE: _trust_file_complete,
    Gate.FIT_DECIDED: _fit_decided,
    Gate.YOUNG_PERSON_SAID_YES: _young_person_said_yes,
    Gate.CONSENT_GIVEN: _consent_given,
    Gate.BOTH_SAID_YES: _both_said_yes,
    Gate.MEETING_HELD: _meeting_held,
    Gate.MEETINGS_HELD: _meetings_held,
    Gate.BOTH_WANT_TRIAL: _both_want_trial,
    Gate.SECOND_YES: _second_yes,
    Gate.RULES_ACCEPTED_BY_ALL: _rules_accepted_by_all,
    Gate.TRIAL_OVER: _trial_over,
    Gate.TRIAL_EVALUATED: _trial_evaluated,
    Gate.TRIAL_DECIDED: _trial_decided,
    Gate.AGREEMENT_ACCEPTED_BY_ALL: _agreement_accepted_by_all,
    Gate.GOAL_REACHED: _goal_reached,
    Gate.TERM_REACHED: _term_reached,
    Gate.FAREWELL_DONE: _farewell_done,
}


def open_turns(facts: Facts) -> list[Turn]:
    """Everything that stands between this phase and the next, in the order of the programme's
    gates.
    """
    gates = facts.programme.gates(facts.programme.phase(facts.step.phase))
    return [turn for gate in gates for turn in PREDICATES[Gate(gate)](facts)]
