"""Two years of Home-Start in Leiden: pairs that came and went, told in what a path cannot do
without.

Who can be stepped into has a story of its own; these make the town as large as it is. What happens
between them, the real services do, as everywhere in the region.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property, partial
from random import Random
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from naast.demo.region.chronicle import DAYTIME, Act, chance_of
from naast.demo.region.living import look_back, tell_before
from naast.demo.region.pair import AFTERNOON, Pair
from naast.demo.region.settling import let_ask, let_offer
from naast.demo.region.tables import Asking, Papers, Supporting
from naast.demo.region.town import Town
from naast.support.care import due_calls
from naast.support.models import Answer, Match, Side
from naast.support.services import care, ending, path, together

UNTIL_PROPOSED: Final = range(22, 70)
"""Days from the question to the proposal."""
UNTIL_BEGUN: Final = range(10, 18)
"""Days from the proposal to the first meeting, after which both want to go on."""
OFFERED_BEFORE: Final = range(35, 75)
"""Days from an offer to its first proposal: long enough for the trust file."""
AFTER_ANOTHER: Final = 7
"""Days of rest between two families."""
LASTS: Final = range(60, 240)
STOPS_AFTER: Final = range(25, 90)
STOPS: Final = 0.18
"""How often a pair stops on the way, as a part of one."""
SAYS_GOODBYE_AFTER: Final = 9
LATELY: Final = (9, 2)
"""How many days ago a pair that goes on told of a time together."""


class Passing(Pair):
    """A family and a volunteer for a while. Moments are days before the day of the region."""

    def __init__(self, town: Town, keys: tuple[str, str], programme: str, begun: int) -> None:
        super().__init__(town, *keys, programme)
        self.begun = begun
        self.proposed_on = begun + self.chance.choice(UNTIL_BEGUN)
        self.asked = self.proposed_on + self.chance.choice(UNTIL_PROPOSED)
        self.stops = self.chance.random() < STOPS
        self.ends = begun - self.chance.choice(STOPS_AFTER if self.stops else LASTS)

    @property
    def goes_on(self) -> bool:
        """Whether they still see each other on the day of the region."""
        return self.ends <= SAYS_GOODBYE_AFTER

    @cached_property
    def papers(self) -> Papers:
        """What families write."""
        return self.town.tables.papers

    def write_down(self) -> None:
        """Put their time in the chronicle."""
        self._at(self.proposed_on, self.proposed)
        if self.chance.random() < (0.4 if self.stops or self.goes_on else 0.9):
            self._at(self.proposed_on - 1, partial(tell_before, self))
        for days, asked in zip((2, 4), self.programme.proposal.asks, strict=True):
            self._at(self.proposed_on - days, partial(self._say, Side(asked), "proposal"))
        self._at(self.proposed_on - 5, self._plan)
        self._at(self.begun, self._begin)
        if self.goes_on:
            self._live()
        elif self.stops:
            side = self.chance.choice(list(Side))
            self._at(self.ends, partial(self.stop, side))
        else:
            self._at(self.ends, self._say_enough)
            self._at(self.ends - SAYS_GOODBYE_AFTER, self._say_goodbye)

    def _at(self, ago: int, act: Act, hours: range = range(19, 21)) -> None:
        if ago > 0:
            self.town.chronicle.at(self.town.chronicle.moment(ago, self.chance, hours), act)

    def _say(self, side: Side, question: str, now: datetime) -> None:
        self.answer(side, question, Answer.Reply.YES, now)

    def _plan(self, now: datetime) -> None:
        """No child here is old enough to be asked itself."""
        path.plan_meeting(
            actor=self.coordinator, match_id=self.match,
            planned_at=self.town.chronicle.moment(self.begun, self.chance, AFTERNOON),
            place=self.chance.choice(self.papers.places), now=now,
        )  # fmt: skip

    def _begin(self, now: datetime) -> None:
        """They met, want to go on, a second coordinator looked along, and their house rules are
        there.
        """
        self.meeting_held(now)
        for minutes, side in enumerate(Side, start=10):
            self._say(side, Answer.Question.TRIAL, now + timedelta(minutes=minutes))
        self.say_second_yes(now + timedelta(minutes=15))
        because = self.chance.choice(self.town.tables.years["rules_because"])
        self.skip(because, now + timedelta(minutes=20))

    def _live(self) -> None:
        """A rhythm, what they told lately, a call of the coordinator and how it goes so far."""
        if self.begun < 8:
            return
        day, hour = self.chance.randint(0, 4), self.chance.choice((9, 10, 13))
        rhythm = partial(self.agree_on_rhythm, 1, day, time(hour), 150)
        self._at(self.begun - 2, rhythm)
        for ago in LATELY:
            if ago < self.begun - 9:
                self._at(ago, partial(self._tell, day))
        self._at(self.chance.randint(2, 9), self._call, DAYTIME)
        if self.begun > 85 and self.chance.random() < 0.85:
            self._at(5, partial(look_back, self))

    def _tell(self, weekday: int, now: datetime) -> None:
        today = timezone.localdate(now)
        told = together.DayTogether(
            day=today - timedelta(days=(today.weekday() - weekday) % 7), happened=True, mood=3,
            did=self.chance.choice(self.town.tables.years["did"]),
            words=self.chance.choice(self.town.tables.years["told"]),
        )  # fmt: skip
        key = UUID(int=self.chance.getrandbits(128))
        together.note_day(actor=self.supporting, match_id=self.match, key=key, told=told, now=now)

    def _call(self, now: datetime) -> None:
        match = Match.objects.for_a_write().get(pk=self.match)
        for call in due_calls(match, timezone.localdate(now)):
            words = self.chance.choice(self.papers.called)
            care.note_check_in(
                actor=self.coordinator, match_id=self.match, side=call.side, words=words, now=now
            )

    def _say_enough(self, now: datetime) -> None:
        words = self.chance.choice(self.papers.enough)
        ending.say_enough(actor=self.asking, match_id=self.match, words=words, now=now)

    def _say_goodbye(self, now: datetime) -> None:
        if self.chance.random() < 0.95:
            look_back(self, now, sides=(Side.ASKING,))
        if self.chance.random() < 0.5:
            self.say_in_touch(Side.ASKING, True, now)
        self.round_off(now + timedelta(minutes=5))


def let_years_pass(town: Town) -> None:
    """Put all of it in the chronicle."""
    Years(town).write_down()


class Years:
    """Who asked and who came, quarter after quarter."""

    def __init__(self, town: Town) -> None:
        self.town, self.told = town, town.tables.years
        self.chance = chance_of("two years")
        self.names = _names(self.told)
        self.free: dict[str, tuple[int, str]] = {}
        """Per volunteer: until how many days ago it stands beside a family, and its day."""

    def write_down(self) -> None:
        """Everybody, oldest first; who still waits comes last."""
        begun, left = self.told["begun"], self.told["left"]
        quarters = self.town.chronicle.quarters(len(begun))
        for (first, last), pairs, passed in zip(quarters, begun, left, strict=True):
            for ago in self._days_in(first, last, passed):
                self._passed_by(ago)
            for ago in self._days_in(first, last, pairs):
                self._pair(ago)
        for asked in self.told["waiting"]:
            slot, child = self.chance.choice(self.told["slots"]), self.chance.randint(0, 3)
            self._ask(next(self.names), slot, asked=asked, child=child)

    def _days_in(self, first: date, last: date, many: int) -> list[int]:
        """So many different days of a stretch that have been, counted back, the oldest first."""
        on = self.town.chronicle.on
        days = [(on - each).days for each in _days(first, min(last, on - timedelta(days=2)))]
        return sorted(self.chance.sample(days, min(many, len(days))), reverse=True)

    def _pair(self, begun: int) -> None:
        slot = self.chance.choice(self.told["slots"])
        child = self.chance.randint(0, 2)
        asking = next(self.names)
        supporting, is_new = self._volunteer(begun, slot)
        pair = Passing(self.town, (asking[0], supporting[0]), self.told["programme"], begun)
        self._ask(asking, slot, asked=pair.asked, child=child)
        if is_new:
            before = self.chance.choice(OFFERED_BEFORE)
            self._offer(supporting, since=pair.proposed_on + before)
        busy_until = pair.ends - SAYS_GOODBYE_AFTER - AFTER_ANOTHER
        self.free[supporting[0]] = (busy_until, supporting[1])
        pair.write_down()

    def _volunteer(self, begun: int, slot: str) -> tuple[tuple[str, str], bool]:
        """Somebody whose family went on alone again, or somebody new."""
        before = begun + UNTIL_BEGUN.stop
        for key, (busy_until, who) in self.free.items():
            if busy_until > before:
                return (key, who), False
        return next(self.names), True

    def _passed_by(self, closed: int) -> None:
        """A question that closed before somebody came."""
        slot, child = self.chance.choice(self.told["slots"]), self.chance.randint(0, 3)
        asked = closed + self.chance.randint(20, 60)
        self._ask(next(self.names), slot, asked=asked, child=child, closed=closed)

    def _ask(
        self, who: tuple[str, str], slot: str, *, asked: int, child: int, closed: int | None = None
    ) -> None:
        chance, told = chance_of(f"who {who[0]} is"), self.told
        born_before = self.town.chronicle.on.year - self.town.chronicle.day(asked).year
        let_ask(
            self.town,
            Asking(
                key=who[0], who=who[1], home=chance.choice(told["postcodes"]),
                programme=told["programme"], languages=_languages(told, chance),
                children={chance.choice(told["children"]): child + born_before},
                when=sorted({slot, *chance.sample(told["slots"], 2)}),
                likes=chance.sample(told["likes"], 3),
                words=f"{chance.choice(told['why'])} {chance.choice(told['wish'])}",
                closed=closed,
            ),
            asked=asked,
        )  # fmt: skip

    def _offer(self, who: tuple[str, str], *, since: int) -> None:
        chance, told = chance_of(f"who {who[0]} is"), self.told
        let_offer(
            self.town,
            Supporting(
                key=who[0], who=who[1], home=chance.choice(told["postcodes"]),
                programme=told["programme"], languages=_languages(told, chance),
                kind=chance.choice(told["kinds"]), ages=(0, 6), when=told["slots"],
                likes=chance.sample(told["likes"], 5),
                words=f"{chance.choice(told['offer'])} {chance.choice(told['brings'])}",
            ),
            since=since,
        )  # fmt: skip


def _languages(told: Mapping[str, Any], chance: Random) -> Sequence[str]:
    other = chance.choice(told["languages"])
    return ("nl", other) if chance.random() < 0.3 else ("nl",)


def _names(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Keys and names, each once."""
    first, last = told["first_names"], told["last_names"]
    for number in range(len(first) * len(last)):
        name = first[number % len(first)]
        family = last[(number + number // len(first)) % len(last)]
        yield f"{name.lower()}-{number + 1}", f"{name} {family}"


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)
