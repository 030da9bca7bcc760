"""The page to count on: the places of each programme that counts, with the numbers of today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from naast.people.models import Offering, Person
from naast.support.models import ContactTally
from naast.support.models.light import TALK
from naast.support.selectors.waiting import offerings_of


@dataclass(frozen=True, slots=True)
class Place:
    """One button: where somebody was spoken, and how often today."""

    slug: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Board:
    """The buttons of one offering."""

    offering: Offering
    title: str
    places: Sequence[Place]


def counts(offering: Offering) -> bool:
    """Whether this programme begins with contact of which only a tally is kept."""
    light = offering.definition().light
    return bool(light.places) or light.talks


def places_of(offering: Offering) -> Mapping[str, str]:
    """What can be counted at this offering: slug and words, a talk without a name last."""
    light = offering.definition().light
    talk = {TALK: _("a talk without a name")} if light.talks else {}
    return {**{slug: str(words) for slug, words in light.places.items()}, **talk}


def boards_of(actor: Person, *, on: date) -> list[Board]:
    """Everything `actor` can count on a day; one query for the numbers, however many places."""
    offerings = [each for each in offerings_of(actor) if counts(each)]
    rows = ContactTally.objects.visible_to(actor).filter(day=on) if offerings else ()
    there = {(row.organisation_id, row.programme, row.place): row.count for row in rows}
    several = len({each.organisation_id for each in offerings}) > 1
    return [
        Board(
            offering=each,
            title=_title(each, several),
            places=[
                Place(slug, title, there.get((each.organisation_id, each.programme, slug), 0))
                for slug, title in places_of(each).items()
            ],
        )
        for each in offerings
    ]


def _title(offering: Offering, several: bool) -> str:
    name = str(offering.definition().name)
    return f"{name} · {offering.organisation}" if several else name
