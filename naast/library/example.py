"""One example (voorbeeld) of the library: the fixed format, as a frozen value.

The dataclasses are the schema of the files in `entries` (`naast.programmes.schema` reads them).
What may be left out is empty until somebody knows it, and the page shows that it is empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from naast.common.words import FrozenTable
from naast.programmes.schema import Between
from naast.programmes.vocabulary import Element

Lines = tuple[str, ...]
"""Paragraphs or points, in the order in which they are read."""

Year = Annotated[int, Between(1900, 2100)]

FORMAT = (
    "nutshell",
    "elements",
    "works",
    "better",
    "description",
    "for_whom",
    "by_whom",
    "needed",
    "quotes",
    "links",
)
"""The parts of the fixed format, in its order. Whoever shows or asks an example asks these."""


class Kind(StrEnum):
    """What sort of thing it is that one could do too."""

    PRACTICE = "practice"
    """Support, or a policy, as somebody does it somewhere."""
    FILM_EVENING = "film_evening"
    CAMPAIGN = "campaign"
    DIALOGUE = "dialogue"
    COMMUNITY = "community"


class Place(StrEnum):
    """Where it stands in the matrix. What is mixed stands in several places."""

    INFORMAL_INDIVIDUAL = "informal_individual"
    FORMAL_INDIVIDUAL = "formal_individual"
    INFORMAL_COLLECTIVE = "informal_collective"
    FORMAL_COLLECTIVE = "formal_collective"
    POLICY = "policy"
    """Outside the matrix: it makes room for all the others."""


class Perspective(StrEnum):
    """Whose eyes an example was seen with."""

    FAMILY = "family"
    """A parent or a young person."""
    VOLUNTEER = "volunteer"
    PROFESSIONAL = "professional"
    COORDINATOR = "coordinator"
    POLICY = "policy"


class Way(StrEnum):
    """How somebody was spoken with."""

    IN_PERSON = "in_person"
    ONLINE = "online"


class Ours(StrEnum):
    """A page of our own about the same, besides that of a programme."""

    FILM = "film"
    EVENING = "evening"
    CAMPAIGN = "campaign"


@dataclass(frozen=True, slots=True)
class Heard:
    """Who told about it, and how they were spoken with."""

    perspectives: tuple[Perspective, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Rating:
    """The class of the NJi, as a source gave it; `given_on` is empty when the source has no day."""

    text: str
    source: str
    given_on: date | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said: with a role and never a name, and the day they said it may stand here."""

    text: str
    role: str
    approved_on: date


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the people who do it, or the address by which they are asked."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts were read. `url` is empty for a text on paper, `year` when it has none."""

    title: str
    year: Year | None = None
    part: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """Something somebody does, that others can take an example from; `slug` names its file."""

    slug: str
    title: str
    kind: Kind
    checked_on: date
    sources: tuple[Source, ...]
    nutshell: str
    elements: Mapping[Element, str] = FrozenTable({})
    """What it embodies, each with its own explanation."""
    works: Lines = ()
    better: Lines = ()
    description: Lines = ()
    for_whom: Lines = ()
    by_whom: Lines = ()
    needed: Lines = ()
    quotes: tuple[Quote, ...] = ()
    links: tuple[Link, ...] = ()

    setting: str = ""
    """The one place this was seen in: elsewhere it may be otherwise."""
    heard: Heard | None = None
    rating: Rating | None = None
    places: tuple[Place, ...] = ()
    doubts: Mapping[Element, str] = FrozenTable({})
    """Elements about which the source says two things, and which."""
    contradictions: Lines = ()
    """Where else the source says two things."""
    programme: str = ""
    """The programme of ours that does this."""
    ours: tuple[Ours, ...] = ()
    """Pages of our own about it."""
    near: str = ""
    """The question with which one finds on the map who does something like it."""
    theme: str = ""
    """The theme of the map under which one finds what is of this kind; empty when it has none."""

    def faults(self) -> Iterator[tuple[str, str]]:
        """What the fields say together that cannot be."""
        if Place.POLICY in self.places and len(self.places) > 1:
            yield "places", "beleid staat buiten de matrix, en dus niet ook nog ergens erin"
        for element in self.doubts:
            if element not in self.elements:
                yield f"doubts.{element}", "staat niet bij elements; leg het daar eerst uit"
        for index, link in enumerate(self.links):
            if not link.url.startswith(("https://", "http://", "mailto:")):
                yield f"links.{index}.url", "begint niet met https:// of mailto:"
        if not self.sources:
            yield "sources", "is leeg; zonder bron weet niemand of het klopt"
