"""Two families on the path of any programme: each time, whatever the first closed gate asks."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from naast.demo.region.chronicle import EVENING_TOO
from naast.demo.region.living import Life, let_live, look_back, tell_before
from naast.demo.region.pair import AFTERNOON, Pair
from naast.demo.region.tables import Walked
from naast.demo.region.town import Town
from naast.programmes.vocabulary import Gate
from naast.support import trajectory
from naast.support.gates import PREDICATES, Facts, Turn
from naast.support.models import Acceptance, Answer, Evaluation, Match, Side
from naast.support.services import consents, ending, path, together

MOST_ACTS: Final = 40
"""How often something happens after the proposal, at most."""
DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
STAY_IN_TOUCH: Final = 0.6
"""How many of them, as a part of one."""
MEETING_IN: Final = (4, 9)
"""In how many days, at least and at most, a first meeting is planned."""


class Walk(Pair):
    """A pair that goes from gate to gate, as far as the tables say."""

    def __init__(self, town: Town, told: Walked) -> None:
        super().__init__(town, told.asking, told.supporting, told.programme)
        self.told, self.has_come_there = told, False
        self.acts: dict[Gate, Callable[[Match, list[Turn], datetime], None]] = {
            Gate.BOTH_SAID_YES: self._say(Answer.Question.PROPOSAL),
            Gate.YOUNG_PERSON_SAID_YES: self._hear,
            Gate.MEETING_HELD: self._meet,
            Gate.BOTH_WANT_TRIAL: self._say(Answer.Question.TRIAL),
            Gate.RULES_ACCEPTED_BY_ALL: self._agree_on_rules,
            Gate.AGREEMENT_ACCEPTED_BY_ALL: self._agree_on_paper,
            Gate.SECOND_YES: self._look_along,
            Gate.CONSENT_GIVEN: self._consent,
            Gate.TRIAL_EVALUATED: self._look_back,
            Gate.TRIAL_DECIDED: self._decide,
            Gate.MEETINGS_HELD: self._do_something,
        }

    def write_down(self) -> None:
        """Put the proposal in the chronicle, every next moment, and how it ended."""
        told, chronicle = self.told, self.town.chronicle
        chronicle.at(chronicle.moment(told.proposed, self.chance), self.proposed)
        asked_at = chronicle.moment(told.proposed + 3, self.chance)
        chronicle.at(asked_at, lambda now: tell_before(self, now))
        ends = next((ago for ago in (told.closing, told.stopped) if ago is not None), 0)
        ago = told.proposed
        for _act in range(MOST_ACTS):
            ago -= self.chance.randint(1, 3)
            if ago <= ends:
                break
            chronicle.at(chronicle.moment(ago, self.chance, EVENING_TOO), self.go_on)
        if told.day:
            let_live(self, self._life(ago))
        if told.stopped is not None:
            moment = chronicle.moment(told.stopped, self.chance)
            chronicle.at(moment, lambda now: self.stop(told.by, now))
        if told.closing is not None:
            chronicle.at(chronicle.moment(told.closing, self.chance), self.come_to_the_end)
        if told.rounded_off is not None:
            chronicle.at(chronicle.moment(told.rounded_off, self.chance), self.say_goodbye)

    def _life(self, since: int) -> Life:
        """Their rhythm, once every gate on the way was open."""
        told = self.told
        return Life(
            since=since, until=told.closing or 0, quiet=told.quiet, hour=told.hour, minutes=150,
            every_weeks=told.every_weeks, day=DAYS.index(told.day),
        )  # fmt: skip

    def go_on(self, now: datetime) -> None:
        """Do what the first closed gate asks, unless the tables say that they stand still here."""
        if self.has_come_there:
            return
        match = Match.objects.for_a_write().get(pk=self.match).bring_along()
        step = trajectory.current_step(match)
        if match.ended_at is not None or step is None or step.phase == self.told.until:
            self.has_come_there = True
            return
        phase = self.programme.phase(step.phase)
        facts = Facts(match, match.definition(), step, timezone.localdate(now))
        for gate in self.programme.gates(phase):
            if turns := PREDICATES[gate](facts):
                if gate in self.acts:
                    self.acts[gate](match, turns, now)
                else:
                    self.has_come_there = True
                return

    # What each gate asks.

    def _say(self, question: str) -> Callable[[Match, list[Turn], datetime], None]:
        def say(match: Match, turns: list[Turn], now: datetime) -> None:
            self.answer(turns[0].who, question, Answer.Reply.YES, now)

        return say

    def _hear(self, match: Match, turns: list[Turn], now: datetime) -> None:
        self.hear_children(now)

    def _meet(self, match: Match, turns: list[Turn], now: datetime) -> None:
        planned = match.meetings.last()
        if planned is None:
            day = timezone.localdate(now) + timedelta(days=self.chance.randint(*MEETING_IN))
            hour = self.chance.choice(AFTERNOON)
            self.plan_meeting(
                now.replace(year=day.year, month=day.month, day=day.day, hour=hour), now
            )
        elif planned.planned_at < now:
            self.meeting_held(now)

    def _agree_on_rules(self, match: Match, turns: list[Turn], now: datetime) -> None:
        if not match.house_rules.all():
            return self.rules_written(now)
        return self._sign_by_turn(Acceptance.Paper.HOUSE_RULES, turns, now)

    def _agree_on_paper(self, match: Match, turns: list[Turn], now: datetime) -> None:
        if not match.agreements.all():
            return self.agreement_written(now)
        return self._sign_by_turn(Acceptance.Paper.AGREEMENT, turns, now)

    def _sign_by_turn(self, paper: str, turns: list[Turn], now: datetime) -> None:
        self.sign(Side(turns[0].who), paper, now)

    def _look_along(self, match: Match, turns: list[Turn], now: datetime) -> None:
        self.say_second_yes(now)

    def _consent(self, match: Match, turns: list[Turn], now: datetime) -> None:
        consents.give_consent(
            actor=self.asking, match_id=self.match, topics=["story"], now=now,
            purpose=self.chance.choice(self.town.tables.papers.consents),
            ends_on=timezone.localdate(now) + timedelta(days=300),
        )  # fmt: skip

    def _look_back(self, match: Match, turns: list[Turn], now: datetime) -> None:
        if turns[0].who in Side.values:
            self.look_back(Side(turns[0].who), Evaluation.GoOn.YES, now)

    def _decide(self, match: Match, turns: list[Turn], now: datetime) -> None:
        if turns[0].who in Side.values:
            self._look_back(match, turns, now)
        else:
            path.decide(actor=self.coordinator, match_id=self.match, now=now)

    def _do_something(self, match: Match, turns: list[Turn], now: datetime) -> None:
        """A time together, one a day at most, noted by who came."""
        told = together.DayTogether(
            day=timezone.localdate(now), happened=True, mood=3,
            did=self.chance.choice(self.town.tables.papers.did),
        )  # fmt: skip
        together.note_day(
            actor=self.supporting, match_id=self.match, now=now, told=told,
            key=UUID(int=self.chance.getrandbits(128)),
        )  # fmt: skip

    # The end.

    def come_to_the_end(self, now: datetime) -> None:
        """Who asked says that it is enough."""
        words = self.chance.choice(self.town.tables.papers.enough)
        ending.say_enough(actor=self.asking, match_id=self.match, words=words, now=now)

    def say_goodbye(self, now: datetime) -> None:
        """They tell whether they stay in touch, and round it off."""
        look_back(self, now)
        self.say_farewell(now)
        stays = self.chance.random() < STAY_IN_TOUCH
        for side in Side:
            self.say_in_touch(side, stays, now)
        self.round_off(now + timedelta(minutes=5))
