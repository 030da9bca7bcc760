"""Two families beside each other: walks a story along the path, act by act, at its own days."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Final

from django.utils import timezone

from naast.demo.region.chronicle import EVENING_TOO, chance_of
from naast.demo.region.days import let_be_together
from naast.demo.region.measured import let_say_how_it_is
from naast.demo.region.tables import Told
from naast.demo.region.town import PROGRAMME, Town
from naast.people.models import Person
from naast.programmes import find
from naast.support import trajectory, young
from naast.support.models import Acceptance, Answer, Evaluation, Match, Side
from naast.support.rhythm import weekly
from naast.support.services import (
    afterwards,
    clockwork,
    ending,
    matches,
    path,
    rhythm,
    second_yes,
)
from naast.support.services import young as young_services

WALK: Final[Mapping[str, tuple[int, int]]] = {
    "proposed": (0, 0),
    "asking_yes": (1, 4),
    "supporting_yes": (1, 4),
    "meeting_planned": (0, 2),
    "meeting_held": (5, 11),
    "asking_tries": (0, 2),
    "supporting_tries": (0, 2),
    "rules_written": (3, 8),
    "asking_signs_rules": (0, 2),
    "supporting_signs_rules": (0, 3),
    "asking_looks_back": (54, 57),
    "supporting_looks_back": (0, 3),
    "agreement_written": (3, 8),
    "asking_signs_agreement": (0, 2),
    "supporting_signs_agreement": (0, 3),
    "time_is_up": (0, 0),
    "in_touch": (5, 12),
    "rounded_off": (2, 8),
}
"""The acts in their order; how many days, at least and at most, after the one before."""

RHYTHMS: Final = ((2, 5, 240), (1, 2, 180), (2, 2, 150), (1, 5, 180))
"""Once in how many weeks, on which day (0 is Monday), and for how many minutes."""

GOODBYE_AFTER: Final = 6
"""How many days after it was planned they say goodbye."""
AFTERNOON = range(14, 17)
AFTER_THE_MEETING = range(17, 21)
LOOKING_BACK = ("asking_looks_back", "supporting_looks_back")


class Story:
    """What happens between two families. A method per act, named as in the tables."""

    def __init__(self, town: Town, told: Told) -> None:
        self.town, self.told = town, told
        self.chance = chance_of(f"{told.asking} and {told.supporting}")
        self.days = self._days()
        self.match = 0

    def _days(self) -> dict[str, int]:
        """How many days ago each act took place, counted back from the last."""
        acts = list(WALK)[: list(WALK).index(self.told.last) + 1]
        if self.told.no_trial_because:
            acts = [act for act in acts if act not in LOOKING_BACK]
        ago, days = self.told.ago, {}
        for act in reversed(acts):
            days[act] = ago
            ago += self.told.together if act == "time_is_up" else self.chance.randint(*WALK[act])
        return dict(reversed(days.items()))

    def write_down(self) -> None:
        """Put every act in the chronicle; on one day they follow each other."""
        chronicle, moment = self.town.chronicle, None
        extra = {self.told.then: self.told.then_ago} if self.told.then else {}
        for act, ago in [*self.days.items(), *extra.items()]:
            hours = AFTER_THE_MEETING if act == "meeting_held" else EVENING_TOO
            chosen = chronicle.moment(ago, self.chance, hours)
            moment = max(chosen, moment + timedelta(minutes=20)) if moment else chosen
            chronicle.at(moment, getattr(self, act))
        if "supporting_signs_rules" in self.days and not self.told.waits_for_second:
            let_be_together(self, self.days["supporting_signs_rules"])
        let_say_how_it_is(self)

    # Who speaks.

    @property
    def asking(self) -> Person:
        """The parent who asks."""
        return self.town.people[self.told.asking]

    @property
    def supporting(self) -> Person:
        """The adult who speaks for the supporting family."""
        return self.town.people[self.told.supporting]

    @property
    def coordinator(self) -> Person:
        """Who looks after the asking family."""
        return self.town.coordinator_for(self.town.households[self.told.asking])

    # The proposal.

    def proposed(self, now: datetime) -> None:
        made = matches.propose_match(
            actor=self.coordinator,
            request_id=self.town.requests[self.told.asking].pk,
            supporter_id=self.town.supporters[self.told.supporting].pk,
            now=now,
        )
        self.match = made.pk

    def _answer(self, who: Person, question: str, reply: str, now: datetime) -> None:
        matches.answer(actor=who, match_id=self.match, question=question, reply=reply, now=now)

    def asking_yes(self, now: datetime) -> None:
        self._answer(self.asking, Answer.Question.PROPOSAL, Answer.Reply.YES, now)

    def asking_thinks(self, now: datetime) -> None:
        self._answer(self.asking, Answer.Question.PROPOSAL, Answer.Reply.THINKING, now)

    def asking_says_no(self, now: datetime) -> None:
        self._answer(self.asking, Answer.Question.PROPOSAL, Answer.Reply.NO, now)

    def supporting_yes(self, now: datetime) -> None:
        self._answer(self.supporting, Answer.Question.PROPOSAL, Answer.Reply.YES, now)

    def supporting_thinks(self, now: datetime) -> None:
        self._answer(self.supporting, Answer.Question.PROPOSAL, Answer.Reply.THINKING, now)

    def supporting_says_no(self, now: datetime) -> None:
        self._answer(self.supporting, Answer.Question.PROPOSAL, Answer.Reply.NO, now)

    def expired(self, now: datetime) -> None:
        clockwork.expire_proposals(now=now)

    def withdrawn(self, now: datetime) -> None:
        matches.withdraw_match(actor=self.coordinator, match_id=self.match, now=now)

    # The first meeting.

    def meeting_planned(self, now: datetime) -> None:
        self._hear_children(now)
        ago = self.days.get("meeting_held", -self.told.meeting_in)
        path.plan_meeting(
            actor=self.coordinator,
            match_id=self.match,
            planned_at=self.town.chronicle.moment(ago, self.chance, AFTERNOON),
            place=self.chance.choice(self.town.tables.papers.places),
            now=now,
        )

    def _hear_children(self, now: datetime) -> None:
        """The coordinator hears what the bigger children think of it, before they meet."""
        match = Match.objects.with_families().get(pk=self.match)
        for child in young.to_ask(match, timezone.localdate(now)):
            young_services.hear(
                actor=self.coordinator, match_id=self.match, member_id=child.pk,
                reply=Answer.Reply.YES, now=now,
            )  # fmt: skip

    def meeting_held(self, now: datetime) -> None:
        path.note_meeting(
            actor=self.coordinator, match_id=self.match, held_on=timezone.localdate(now), now=now
        )

    def asking_tries(self, now: datetime) -> None:
        self._answer(self.asking, Answer.Question.TRIAL, Answer.Reply.YES, now)

    def supporting_tries(self, now: datetime) -> None:
        self._answer(self.supporting, Answer.Question.TRIAL, Answer.Reply.YES, now)

    # House rules and agreement.

    def rules_written(self, now: datetime) -> None:
        starters = [str(rule.text) for rule in find(PROGRAMME).house_rules]
        chosen = sorted(self.chance.sample(range(len(starters)), 4))
        own = self.chance.choice(self.town.tables.papers.own_rules)
        path.write_house_rules(
            actor=self.coordinator,
            match_id=self.match,
            rules=[*(starters[index] for index in chosen), own],
            now=now,
        )

    def asking_signs_rules(self, now: datetime) -> None:
        self._sign(Side.ASKING, Acceptance.Paper.HOUSE_RULES, now)

    def supporting_signs_rules(self, now: datetime) -> None:
        self._sign(Side.SUPPORTING, Acceptance.Paper.HOUSE_RULES, now)
        if self.told.waits_for_second:
            return
        second_yes.say_yes(
            actor=self.town.second_for(self.town.households[self.told.asking]),
            match_id=self.match,
            now=now + timedelta(minutes=3),
        )
        self._agree_rhythm(now + timedelta(minutes=4))
        if self.told.no_trial_because:
            self._skip(self.told.no_trial_because, now + timedelta(minutes=5))

    def _agree_rhythm(self, now: datetime) -> None:
        """The asking family suggests how often, and the other side says yes."""
        every, day, minutes = RHYTHMS[self.match % len(RHYTHMS)]
        agreed = rhythm.Plan(
            rule=weekly(every, [day]), at_least=None, starts_on=timezone.localdate(now),
            starts_at=time(13), minutes=minutes,
        )  # fmt: skip
        rhythm.write_rhythm(actor=self.asking, match_id=self.match, plan=agreed, now=now)
        rhythm.accept_rhythm(actor=self.supporting, match_id=self.match, version=1, now=now)

    def agreement_written(self, now: datetime) -> None:
        agreed = self.town.tables.papers.agreement
        items = {key: self.chance.choice(options) for key, options in agreed.items()}
        path.write_agreement(actor=self.coordinator, match_id=self.match, items=items, now=now)

    def asking_signs_agreement(self, now: datetime) -> None:
        self._sign(Side.ASKING, Acceptance.Paper.AGREEMENT, now)

    def supporting_signs_agreement(self, now: datetime) -> None:
        self._sign(Side.SUPPORTING, Acceptance.Paper.AGREEMENT, now)

    def _sign(self, side: Side, paper: str, now: datetime) -> None:
        """Each adult of a side accepts: in the app, or with a pen when there is no account."""
        key = self.told.asking if side == Side.ASKING else self.told.supporting
        for adult in self.town.households[key].adults_at_home():
            if adult.person:
                path.accept_paper(
                    actor=adult.person, match_id=self.match, paper=paper, version=1, now=now
                )
            else:
                path.note_on_paper(
                    actor=self.coordinator, match_id=self.match, paper=paper, version=1,
                    member_id=adult.pk, now=now,
                )  # fmt: skip

    # The trial.

    def asking_looks_back(self, now: datetime) -> None:
        self._look_back(self.asking, Side.ASKING, Evaluation.GoOn.YES, now)

    def supporting_looks_back(self, now: datetime) -> None:
        self._look_back(self.supporting, Side.SUPPORTING, Evaluation.GoOn.YES, now)

    def supporting_wants_to_talk(self, now: datetime) -> None:
        self._look_back(self.supporting, Side.SUPPORTING, Evaluation.GoOn.TALK, now)

    def asking_wants_to_stop(self, now: datetime) -> None:
        self._look_back(self.asking, Side.ASKING, Evaluation.GoOn.STOP, now)

    def _look_back(self, who: Person, side: Side, go_on: str, now: datetime) -> None:
        papers, asks = self.town.tables.papers, side == Side.ASKING
        mood = Evaluation.Mood.GOOD if go_on == Evaluation.GoOn.YES else Evaluation.Mood.SO_SO
        looking_back = path.LookingBack(
            mood,
            self.chance.choice(papers.asking_went_well if asks else papers.supporting_went_well),
            self.chance.choice(
                papers.asking_differently if asks else papers.supporting_differently
            ),
            go_on,
        )
        path.evaluate(actor=who, match_id=self.match, looking_back=looking_back, now=now)

    # The end.

    def time_is_up(self, now: datetime) -> None:
        if self.told.because:
            self._skip(self.told.because, now)
        else:
            trajectory.advance(Match.objects.with_families().get(pk=self.match), now=now)

    def _skip(self, reason: str, now: datetime) -> None:
        path.skip_phase(actor=self.coordinator, match_id=self.match, reason=reason, now=now)

    def in_touch(self, now: datetime) -> None:
        papers, on = self.town.tables.papers, timezone.localdate(now)
        ending.plan_goodbye(
            actor=self.asking, match_id=self.match, day=on + timedelta(days=GOODBYE_AFTER),
            words=self.chance.choice(papers.goodbyes), now=now,
        )  # fmt: skip
        for who, thanks in (
            (self.asking, papers.asking_thanks),
            (self.supporting, papers.supporting_thanks),
        ):
            words = self.chance.choice(thanks)
            afterwards.leave_thanks(actor=who, match_id=self.match, words=words, now=now)
        for who in (self.asking, self.supporting):
            matches.say_stays_in_touch(
                actor=who, match_id=self.match, stays=self.told.stays_in_touch, now=now
            )

    def rounded_off(self, now: datetime) -> None:
        matches.round_off(actor=self.coordinator, match_id=self.match, now=now)

    def asking_stops(self, now: datetime) -> None:
        matches.stop_match(actor=self.asking, match_id=self.match, now=now)

    def supporting_stops(self, now: datetime) -> None:
        matches.stop_match(actor=self.supporting, match_id=self.match, now=now)
