"""What happens between two families that see each other: times together, calls, looking back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from typing import Final

from django.utils import timezone

from naast.demo.region.chronicle import chance_of
from naast.demo.region.days import let_be_together
from naast.demo.region.pair import Pair
from naast.programmes.measuring import Measure
from naast.programmes.vocabulary import MeasureKind
from naast.support.measuring import asked_before, asked_now
from naast.support.models import Match, Side
from naast.support.services import measures
from naast.support.services.measures import Given

SILENT: Final = 45
"""How many days a story that fell silent has been so."""
SKIPS: Final = 0.15
"""How often somebody skips a question."""
FORGETS: Final = 0.12
"""How often a side does not look back at all."""
AT_FIRST: Final = range(2, 6)
LATER: Final = range(3, 9)
"""Steps of the ladder that are chosen at the beginning, and later."""
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
    let_be_together(pair, life.since, max(life.until, life.quiet))
    for ago in range(life.since - 95, life.until, -90):
        chronicle.at(chronicle.moment(ago, chance, EVENING), partial(look_back, pair))


def _match(pair: Pair) -> Match | None:
    """Their match, when it goes on and nothing is in the way."""
    running = Match.objects.live().select_related("request__organisation")
    match = running.prefetch_related("alarms", "steps").filter(pk=pair.match).first()
    return None if match is None or match.contact_rests else match


def _agree(pair: Pair, life: Life, now: datetime) -> None:
    if _match(pair):
        pair.agree_on_rhythm(life.every_weeks, life.day, time(life.hour), life.minutes, now)


# Questions of the programme.


def tell_before(pair: Pair, now: datetime) -> None:
    """The asking family tells how it is, before anybody comes."""
    asked = pair.town.requests[pair.keys[Side.ASKING]]
    asking = asked_before(asked, pair.programme)
    if asking is not None:
        given = {each.key: _given(pair, each, Side.ASKING, AT_FIRST) for each in asking.measures}
        measures.answer_before(actor=pair.asking, request_id=asked.pk, given=given, now=now)


def look_back(pair: Pair, now: datetime, sides: Iterable[Side] = Side) -> None:
    """Both answer what the programme asks at this moment; some forget."""
    match = _match(pair)
    for side in sides:
        asking = asked_now(match, side, timezone.localdate(now)) if match else None
        if asking is None or pair.chance.random() < FORGETS:
            continue
        given = {each.key: _given(pair, each, side, LATER) for each in asking.measures}
        measures.answer(
            actor=pair.who(side), match_id=pair.match, moment=asking.moment, given=given, now=now
        )


def _given(pair: Pair, measure: Measure, side: Side, steps: range) -> Given:
    """What they answer: mostly a little better than before, and not always."""
    chance, papers, asks = pair.chance, pair.town.tables.papers, side == Side.ASKING
    if chance.random() < SKIPS:
        return Given()
    match measure.kind:
        case MeasureKind.YES_NO:
            often = 0.3 if measure.only_in_totals else 0.85
            return Given(value=int(chance.random() < often))
        case MeasureKind.LADDER:
            return Given(value=chance.choice(steps))
        case MeasureKind.FACES:
            return Given(value=chance.choice((2, 3, 3, 3)))
        case MeasureKind.WORDS:
            words = papers.asking_went_well if asks else papers.supporting_went_well
            return Given(words=chance.choice(words))
