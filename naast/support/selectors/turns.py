"""Where a match stands and whose turn it is, told to a coordinator about others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naast.programmes import Phase, Programme
from naast.programmes.vocabulary import Gate, Topic
from naast.support.gates import COORDINATOR, PREDICATES, Facts, Turn
from naast.support.models import Match, Side, Step
from naast.support.trajectory import current_step

WAITS_FOR: Final[dict[Gate, Promise]] = {
    Gate.BOTH_SAID_YES: gettext_lazy("Waits for an answer to the proposal from %(who)s"),
    Gate.BOTH_WANT_TRIAL: gettext_lazy("Waits for an answer, to try it or not, from %(who)s"),
    Gate.RULES_ACCEPTED_BY_ALL: gettext_lazy("Waits for a yes to the house rules from %(who)s"),
    Gate.TRIAL_OVER: gettext_lazy("Have not looked back on the trial period yet: %(who)s"),
    Gate.TRIAL_EVALUATED: gettext_lazy("Have not looked back on the trial period yet: %(who)s"),
    Gate.TRIAL_DECIDED: gettext_lazy("Have not looked back on the trial period yet: %(who)s"),
    Gate.CONSENT_GIVEN: gettext_lazy("Waits for the consent of %(who)s"),
    Gate.AGREEMENT_ACCEPTED_BY_ALL: gettext_lazy("Waits for a yes to the agreements from %(who)s"),
    Gate.TERM_REACHED: gettext_lazy("Waits for an answer, to go on longer or not, from %(who)s"),
}
"""What a family still has to do, in words about them instead of to them."""


TIMED = frozenset(
    {
        Gate.MEETINGS_HELD,
        Gate.TRIAL_EVALUATED,
        Gate.TRIAL_DECIDED,
        Gate.TRIAL_OVER,
        Gate.GOAL_REACHED,
        Gate.TERM_REACHED,
    }
)
"""Gates for which nothing needs doing before their date comes near."""
ENDS_SOON = timedelta(days=14)
"""How long before its last day a trial, or the time together, asks for attention."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One match on one day: its stone, the first gate that is closed, and who can open it."""

    match: Match
    programme: Programme
    step: Step | None
    phase: Phase | None
    gate: Gate | None
    turns: Sequence[Turn]

    @property
    def title(self) -> str:
        """Anke en Joost beside Samira."""
        return beside_title(self.match)

    @property
    def coordinators(self) -> bool:
        """Whether the coordinator is to act."""
        return any(turn.who == COORDINATOR for turn in self.turns)

    @property
    def families(self) -> list[str]:
        """First names of the families that are to act."""
        waiting = {turn.who for turn in self.turns}
        return [self.match.household(side).name for side in Side if side in waiting]

    @property
    def what(self) -> str:
        """What is still to be done, as a sentence without a full stop; empty when nothing is."""
        if not self.turns:
            return ""
        if self.families and self.gate in WAITS_FOR:
            return str(WAITS_FOR[self.gate] % {"who": listed(self.families)})
        sentence = self.turns[0].sentence
        return sentence[:1].upper() + sentence[1:]

    def resting(self, on: date) -> bool:
        """Whether nobody has to do anything before a date that is still far."""
        due_on = self.step.due_on if self.step else None
        waits_for_time = self.gate in TIMED and not self.coordinators
        return waits_for_time and (due_on is None or due_on - on > ENDS_SOON)

    def last_stir(self, now: datetime) -> date:
        """The last day on which something happened in this match."""
        match = self.match
        moments = [
            *(answer.given_at for answer in match.answers.all()),
            *(rules.written_at for rules in match.house_rules.all()),
            *(paper.written_at for paper in match.agreements.all()),
            *(evaluation.given_at for evaluation in match.evaluations.all()),
            *(yes.accepted_at for yes in match.acceptances.all()),
            *(meeting.planned_at for meeting in match.meetings.all()),
            match.proposed_at,
        ]
        days = [timezone.localdate(moment) for moment in moments if moment <= now]
        days += [step.started_on for step in match.steps.all()]
        return max(day for day in days if day <= timezone.localdate(now))

    def homes_opened_on(self) -> date | None:
        """From when both families are in and out of each other's homes; None before that."""
        opening = {phase.key for phase in self.programme.phases if Topic.CONTACT in phase.opens}
        begun = [step.started_on for step in self.match.steps.all() if step.phase in opening]
        return min(begun, default=None)


def standing(match: Match, on: date) -> Standing:
    """Where `match` stands. It comes with everything around it (`whole`)."""
    programme, step = match.definition(), current_step(match)
    if step is None or match.ended_at is not None:
        return Standing(match, programme, None, None, None, [])
    phase, facts = programme.phase(step.phase), Facts(match, programme, step, on)
    for gate in programme.gates(phase):
        if found := PREDICATES[gate](facts):
            return Standing(match, programme, step, phase, gate, found)
    return Standing(match, programme, step, phase, None, [])


def beside_title(match: Match) -> str:
    """Anke en Joost beside Samira: both families of a match by first names."""
    names = {
        "supporter": match.supporter.household.name,
        "family": match.request.household.name,
    }
    return _("%(supporter)s beside %(family)s") % names


def listed(names: Sequence[str]) -> str:
    """Names one after the other. Households can hold an "and" themselves, so commas part them."""
    return ", ".join(names)
