"""Mijn plek: what a child or young person with an own account finds, and what it may say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from naast.people.models import Grant, HouseholdMember, Person
from naast.programmes.vocabulary import Topic
from naast.support.models import Exchange, Match, YoungAnswer, YoungVoice
from naast.support.selectors.ending import ended_well, goodbye_near, under_way_of
from naast.support.selectors.own_page import coordinators_of
from naast.support.selectors.professionals import exchanges_at
from naast.support.selectors.readers import readers_of_own
from naast.support.selectors.turns import listed
from naast.support.selectors.young_measures import young_measures_view
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
class HowItIs:
    """Whether something is asked of a young person itself now, whether it answered that, and
    whether there is anything else there: to read back, or a list to fill in for itself.
    """

    is_asked: bool
    answered: bool
    has_more: bool


@dataclass(frozen=True, slots=True)
class ThanksHere:
    """The time together for which a young person can say thank you, and what it wrote."""

    match: Match
    words: str
    may_write: bool


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
    how_it_is: HowItIs
    thanks: ThanksHere | None


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
        voice_readers=readers_of_own(voice),
        asked=[
            Asked(match, latest(match.young_answers.all(), member))
            for match in asked.order_by("pk")
            if asked_now(match, member, on)
        ],
        named=_named(member, now),
        coordinators=coordinators_of(home.organisation, on=on),
        may_say_enough=under_way_of(home) is not None,
        exchanges=exchanges_at(home, actor, on),
        how_it_is=_how_it_is(member, actor, now),
        thanks=thanks_here(member, actor, now=now),
    )


def _how_it_is(member: HouseholdMember, actor: Person, now: datetime) -> HowItIs:
    view = young_measures_view(member, actor, now=now)
    return HowItIs(
        view.asked is not None, bool(view.given), bool(view.look_backs or view.instruments)
    )


def thanks_here(member: HouseholdMember, actor: Person, *, now: datetime) -> ThanksHere | None:
    """Where this young person can say thank you: to who is beside its family once the goodbye
    comes near, or after a good end as long as that is fresh. None when there is nothing to say
    thank you for, or nothing it wrote to read back.
    """
    match = goodbye_near(member, timezone.localdate(now)) or ended_well(member, now)
    if match is None:
        return None
    own = match.thanks.filter(written_by=actor).first()
    may_write = match.ended_at is None or own is None
    return ThanksHere(match, own.words if own else "", may_write)


def _named(member: HouseholdMember, now: datetime) -> list[NamedHere]:
    """Where its name stands and who reads that. The texts themselves are of its parents."""
    home = member.household
    around = [adult.name for adult in home.adults_at_home()]
    around.append(_("the coordinators of %(organisation)s") % {"organisation": home.organisation})
    live = Grant.objects.live(now).filter(household=home, topic=Topic.STORY)
    across = [_("who comes to stand beside you")] if live.exists() else []
    found = [NamedHere(_("your first name and the year you were born"), listed([*around, *across]))]
    if home.requests.exists():
        found.append(NamedHere(_("the question of your family"), listed([*around, *across])))
    if home.notes.exists():
        found.append(NamedHere(_("what the coordinator wrote about your family"), listed(around)))
    return found
