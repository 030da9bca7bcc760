"""The parts of the guide: what stands in the files of `data`, as frozen values.

The dataclasses are the schema of the files (`naast.programmes.schema` reads them).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from naast.common.words import Words
from naast.programmes.schema import Between

YOUNGEST, OLDEST = 0, 23
"""Whom the guide is about, in years, both included."""

Years = Annotated[int, Between(YOUNGEST, OLDEST)]


class About(StrEnum):
    """What a sign is about; what goes well comes first."""

    WELL = "well"
    BODY = "body"
    MOOD = "mood"
    FRIENDS = "friends"
    HOME = "home"
    PARENT = "parent"


class To(StrEnum):
    """To whom a conversation card speaks."""

    PARENT = "parent"
    CHILD = "child"


class Takes(StrEnum):
    """How much of one's time a gesture takes."""

    MOMENT = "moment"
    HOUR = "hour"
    AFTERNOON = "afternoon"


class RouteKind(StrEnum):
    """Whose steps they are when it may not be safe."""

    BYSTANDER = "bystander"
    VOLUNTEER = "volunteer"
    PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts were read. `url` is empty for a text on paper."""

    key: str
    title: str
    checked_on: date
    url: str = ""


@dataclass(frozen=True, slots=True)
class Age:
    """An age band, `first` and `last` included; `ordinary` is what simply belongs to it."""

    key: str
    name: Words
    first: Years
    last: Years
    ordinary: Words


@dataclass(frozen=True, slots=True)
class Role:
    """Who worries. Without `ages` all bands; `first` is with whom to talk in one's own place."""

    key: str
    slug: str
    route: RouteKind
    name: Words
    short: Words
    sees: Words
    first: Words
    ages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """Something one may see. It is never counted."""

    key: str
    about: About
    ages: tuple[str, ...]
    roles: tuple[str, ...]
    source: str
    text: Words


@dataclass(frozen=True, slots=True)
class Card:
    """Words to begin with. Without `ages` for every age; `rather_not` closes a door."""

    key: str
    to: To
    source: str
    title: Words
    moment: Words
    say: tuple[Words, ...]
    then: Words
    ages: tuple[str, ...] = ()
    rather_not: Words | None = None


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody around a family, by what they are to it."""

    key: str
    name: Words


@dataclass(frozen=True, slots=True)
class Factor:
    """One of the three things that carry a child. `who` could help with it."""

    key: str
    source: str
    title: Words
    why: Words
    ask: Words
    things: tuple[Words, ...]
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gesture:
    """Something small and ordinary that people in these roles can do."""

    key: str
    roles: tuple[str, ...]
    takes: Takes
    text: Words


@dataclass(frozen=True, slots=True)
class Prompt:
    """What who treats a parent asks about the children, together with the parent."""

    source: str
    also: str
    title: Words
    lead: Words
    questions: tuple[Words, ...]
    close: Words


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a route."""

    key: str
    title: Words
    text: Words


@dataclass(frozen=True, slots=True)
class Route:
    """The steps of somebody when a child may not be safe; its key is a `RouteKind`."""

    key: str
    source: str
    title: Words
    lead: Words
    steps: tuple[Step, ...]
    also: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number, with the years it is about."""

    key: str
    source: str
    year: str
    text: Words
    note: Words
