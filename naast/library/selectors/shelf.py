"""What the pages show of the library."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise

from naast.guide.selectors.coming import ComingUp, coming_up
from naast.library import wording
from naast.library.example import Example, Kind, Ours, Place
from naast.library.reading import in_order, our_examples
from naast.library.selectors.published import published
from naast.library.sifting import Sifting
from naast.programmes import library as programmes
from naast.programmes.definition import Programme
from naast.programmes.vocabulary import Element


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to sift by; `query` is where choosing it, or no longer choosing it, leads."""

    name: Promise
    query: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Examples under one heading, with the name of their kind where they differ in that."""

    heading: Promise
    examples: tuple[tuple[Example, Promise | None], ...]


@dataclass(frozen=True, slots=True)
class Embodied:
    """An element as one example embodies it."""

    key: Element
    name: Promise
    text: str
    doubt: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What the table says where an example and an element meet."""

    element: Promise
    embodied: bool
    doubted: bool


def examples() -> tuple[Example, ...]:
    """What came with the house, in its order; from files, so it asks nothing of the database."""
    return our_examples()


def everything() -> tuple[Example, ...]:
    """All of the library, in its order: what came with the house, and what was sent in."""
    return in_order((*examples(), *published()))


def example_with(slug: str) -> Example | None:
    """The example with this word in its address. Only what was sent in is asked of the database."""
    ours = next((each for each in examples() if each.slug == slug), None)
    return ours or next((each for each in published() if each.slug == slug), None)


def choices(asked: Sifting) -> tuple[list[Choice], list[Choice], list[Choice]]:
    """What one can sift by: kinds, places, elements."""
    kinds = [
        Choice(name, asked.toggled(kind=kind).query, asked.kind == kind)
        for kind, name in wording.KINDS.items()
    ]
    places = [
        Choice(name, asked.toggled(place=place).query, asked.place == place)
        for place, name in wording.PLACES.items()
    ]
    elements = [
        Choice(words.name, asked.toggled(element=key).query, asked.element == key)
        for key, words in wording.ELEMENTS.items()
    ]
    return kinds, places, elements


def in_groups(shown: Iterable[Example]) -> list[Group]:
    """What people do already, and then what one can begin together."""
    found = list(shown)
    practices = tuple(each for each in found if each.kind == Kind.PRACTICE)
    others = tuple((each, wording.KINDS[each.kind]) for each in found if each.kind != Kind.PRACTICE)
    groups = [
        Group(wording.KINDS[Kind.PRACTICE], tuple((each, None) for each in practices)),
        Group(wording.TOGETHER, others),
    ]
    return [group for group in groups if group.examples]


def elements_of(example: Example) -> list[Embodied]:
    """The elements of an example in their own order, however its file has them."""
    return [
        Embodied(key, words.name, example.elements[key], example.doubts.get(key, ""))
        for key, words in wording.ELEMENTS.items()
        if key in example.elements
    ]


def elements_table(among: Iterable[Example]) -> list[tuple[Example, list[Cell]]]:
    """Which practice embodies which element, by name. It is no judgement: no row is counted."""
    return [
        (example, [_cell(example, key) for key in wording.ELEMENTS])
        for example in among
        if example.kind == Kind.PRACTICE
    ]


def _cell(example: Example, key: Element) -> Cell:
    return Cell(wording.ELEMENTS[key].name, key in example.elements, key in example.doubts)


def matrix(among: Iterable[Example]) -> dict[Place, list[Example]]:
    """What stands where in the matrix; what is mixed stands in each of its places."""
    found = list(among)
    return {place: [each for each in found if place in each.places] for place in wording.PLACES}


def programme_of(example: Example) -> Programme | None:
    """The programme of ours that does the same."""
    return programmes.find(example.programme) if example.programme else None


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page where we say more of it ourselves."""

    name: Promise
    url: str


def own_pages(example: Example) -> list[OwnPage]:
    """Our own pages about what an example is about."""
    return [OwnPage(wording.OURS[each], ADDRESSES[each]()) for each in example.ours]


ADDRESSES: Final[Mapping[Ours, Callable[[], str]]] = {
    Ours.FILM: lambda: reverse("pages:film"),
    Ours.EVENING: lambda: reverse("pages:evening"),
    Ours.CAMPAIGN: lambda: reverse("pages:campaign", args=["maak-het-verschil"]),
}
"""Where those stand."""


def near_url(example: Example, place: str = "") -> str:
    """Where the map shows who does something like it, around a place if one was typed."""
    asked = {"vraag": example.near, "plaats": place}
    asked = {name: said for name, said in asked.items() if said}
    return reverse("guide:near") + ("?" + urlencode(asked) if asked else "")


def coming_near(example: Example, place: str, now: datetime) -> ComingUp | None:
    """What of the same kind there is to go to soon around a place; None when no place was typed,
    or when the map has no such kind.
    """
    if not (example.theme and place):
        return None
    return coming_up(example.theme, place, now, words=example.near)
