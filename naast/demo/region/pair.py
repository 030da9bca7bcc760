"""Two families beside each other: what they and their coordinator do, each act a method."""

from datetime import datetime, time, timedelta
from typing import Final

from django.utils import timezone

from naast.demo.region.chronicle import chance_of
from naast.demo.region.town import Town
from naast.people.models import Person
from naast.programmes import find
from naast.support import young
from naast.support.models import Acceptance, Answer, Evaluation, Match, Side
from naast.support.rhythm import weekly
from naast.support.services import afterwards, ending, matches, path, rhythm, second_yes
from naast.support.services import young as young_services

AFTERNOON = range(14, 17)
GOODBYE_AFTER: Final = 6
"""How many days after it was planned they say goodbye."""


class Pair:
    """Two families of the tables, and the match they get."""

    def __init__(self, town: Town, asking: str, supporting: str, programme: str) -> None:
        self.town, self.keys = town, {Side.ASKING: asking, Side.SUPPORTING: supporting}
        self.programme = find(programme)
        self.chance = chance_of(f"{asking} and {supporting}")
        self.match = 0

    # Who speaks.

    @property
    def asking(self) -> Person:
        """The parent who asks."""
        return self.town.people[self.keys[Side.ASKING]]

    @property
    def supporting(self) -> Person:
        """The adult who speaks for the supporting family."""
        return self.town.people[self.keys[Side.SUPPORTING]]

    def who(self, side: Side | str) -> Person:
        """Who speaks for this side."""
        return self.asking if side == Side.ASKING else self.supporting

    @property
    def coordinator(self) -> Person:
        """Who looks after the asking family."""
        return self.town.coordinator_for(self.town.households[self.keys[Side.ASKING]])

    @property
    def second(self) -> Person:
        """Who looks along."""
        return self.town.second_for(self.town.households[self.keys[Side.ASKING]])

    # What they do.

    def proposed(self, now: datetime) -> None:
        """The coordinator puts one forward to the other."""
        made = matches.propose_match(
            actor=self.coordinator,
            request_id=self.town.requests[self.keys[Side.ASKING]].pk,
            supporter_id=self.town.supporters[self.keys[Side.SUPPORTING]].pk,
            now=now,
        )
        self.match = made.pk

    def answer(self, side: Side | str, question: str, reply: str, now: datetime) -> None:
        """One side answers a question of the path."""
        matches.answer(
            actor=self.who(side), match_id=self.match, question=question, reply=reply, now=now
        )

    def plan_meeting(self, planned_at: datetime, now: datetime) -> None:
        """The coordinator hears the children and plans the first meeting."""
        self.hear_children(now)
        path.plan_meeting(
            actor=self.coordinator,
            match_id=self.match,
            planned_at=planned_at,
            place=self.chance.choice(self.town.tables.papers.places),
            now=now,
        )

    def hear_children(self, now: datetime) -> None:
        """The coordinator hears what the bigger children think of it, before they meet."""
        match = Match.objects.for_a_write().get(pk=self.match).bring_along()
        for child in young.to_ask(match, timezone.localdate(now)):
            young_services.hear(
                actor=self.coordinator, match_id=self.match, member_id=child.pk,
                reply=Answer.Reply.YES, now=now,
            )  # fmt: skip

    def meeting_held(self, now: datetime) -> None:
        """They met."""
        path.note_meeting(
            actor=self.coordinator, match_id=self.match, held_on=timezone.localdate(now), now=now
        )

    def rules_written(self, now: datetime) -> None:
        """They make house rules: some to begin with, and one of their own."""
        starters = [str(rule.text) for rule in self.programme.house_rules]
        chosen = sorted(self.chance.sample(range(len(starters)), 4))
        own = self.chance.choice(self.town.tables.papers.own_rules)
        path.write_house_rules(
            actor=self.coordinator,
            match_id=self.match,
            rules=[*(starters[index] for index in chosen), own],
            now=now,
        )

    def agreement_written(self, now: datetime) -> None:
        """What they agreed is put on paper."""
        agreed, papers = {}, self.town.tables.papers
        for item in self.programme.agreement:
            options = papers.agreement.get(item.key, papers.agreed_otherwise)
            agreed[item.key] = self.chance.choice(options)
        path.write_agreement(actor=self.coordinator, match_id=self.match, items=agreed, now=now)

    def sign(self, side: Side, paper: str, now: datetime) -> None:
        """Each adult of a side accepts: in the app, or with a pen when there is no account."""
        for adult in self.town.households[self.keys[side]].adults_at_home():
            if adult.person:
                path.accept_paper(
                    actor=adult.person, match_id=self.match, paper=paper, version=1, now=now
                )
            else:
                path.note_on_paper(
                    actor=self.coordinator, match_id=self.match, paper=paper, version=1,
                    member_id=adult.pk, now=now,
                )  # fmt: skip

    def asking_signs_rules(self, now: datetime) -> None:
        """The asking side accepts the house rules."""
        self.sign(Side.ASKING, Acceptance.Paper.HOUSE_RULES, now)

    def say_second_yes(self, now: datetime) -> None:
        """A second coordinator looks along."""
        second_yes.say_yes(actor=self.second, match_id=self.match, now=now)

    def agree_on_rhythm(
        self, every_weeks: int, day: int, at: time, minutes: int, now: datetime
    ) -> None:
        """The asking family suggests how often, and the other side says yes."""
        agreed = rhythm.Plan(
            rule=weekly(every_weeks, [day]), at_least=None, starts_on=timezone.localdate(now),
            starts_at=at, minutes=minutes,
        )  # fmt: skip
        rhythm.write_rhythm(actor=self.asking, match_id=self.match, plan=agreed, now=now)
        for who in self._everybody_beside():
            rhythm.accept_rhythm(actor=who, match_id=self.match, version=1, now=now)

    def _everybody_beside(self) -> list[Person]:
        """Who speaks for each home that stands beside the family."""
        if len(self.programme.supporting_roles) < 2:
            return [self.supporting]
        match = Match.objects.with_families().get(pk=self.match)
        return [home.people()[0] for home in match.homes(Side.SUPPORTING)]

    def look_back(self, side: Side, go_on: str, now: datetime) -> None:
        """One side looks back on the trial."""
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
        path.evaluate(actor=self.who(side), match_id=self.match, looking_back=looking_back, now=now)

    def skip(self, reason: str, now: datetime) -> None:
        """The coordinator leaves a step out, with a reason both read."""
        path.skip_phase(actor=self.coordinator, match_id=self.match, reason=reason, now=now)

    def stop(self, side: Side | str, now: datetime) -> None:
        """One side stops."""
        matches.stop_match(actor=self.who(side), match_id=self.match, now=now)

    def say_farewell(self, now: datetime) -> None:
        """They plan their goodbye, and each leaves a word of thanks."""
        papers, on = self.town.tables.papers, timezone.localdate(now)
        ending.plan_goodbye(
            actor=self.asking, match_id=self.match, day=on + timedelta(days=GOODBYE_AFTER),
            words=self.chance.choice(papers.goodbyes), now=now,
        )  # fmt: skip
        for side, thanks in (
            (Side.ASKING, papers.asking_thanks),
            (Side.SUPPORTING, papers.supporting_thanks),
        ):
            words = self.chance.choice(thanks)
            afterwards.leave_thanks(actor=self.who(side), match_id=self.match, words=words, now=now)

    def say_in_touch(self, side: Side, stays: bool, now: datetime) -> None:
        """One side tells whether they stay in touch."""
        matches.say_stays_in_touch(actor=self.who(side), match_id=self.match, stays=stays, now=now)

    def round_off(self, now: datetime) -> None:
        """The coordinator rounds it off with both."""
        matches.round_off(actor=self.coordinator, match_id=self.match, now=now)
