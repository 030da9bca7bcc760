"""The path of one match, for whoever may see it: where we stand, what happens next, who acts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from naast.people.models import Household, HouseholdMember, Person
from naast.people.stones import Stone
from naast.people.young import in_own_places
from naast.programmes import Phase, Programme
from naast.programmes.vocabulary import Gate, Topic
from naast.support import policies, trajectory, young
from naast.support.beside import is_time, roles_left
from naast.support.guiding import Faces, faces_of
from naast.support.models import (
    Answer,
    ChosenThemes,
    Evaluation,
    Exchange,
    Match,
    Meeting,
    Side,
    Step,
    SupportRequest,
    YoungAnswer,
)
from naast.support.models.match_reads import MatchQuerySet
from naast.support.selectors.companions import Part, parts_of
from naast.support.selectors.consents import Closed, Given, closed_in, consent_over, given_in
from naast.support.selectors.ending import Ending, ending_of
from naast.support.selectors.looking_back import Due, due_of
from naast.support.selectors.next_step import NextStep, next_step
from naast.support.selectors.outings import Invited, invited_to
from naast.support.selectors.paper import Paper, agreement_of, house_rules_of, last
from naast.support.selectors.planning import PlanView, plan_of
from naast.support.selectors.professionals import exchanges_with
from naast.support.selectors.profile import Profile, profile, profile_of_other
from naast.support.selectors.safety import Rest, rest_of
from naast.support.selectors.times import Times, times_of
from naast.support.selectors.turns import beside_title
from naast.ui.components.formats import brief_date, short_date


@dataclass(frozen=True, slots=True)
class LookingBack:
    """How one side looked back on a phase. `given` is None while this reader may not read it, or
    nothing was written.
    """

    name: str
    own: bool
    given: Evaluation | None


@dataclass(frozen=True, slots=True)
class ChildSaid:
    """A child that is asked itself, and what it said last; only for the coordinator. With an own
    place it answers there, else the coordinator hears it.
    """

    member: HouseholdMember
    said: YoungAnswer | None
    own_place: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class PathView:
    """Everything a page about one match shows to one reader."""

    match: Match
    programme: Programme
    title: str
    phase: Phase | None
    gates: frozenset[str]
    side: Side | None
    own_home: Household | None
    parts: Sequence[Part]
    stones: Sequence[Stone]
    next: NextStep
    other: Profile | None
    profiles: Sequence[tuple[Side, Profile]]
    coordinator: Person
    faces: Faces
    meeting: Meeting | None
    answered: Answer | None
    rules: Paper | None
    agreement: Paper | None
    looked_back: Mapping[str, Sequence[LookingBack]]
    may: frozenset[str]
    rest: Rest | None
    ending: Ending | None
    closed: Sequence[Closed]
    given: Sequence[Given]
    children: Sequence[ChildSaid]
    themes: Sequence[str]
    theme_words: str
    times: Times | None
    due: Due | None
    consent_over: date | None
    exchanges: Sequence[Exchange]
    plan: PlanView | None
    outings: Sequence[Invited]

    @property
    def own_household(self) -> int | None:
        """Id of the reader's own household; None for the coordinator."""
        return self.own_home.pk if self.own_home else None

    @property
    def first_part(self) -> str:
        """What the part of the first supporter is called."""
        return str(self.programme.roles[self.match.first_role].title)

    @property
    def across(self) -> str:
        """Everybody else who reads along, by the names of their homes."""
        own = self.own_home
        homes = self.match.across(own) if own else []
        return ", ".join(home.name for home, _vog in homes)

    @property
    def own_page(self) -> str:
        """The name of the page this reader comes from."""
        if self.side is None:
            return "support:matches"
        return "home:circle" if self.side == Side.ASKING else "home:support"

    @property
    def match_number(self) -> str:
        """Number of the match, for an address."""
        return str(self.match.pk)

    @property
    def coordinators(self) -> list[Person]:
        """Whom to call about this match."""
        return self.faces.people

    @property
    def live(self) -> bool:
        """Whether it goes on."""
        return self.match.ended_at is None

    @property
    def may_write_rules(self) -> bool:
        """Whether the path has come to the house rules, so that they can be written."""
        reached = trajectory.has_reached(self.match, Gate.RULES_ACCEPTED_BY_ALL)
        return self.live and reached and "write_house_rules" in self.may

    @property
    def households(self) -> set[int]:
        """Ids of the households whose names stand on the page."""
        return {*self.match.households(), *(part.household for part in self.parts)}

    @property
    def may_ask_companion(self) -> bool:
        """Whether somebody else can be asked to come beside this family now."""
        return "ask_companion" in self.may and is_time(self.match) and bool(roles_left(self.match))

    @property
    def may_write_agreement(self) -> bool:
        """Whether this is the step in which this reader puts the agreements on paper."""
        return Gate.AGREEMENT_ACCEPTED_BY_ALL in self.gates and "write_agreement" in self.may


ACTIONS: Final = (
    "choose_themes",
    "ask_companion",
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
    "say_second_yes",
    "plan_goodbye",
    "decide_extension",
    "settle_enough",
)


def matches_of(reader: Person) -> MatchQuerySet:
    """Matches as `path_view` wants them, as far as `reader` may know of them."""
    visible = Match.objects.visible_to(reader).whole().with_their_end()
    return visible.prefetch_related("check_ins", "exchanges")


