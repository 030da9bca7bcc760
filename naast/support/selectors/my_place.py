"""Mijn plek: what a child or young person with an own account finds, and what it may say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from naast.people.models import Grant, HouseholdMember, Person
from naast.programmes.vocabulary import Topic
from naast.support.models import Exchange, Match, YoungAnswer, YoungVoice
from naast.support.selectors.ending import under_way_of
from naast.support.selectors.own_page import coordinators_of
from naast.support.selectors.professionals import exchanges_at
from naast.support.selectors.turns import listed
from naast.support.young import asked_now, latest


@dataclass(frozen=True, slots=True)
class Asked:
    """A match about which a young person is asked, and what it said last."""

    match: Match
    said: YoungAnswer | None


@dataclass(frozen=True, slots=True)
class NamedHere:
    """A place where its name stands: what that is, and who reads it, in words."""

    what: str
    readers: str


@dataclass(frozen=True, slots=True)
class Place:
    """One home of a young person. Nothing of another home, and nothing that grown-ups wrote."""

    member: HouseholdMember
    voice: YoungVoice | None
    voice_readers: str
    asked: Sequence[Asked]
    named: Sequence[NamedHere]
    coordinators: Sequence[Person]
    may_say_enough: bool
    exchanges: Sequence[Exchange]


def places_of(actor: Person, *, now: datetime) -> list[Place]:
    """The own places of somebody who lives somewhere as a child; empty for everybody else."""
    own = HouseholdMember.objects.young(actor).select_related("household__organisation")
    return [_place(member, actor, now) for member in own.order_by("pk")]


def _place(member: HouseholdMember, actor: Person, now: datetime) -> Place:
    home, on = member.household, timezone.localdate(now)
    voice = YoungVoice.objects.visible_to(actor).filter(household=home, person=actor).first()
    asked = Match.objects.live().filter(request__household=home).for_a_child()
    return Place(
        member=member,
        voice=voice,
        voice_readers=readers_of_voice(voice),
        asked=[
            Asked(match, latest(match.young_answers.all(), member))
            for match in asked.order_by("pk")
            if asked_now(match, member, on)
        ],
        named=_named(member, now),
        coordinators=coordinators_of(home.organisation, on=on),
        may_say_enough=under_way_of(home) is not None,
        exchanges=exchanges_at(home, actor, on),
    )


def readers_of_voice(voice: YoungVoice | None) -> str:
    """Who reads the own words, in words for who wrote them."""
    chosen = [
        (voice is not None and voice.for_parents, _("your parents")),
        (voice is not None and voice.for_coordinator, _("the coordinator")),
        (voice is not None and voice.for_supporter, _("the family that comes to help")),
    ]
    return listed([words for is_chosen, words in chosen if is_chosen]) or _("only you")


def _named(member: HouseholdMember, now: datetime) -> list[NamedHere]:
    """Where its name stands and who reads that. The texts themselves are of its parents."""
    home = member.household
    around = [adult.name for adult in home.adults_at_home()]
    around.append(_("the coordinators of %(organisation)s") % {"organisation": home.organisation})
    live = Grant.objects.live(now).filter(household=home, topic=Topic.STORY)
    across = [_("the family that comes to help")] if live.exists() else []
    found = [NamedHere(_("your first name and the year you were born"), listed([*around, *across]))]
    if home.requests.exists():
        found.append(NamedHere(_("the question of your family"), listed([*around, *across])))
    if home.notes.exists():
        found.append(NamedHere(_("what the coordinator wrote about your family"), listed(around)))
    return found


def voices_about(household_id: int, reader: Person) -> list[YoungVoice]:
    """What the young people of a household chose to tell somebody like `reader`; for the young
    person itself its own page is the place.
    """
    visible = YoungVoice.objects.visible_to(reader).filter(household=household_id)
    return list(visible.exclude(person=reader).select_related("person").order_by("written_at"))
