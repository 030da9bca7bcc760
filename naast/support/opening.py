"""What a family can open and close by itself, and to whom."""

from datetime import datetime, timedelta
from typing import Final

from naast.people.models import Grant, Person
from naast.programmes.vocabulary import Topic
from naast.support.models import Match, Side

GIVEN_APART: Final = (Topic.STORY, Topic.CONTACT)
"""Topics that are opened or closed one by one. First names and the path are the match: who does
not want those any more, stops it. The address goes by visit."""

VISIT_AHEAD: Final = timedelta(days=60)
"""How far ahead an address can be opened."""


def knows_of_us(match: Match, side: Side, now: datetime) -> bool:
    """Whether the side across was asked already, so that it may know of the household on `side`."""
    live = Grant.objects.live(now).filter(household=match.household(side), basis=match.basis)
    return live.filter(topic=Topic.PATH).exists()


def visitors(match: Match, side: Side, *, now: datetime) -> list[Person]:
    """The adults across to whom this side may open its address: those to whom the path, from the
    trial on, opened how to reach it. A consent to call is not enough.
    """
    live = Grant.objects.live(now).filter(household=match.household(side), basis=match.basis)
    live = live.filter(topic=Topic.CONTACT)
    reached = set(live.values_list("person", flat=True))
    return [p for p in match.household(side.other).people() if p.pk in reached]
