"""The path of one match, for whoever may see it: where we stand, what happens next, who acts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.utils import timezone

from naast.people.models import HouseholdMember, Person
from naast.programmes import Programme
from naast.programmes.vocabulary import Topic
from naast.support import policies, trajectory
from naast.support.gates import COORDINATOR, Turn
from naast.support.models import (
    Acceptance,
    Agreement,
    Answer,
    Evaluation,
    HouseRules,
    Match,
    Meeting,
    Side,
)
from naast.support.selectors.profile import Profile, profile, profile_of_other

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stone:
    """One stepping stone, as the figure draws it. `state`: done, now, later or skipped."""

    key: str
    title: str
    about: str
    state: str
    date: date | None
    due_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Whether one adult accepted a paper, when and how."""

    member: HouseholdMember
    accepted_at: datetime | None
    on_paper: bool


@dataclass(frozen=True, slots=True)
class PathView:
    """Everything a page about one match shows to one reader."""

    match: Match
    programme: Programme
    stones: Sequence[Stone]
    phase: str
    gates: frozenset[str]
    role: str
    my_turns: Sequence[Turn]
    other_turns: Sequence[Turn]
    other: Profile | None
    asking: Profile | None
    supporting: Profile | None
    meeting: Meeting | None
    rules: HouseRules | None
    rules_signatures: Sequence[Signature]
    agreement: Agreement | None
    agreement_signatures: Sequence[Signature]
    evaluations: Sequence[Evaluation]
    answers: Sequence[Answer]
    may: frozenset[str]

    @property
    def names(self) -> dict[str, str]:
        """Who is meant by `asking`, `supporting` and `coordinator`, by first names."""
        return {
            Side.ASKING: self.match.request.household.name,
            Side.SUPPORTING: self.match.supporter.household.name,
            COORDINATOR: self.match.proposed_by.first_name,
        }


ACTIONS = (
    "answer",
    "evaluate",
    "accept",
    "write_house_rules",
    "stop",
    "plan_meeting",
    "note_meeting",
    "write_agreement",
    "note_on_paper",
    "withdraw",
    "skip_phase",
    "round_off",
    "say_stays_in_touch",
)


def path_view(match: Match, reader: Person, *, now: datetime) -> PathView:
    """The path as `reader` may see it. `match` comes from `visible_to(reader).whole()`.

    Evaluations of both sides are shown when both have written; before that each side sees its own, and the
    coordinator sees what is there.
    """
    today = timezone.localdate(now)
    programme = match.definition()
    step = trajectory.current_step(match)
    side = match.side_of(reader)
    role = str(side) if side else COORDINATOR
    open_turns = trajectory.turns(match, programme, today)
    everything = {str(topic) for topic in Topic}
    rules, agreement = _last(match.house_rules.all()), _last(match.agreements.all())
    return PathView(
        match=match,
        programme=programme,
        stones=stones(match, programme),
        phase=step.phase if step else "",
        gates=frozenset(programme.phase(step.phase).gates) if step else frozenset(),
        role=role,
        my_turns=[turn for turn in open_turns if turn.who == role],
        other_turns=[turn for turn in open_turns if turn.who != role],
        other=profile_of_other(match, side, reader, programme, now=now) if side else None,
        asking=None if side else profile(match, Side.ASKING, programme, everything, now=now),
        supporting=None if side else profile(match, Side.SUPPORTING, programme, everything, now=now),
        meeting=_last(match.meetings.all()),
        rules=rules,
        rules_signatures=_signatures(match, Acceptance.Paper.HOUSE_RULES, rules),
        agreement=agreement,
        agreement_signatures=_signatures(match, Acceptance.Paper.AGREEMENT, agreement),
        evaluations=_readable_evaluations(match, side),
        answers=list(match.answers.all()),
        may=frozenset(a for a in ACTIONS if policies.matches.may(reader, a, match)),
    )


def stones(match: Match, programme: Programme) -> list[Stone]:
    """The whole path of the programme with what happened of it so far."""
    walked = {step.phase: step for step in match.steps.all()}
    found: list[Stone] = []
    for phase in programme.phases:
        step = walked.get(phase.key)
        if step is None:
            state, on = "later", None
        elif step.skipped_because:
            state, on = "skipped", step.completed_on
        elif step.completed_on:
            state, on = "done", step.completed_on
        else:
            state, on = "now", step.started_on
        note = step.skipped_because if step else ""
        due_on = step.due_on if step and state == "now" else None
        found.append(Stone(phase.key, str(phase.title), str(phase.about), state, on, due_on, note))
    return found


def _last(rows: Iterable[T]) -> T | None:
    every = list(rows)
    return every[-1] if every else None


def _signatures(
    match: Match, paper: str, written: HouseRules | Agreement | None
) -> list[Signature]:
    if written is None:
        return []
    given = {
        a.member_id: a
        for a in match.acceptances.all()
        if a.paper == paper and a.version == written.version
    }
    return [
        Signature(
            member,
            given[member.pk].accepted_at if member.pk in given else None,
            member.pk in given and given[member.pk].on_paper,
        )
        for member in match.signatories()
    ]


def _readable_evaluations(match: Match, side: Side | None) -> list[Evaluation]:
    """The last evaluation of each side per phase, as far as this reader may read it now."""
    last = {(e.phase, e.side): e for e in match.evaluations.all()}
    if side is None:
        return list(last.values())
    return [
        e for (phase, of), e in last.items() if of == side or (phase, str(side)) in last
    ]
