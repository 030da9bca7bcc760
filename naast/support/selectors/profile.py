"""What one side may read of the other: never more than the doors that are open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from naast import places
from naast.people.choices import language_names, slot_names
from naast.people.models import Grant, Household, Person
from naast.programmes import Programme
from naast.programmes.vocabulary import Topic
from naast.support.models import Match, Side


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach one adult."""

    name: str
    phone: str
    email: str
    address: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The other family, as far as it is open. Closed fields are empty, never absent."""

    name: str
    distance: str
    kind: str
    children: Sequence[str]
    likes: Sequence[str]
    when: Sequence[str]
    languages: Sequence[str]
    words: str
    contacts: Sequence[Contact]


def profile_of_other(
    match: Match, side: Side, reader: Person, programme: Programme, *, now: datetime
) -> Profile | None:
    """The household across, as `reader` on `side` may see it; None while nothing is open."""
    other = match.household(side.other)
    topics = Grant.objects.topics(other.pk, reader, now)
    if Topic.PROFILE not in topics:
        return None
    return profile(match, side.other, programme, topics, now=now)


def profile(
    match: Match, side: Side, programme: Programme, topics: set[str], *, now: datetime
) -> Profile:
    """The household on `side` of a match, showing these topics only."""
    home = match.household(side)
    asked, supporter = match.request, match.supporter
    offer = asked if side == Side.ASKING else supporter
    words = asked.question if side == Side.ASKING else supporter.words
    # A supporter introduces itself in its own words from the start; a family's story is the family's.
    tells = Topic.STORY in topics or side == Side.SUPPORTING
    return Profile(
        name=home.name,
        distance=_distance(match),
        kind=str(programme.kinds[supporter.kind]) if side == Side.SUPPORTING else "",
        children=[_child(child.name, child.age(now.date())) for child in home.children()],
        likes=[str(programme.interests.get(key, key)) for key in offer.interests],
        when=slot_names(offer.slots),
        languages=language_names(home.languages),
        words=words if tells else "",
        contacts=_contacts(home) if Topic.CONTACT in topics else [],
    )


def _child(name: str, age: int | None) -> str:
    return name if age is None else f"{name} ({age})"


def _contacts(home: Household) -> list[Contact]:
    return [Contact(p.full_name, p.phone, p.email, p.address) for p in home.people()]


def _distance(match: Match) -> str:
    here = places.find(match.request.household.postcode)
    there = places.find(match.supporter.household.postcode)
    if here is None or there is None:
        return ""
    return str(places.distance_class(places.distance_km(here, there)))
