"""Two families beside each other: walks a story along the path, act by act, at its own days."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from naast.demo.region.chronicle import EVENING_TOO, chance_of
from naast.demo.region.living import SILENT, Life, let_live, look_back, tell_before
from naast.demo.region.pair import AFTERNOON, Pair
from naast.demo.region.tables import Told
from naast.demo.region.town import Town
from naast.support import trajectory
from naast.support.models import Acceptance, Answer, Evaluation, Match, Side
from naast.support.services import clockwork, matches

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

AFTER_THE_MEETING = range(17, 21)
SEEING_EACH_OTHER = "supporting_signs_rules"
"""The act after which they see each other without the coordinator."""
LOOKING_BACK = ("asking_looks_back", "supporting_looks_back")


class Story(Pair):
    """What happens between two families. A method per act, named as in the tables."""

    def __init__(self, town: Town, told: Told) -> None:
        super().__init__(town, told.asking, told.supporting, "buurtgezinnen")
        self.told = told
        self.days = self._days()

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
        before = self.days["proposed"] + 3
        chronicle.at(chronicle.moment(before, self.chance), lambda now: tell_before(self, now))
        if SEEING_EACH_OTHER in self.days and not self.told.waits_for_second:
            let_live(self, self._life())

    def _life(self) -> Life:
        """Their rhythm, from the first week of the trial on."""
        every_weeks, day, minutes = chance_of(f"rhythm {self.keys}").choice(RHYTHMS)
        since = self.days[SEEING_EACH_OTHER] - 2
        return Life(
            since=since, until=self.days.get("time_is_up", self.told.then_ago), hour=13,
            every_weeks=every_weeks, day=day, minutes=minutes,
            quiet=SILENT if self.told.quiet else 0,
        )  # fmt: skip

    # The proposal.

    def asking_yes(self, now: datetime) -> None:
        self.answer(Side.ASKING, Answer.Question.PROPOSAL, Answer.Reply.YES, now)

    def asking_thinks(self, now: datetime) -> None:
        self.answer(Side.ASKING, Answer.Question.PROPOSAL, Answer.Reply.THINKING, now)

    def asking_says_no(self, now: datetime) -> None:
        self.answer(Side.ASKING, Answer.Question.PROPOSAL, Answer.Reply.NO, now)

    def supporting_yes(self, now: datetime) -> None:
        self.answer(Side.SUPPORTING, Answer.Question.PROPOSAL, Answer.Reply.YES, now)

    def supporting_thinks(self, now: datetime) -> None:
        self.answer(Side.SUPPORTING, Answer.Question.PROPOSAL, Answer.Reply.THINKING, now)

    def supporting_says_no(self, now: datetime) -> None:
        self.answer(Side.SUPPORTING, Answer.Question.PROPOSAL, Answer.Reply.NO, now)

    def expired(self, now: datetime) -> None:
        clockwork.expire_proposals(now=now)

    def withdrawn(self, now: datetime) -> None:
        matches.withdraw_match(actor=self.coordinator, match_id=self.match, now=now)

    # The first meeting.

    def meeting_planned(self, now: datetime) -> None:
        ago = self.days.get("meeting_held", -self.told.meeting_in)
        self.plan_meeting(self.town.chronicle.moment(ago, self.chance, AFTERNOON), now)

    def asking_tries(self, now: datetime) -> None:
        self.answer(Side.ASKING, Answer.Question.TRIAL, Answer.Reply.YES, now)

    def supporting_tries(self, now: datetime) -> None:
        self.answer(Side.SUPPORTING, Answer.Question.TRIAL, Answer.Reply.YES, now)

    # House rules and agreement.

    def supporting_signs_rules(self, now: datetime) -> None:
        self.sign(Side.SUPPORTING, Acceptance.Paper.HOUSE_RULES, now)
        if self.told.waits_for_second:
            return
        self.say_second_yes(now + timedelta(minutes=3))
        if self.told.no_trial_because:
            self.skip(self.told.no_trial_because, now + timedelta(minutes=5))

    def asking_signs_agreement(self, now: datetime) -> None:
        self.sign(Side.ASKING, Acceptance.Paper.AGREEMENT, now)

    def supporting_signs_agreement(self, now: datetime) -> None:
        self.sign(Side.SUPPORTING, Acceptance.Paper.AGREEMENT, now)

    # The trial.

    def asking_looks_back(self, now: datetime) -> None:
        self.look_back(Side.ASKING, Evaluation.GoOn.YES, now)

    def supporting_looks_back(self, now: datetime) -> None:
        self.look_back(Side.SUPPORTING, Evaluation.GoOn.YES, now)

    def supporting_wants_to_talk(self, now: datetime) -> None:
        self.look_back(Side.SUPPORTING, Evaluation.GoOn.TALK, now)

    def asking_wants_to_stop(self, now: datetime) -> None:
        self.look_back(Side.ASKING, Evaluation.GoOn.STOP, now)

    # The end.

    def time_is_up(self, now: datetime) -> None:
        if self.told.because:
            self.skip(self.told.because, now)
        else:
            trajectory.advance(Match.objects.with_families().get(pk=self.match), now=now)

    def in_touch(self, now: datetime) -> None:
        look_back(self, now)
        self.say_farewell(now)
        for side in Side:
            self.say_in_touch(side, self.told.stays_in_touch, now)

    def rounded_off(self, now: datetime) -> None:
        self.round_off(now)

    def asking_stops(self, now: datetime) -> None:
        self.stop(Side.ASKING, now)

    def supporting_stops(self, now: datetime) -> None:
        self.stop(Side.SUPPORTING, now)