def path_view(
    match: Match, reader: Person, *, now: datetime, beside: Iterable[Match] = ()
) -> PathView:
    """The path as `reader` may see it. `match` comes from `matches_of(reader)`.

    Args: beside: other matches of the same families, to say which times fall together.

    What the other side answered or wrote is never shown before this side did the same; the
    coordinator sees what is there.
    """
    today, programme = timezone.localdate(now), match.definition()
    step, side = trajectory.current_step(match), match.side_of(reader)
    faces = faces_of(match, today)
    phase = programme.phase(step.phase) if step and match.ended_at is None else None
    kept = ChosenThemes.objects.filter(match=match).first() if programme.themes else None
    return PathView(
        match=match,
        themes=[str(programme.themes.get(key, key)) for key in kept.chosen] if kept else [],
        theme_words=kept.words if kept else "",
        programme=programme,
        title=_title(match, side),
        phase=phase,
        gates=frozenset(programme.gates(phase)) if phase else frozenset(),
        side=side,
        own_home=match.home_of(reader),
        parts=parts_of(match, reader, now=now),
        stones=stones(match, programme),
        next=next_step(match, reader, on=today),
        other=profile_of_other(match, side, reader, programme, now=now) if side else None,
        profiles=[] if side else _both(match, programme, now),
        coordinator=faces.now,
        faces=faces,
        meeting=last(match.meetings.all()),
        answered=_own_answer(match, side),
        rules=house_rules_of(match),
        agreement=agreement_of(match),
        looked_back=_looked_back(match, side, programme),
        may=frozenset(a for a in ACTIONS if policies.matches.may(reader, a, match)),
        closed=[] if side else closed_in([match]),
        given=[] if side else given_in(match, on=today),
        children=[] if side else _children(match, today),
        due=due_of(match, reader, today),
        consent_over=consent_over(match, on=today),
        outings=invited_to(match, reader, now=now),
        plan=plan_of(match, reader, on=today),
        exchanges=exchanges_with(reader, match) if side == Side.SUPPORTING else [],
        rest=rest_of(match, side, on=today, of=match.supporter_of(reader)),
        ending=ending_of(match, side, reader, on=today),
        times=times_of(match, reader, programme, on=today, beside=beside),
    )


def _title(match: Match, side: Side | None) -> str:
    if side is None:
        return beside_title(match)
    name = {"name": match.household(side.other).name}
    if side == Side.ASKING:
        return _("Together with %(name)s") % name
    return _("Beside %(name)s") % name


def _both(match: Match, programme: Programme, now: datetime) -> list[tuple[Side, Profile]]:
    """Both families in full, for the coordinator."""
    everything = {str(topic) for topic in Topic}
    return [(side, profile(match, side, programme, everything, now=now)) for side in Side]


def _children(match: Match, on: date) -> list[ChildSaid]:
    """The children that are asked themselves, oldest first."""
    answers = list(match.young_answers.all())
    children = young.asks(match, on)
    own_places = in_own_places(children)
    return [
        ChildSaid(
            member=child,
            said=young.latest(answers, child),
            own_place=child.pk in own_places,
            asked=young.asked_now(match, child, on),
        )
        for child in children
    ]


def _own_answer(match: Match, side: Side | None) -> Answer | None:
    """The last thing the reader's own side answered; nobody else's."""
    return last(answer for answer in match.answers.all() if answer.side == side)


def _looked_back(
    match: Match, side: Side | None, programme: Programme
) -> dict[str, list[LookingBack]]:
    """Per phase in which somebody looked back, by its title: both sides beside each other."""
    given = {(e.phase, e.side): e for e in match.evaluations.all()}
    sides = [side, side.other] if side else list(Side)
    found: dict[str, list[LookingBack]] = {}
    for phase in programme.phases:
        if not any(key == phase.key and side in (None, of) for key, of in given):
            continue  # nobody wrote, or only the other side did
        found[str(phase.title)] = [
            LookingBack(match.household(of).name, of == side, given.get((phase.key, of)))
            for of in sides
        ]
    return found


def stones(match: Match, programme: Programme) -> list[Stone]:
    """The whole path of the programme with what happened of it so far."""
    walked = {step.phase: step for step in match.steps.all()}
    ended = match.ended_at is not None
    talked_on = match.request.talk_held_on
    return [
        _stone(phase, walked.get(phase.key), ended=ended, talked_on=talked_on)
        for phase in programme.phases
    ]


def _stone(phase: Phase, step: Step | None, *, ended: bool, talked_on: date | None) -> Stone:
    title = str(phase.title)
    if step is None or (ended and step.completed_on is None):
        return Stone(title, "later")
    if step.skipped_because:
        return Stone(title, "skipped", brief_date(step.completed_on), step.skipped_because)
    if step.completed_on:
        # The talk took place before there was a match; that day says more than the proposal's.
        held_on = talked_on if Gate.TALK_HELD in phase.gates and talked_on else step.completed_on
        return Stone(title, "done", brief_date(held_on), "")
    since = _("since %(day)s") % {"day": brief_date(step.started_on)}
    until = _("until %(day)s") % {"day": brief_date(step.due_on)} if step.due_on else ""
    return Stone(title, "now", until or since, "")


def request_stones(asked: SupportRequest, programme: Programme) -> list[Stone]:
    """The path as it lies before a family that still waits for a match."""
    talked, planned = asked.talk_held_on, asked.talk_planned_at
    found = [
        Stone(_("You asked"), "done", brief_date(asked.asked_at), ""),
    ]
    now_is_taken = False
    for phase in programme.phases:
        title = str(phase.title)
        if Gate.TALK_HELD in phase.gates and talked:
            found.append(Stone(title, "done", brief_date(talked), ""))
        elif now_is_taken:
            found.append(Stone(title, "later"))
        else:
            now_is_taken = True
            day = _("on %(day)s") % {"day": short_date(planned)} if planned and not talked else ""
            note = "" if not talked else _("We look for who suits you.")
            found.append(Stone(title, "now", day, note))
    return found
