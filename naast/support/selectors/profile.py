"""What one side may read of the other: never more than the doors that are open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naast import places
from naast.people.choices import language_names, slot_names
from naast.people.models import Grant, Household, HouseholdMember, Person
from naast.people.selectors import named_children
from naast.programmes import Programme
from naast.programmes.vocabulary import ProfileItem, Topic
from naast.support.models import Match, Side


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach one adult."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A family, as far as it is open. Closed fields are empty, never absent. The address is never
    one of them: `address_open` is whether the reader may press for it.
    """

    name: str
    distance: str
    kind: str
    children: Sequence[str]
    likes: Sequence[str]
    when: Sequence[str]
    languages: Sequence[str]
    words: str
    contacts: Sequence[Contact]
    household: int
    address_open: bool


def profile_of_other(
    match: Match, side: Side, reader: Person, programme: Programme, *, now: datetime
) -> Profile | None:
    """The household across, as `reader` on `side` may see it; None while nothing is open."""
    other = match.household(side.other)
    topics = Grant.objects.topics(other.pk, reader, now)
    if Topic.PROFILE not in topics:
        return None
    return profile(match, side.other, programme, topics, now=now, seen_from=match.home_of(reader))


def profile(
    match: Match,
    side: Side,
    programme: Programme,
    topics: set[str],
    *,
    now: datetime,
    seen_from: Household | None = None,
) -> Profile:
    """The household on `side` of a match, showing these topics only.

    Before the story is open it holds what the programme puts in the short profile, and the ages
    of the children without their names.

    Args: seen_from: from whose home the distance is told; the household across when None.
    """
    home, on = match.household(side), timezone.localdate(now)
    supports, told = side == Side.SUPPORTING, Topic.STORY in topics
    offer = match.supporter if supports else match.request
    words = match.supporter.words if supports else match.request.question
    shown = set(ProfileItem) if told else set(programme.proposal.profile)
    # A supporter introduces itself in its own words from the start; a family's story is its own.
    near = _distance(home, seen_from or match.household(side.other))
    tells = told or (supports and ProfileItem.OWN_WORDS in shown)
    return Profile(
        name=home.name,
        distance=near if ProfileItem.DISTANCE_CLASS in shown else "",
        kind=str(programme.kinds[match.supporter.kind]) if supports else "",
        children=named_children(home, on) if told else _ages(home.children(), on),
        likes=_likes(offer.interests, programme) if ProfileItem.INTERESTS in shown else [],
        when=slot_names(offer.slots) if ProfileItem.SLOTS in shown else [],
        languages=language_names(home.languages) if ProfileItem.LANGUAGES in shown else [],
        words=words if tells else "",
        contacts=contacts_of(home) if Topic.CONTACT in topics else [],
        household=home.pk,
        address_open=Topic.ADDRESS in topics and home.has_address,
    )


def _ages(children: Sequence[HouseholdMember], on: date) -> list[str]:
    ages = [age for child in children if (age := child.age(on)) is not None]
    return [ngettext("%(n)s year", "%(n)s years", age) % {"n": age} for age in ages]


def _likes(keys: Sequence[str], programme: Programme) -> list[str]:
    return [str(programme.interests.get(key, key)) for key in keys]


def contacts_of(home: Household) -> list[Contact]:
    """How to reach the adults at home, for who may."""
    return [Contact(p.full_name, p.phone, p.email) for p in home.people()]


def _distance(home: Household, other: Household) -> str:
    """How near they live; nothing when one of both keeps its address secret, for two distances
    narrow down a place.
    """
    if home.has_secret_address or other.has_secret_address:
        return ""
    here, there = places.find(home.postcode), places.find(other.postcode)
    if here is None or there is None:
        return ""
    return _("%(distance)s away") % {
        "distance": places.distance_class(places.distance_km(here, there))
    }
