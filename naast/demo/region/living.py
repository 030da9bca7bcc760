"""What happens between two families that see each other: times together, calls, looking back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from typing import Final
from uuid import UUID

from django.utils import timezone

from naast.demo.region.chronicle import chance_of
from naast.demo.region.pair import Pair
from naast.programmes.definition import Measure
from naast.programmes.vocabulary import MeasureKind
from naast.support.measuring import asked_before, asked_now
from naast.support.models import Match, Side
from naast.support.services import care, measures, together
from naast.support.services.measures import Given

TIMES_TOLD: Final = 4
"""How many of their last times both of them tell of; of all before those nobody wrote."""
CALLED_AFTER: Final = (15, 60, 121)
"""After how many days together the coordinator calls."""
EVENING: Final = range(19, 22)


@dataclass(frozen=True, slots=True)
class Life:
    """From how many days ago they see each other until how many days ago, and in which rhythm.

    `day` is 0 for Monday; nobody wrote anything in the last `quiet` days.
    """

    since: int
    until: int
    every_weeks: int
    day: int
    hour: int
    minutes: int
    quiet: int = 0


def let_live(pair: Pair, life: Life) -> None:
    """Put their life together in the chronicle."""
    chronicle = pair.town.chronicle
    chance = chance_of(f"the life of {pair.keys}")
    start = chronicle.moment(life.since, chance, range(17, 18))
    chronicle.at(start, partial(_agree, pair, life))
    for ago in list(_days(pair, life))[:TIMES_TOLD]:
        chronicle.at(chronicle.moment(ago, chance, EVENING), partial(_tell, pair))
    for after in CALLED_AFTER:
        ago = life.since - after
        if ago > max(life.until, life.quiet):
            chronicle.at(chronicle.at_work(ago, chance), partial(_call, pair))
    for ago in range(life.since - 95, life.until, -90):
        chronicle.at(chronicle.moment(ago, chance, EVENING), partial(look_back, pair))


def _days(pair: Pair, life: Life) -> Iterator[int]:
    """Their days together, as days ago, the last one first."""
    last, on = max(life.until, life.quiet, 1), pair.town.chronicle
    first = next(ago for ago in range(last, last + 7) if on.day(ago).weekday() == life.day)
    yield from range(first, life.since - 3, 7 * life.every_weeks)


def _match(pair: Pair) -> Match | None:
    """Their match, when it goes on and nothing is in the way."""
    running = Match.objects.live().select_related("request__organisation")
    match = running.prefetch_related("alarms", "steps").filter(pk=pair.match).first()
    return None if match is None or match.contact_rests else match


def _agree(pair: Pair, life: Life, now: datetime) -> None:
    if _match(pair):
        pair.agree_on_rhythm(life.every_weeks, life.day, time(life.hour), life.minutes, now)


def _tell(pair: Pair, now: datetime) -> None:
    """One of them, or both, tells how it went today."""
    if not _match(pair):
        return
    chance, papers = pair.chance, pair.town.tables.papers
    happened = chance.random() > 0.1
    who = [Side.SUPPORTING, *([Side.ASKING] if chance.random() < 0.5 else [])]
    did = chance.choice(papers.together) if happened else ""
    for side in who:
        told = together.DayTogether(
            day=timezone.localdate(now), happened=happened, did=did,
            mood=chance.choice((2, 3, 3, 3)) if happened else None,
            words=chance.choice(papers.how_it_was) if happened else "Er was iemand ziek.",
        )  # fmt: skip
        together.note_day(
            actor=pair.who(side), match_id=pair.match, key=UUID(int=chance.getrandbits(128)),
            told=told, now=now,
        )  # fmt: skip


def _call(pair: Pair, now: datetime) -> None:
    """The coordinator calls both sides."""
    if not _match(pair):
        return
    for side in Side:
        words = pair.chance.choice(pair.town.tables.papers.on_the_phone)
        care.note_check_in(
            actor=pair.coordinator, match_id=pair.match, side=side, words=words, now=now
        )


# Questions of the programme.


def tell_before(pair: Pair, now: datetime) -> None:
    """The asking family tells how it is, before anybody comes."""
    asked = pair.town.requests[pair.keys[Side.ASKING]]
    asking = asked_before(asked, pair.programme)
    if asking is not None:
        given = {measure.key: _given(pair, measure, later=False) for measure in asking.measures}
        measures.answer_before(actor=pair.asking, request_id=asked.pk, given=given, now=now)


def look_back(pair: Pair, now: datetime) -> None:
    """Both answer what the programme asks at this moment; one in five has no time for it."""
    match = _match(pair)
    for side in Side:
        asking = asked_now(match, side, timezone.localdate(now)) if match else None
        if asking is None or pair.chance.random() < 0.2:
            continue
        given = {measure.key: _given(pair, measure, later=True) for measure in asking.measures}
        measures.answer(
            actor=pair.who(side), match_id=pair.match, moment=asking.moment, given=given, now=now
        )


def _given(pair: Pair, measure: Measure, *, later: bool) -> Given:
    """What they answer: mostly a little better than before, and not always."""
    chance, papers = pair.chance, pair.town.tables.papers
    match measure.kind:
        case MeasureKind.YES_NO:
            return Given(value=int(chance.random() < (0.7 if later else 0.4)))
        case MeasureKind.LADDER:
            return Given(value=chance.randint(5, 9) if later else chance.randint(3, 6))
        case MeasureKind.FACES:
            return Given(value=chance.choice((2, 3, 3)))
        case MeasureKind.WORDS:
            return Given(words=chance.choice(papers.asking_went_well))
