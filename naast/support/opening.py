"""What a family can open and close by itself, and to whom."""

from datetime import datetime, timedelta
from typing import Final

from naast.people.models import Grant, Household, Person, Supporter
from naast.programmes.vocabulary import Topic
from naast.support.models import Match

GIVEN_APART: Final = (Topic.STORY, Topic.CONTACT)
"""Topics that are opened or closed one by one. First names and the path are the match: who does
not want those any more, stops it. The address goes by visit."""

VISIT_AHEAD: Final = timedelta(days=60)
"""How far ahead an address can be opened."""


def knows_of_us(match: Match, home: Household, now: datetime) -> bool:
    """Whether somebody across was asked already, so that it may know of this household."""
    live = Grant.objects.live(now).filter(household=home, basis=match.basis)
    return live.filter(topic=Topic.PATH).exists()


def visitors(match: Match, home: Household, *, now: datetime) -> list[Person]:
    """The adults across to whom this household may open its address: those to whom the path, from
    the trial on, opened how to reach it. A consent to call is not enough.
    """
    return [person for person, _vog in visitors_by_vog(match, home, now=now)]


def visitors_by_vog(
    match: Match, home: Household, *, now: datetime
) -> list[tuple[Person, Supporter | None]]:
    """The same, each with the supporter whose VOG has to count for it."""
    live = Grant.objects.live(now).filter(household=home, basis=match.basis)
    reached = set(live.filter(topic=Topic.CONTACT).values_list("person", flat=True))
    return [
        (person, vog)
        for reader, vog in match.across(home)
        for person in reader.people()
        if person.pk in reached
    ]
