"""The texts of the guide, read from `data` once and held against each other."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from naast.common.words import Words
from naast.programmes.problems import Problem
from naast.programmes.schema import Reader
from naast.worry.vocabulary import (
    OLDEST,
    YOUNGEST,
    Age,
    Card,
    Fact,
    Factor,
    Gesture,
    Helper,
    Prompt,
    Role,
    Route,
    RouteKind,
    Sign,
    Source,
)

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Sources:
    """sources.toml."""

    source: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Ages:
    """ages.toml."""

    age: tuple[Age, ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """roles.toml."""

    role: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """signs.toml."""

    sign: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """cards.toml."""

    card: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Factors:
    """factors.toml."""

    factor: tuple[Factor, ...]
    person: tuple[Helper, ...]


@dataclass(frozen=True, slots=True)
class Gestures:
    """gestures.toml."""

    source: str
    gesture: tuple[Gesture, ...]


@dataclass(frozen=True, slots=True)
class Routes:
    """routes.toml."""

    route: tuple[Route, ...]
    weighing: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """facts.toml."""

    fact: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything this room says; a field per file of `data`."""

    sources: Sources
    ages: Ages
    roles: Roles
    signs: Signs
    cards: Cards
    factors: Factors
    gestures: Gestures
    prompt: Prompt
    routes: Routes
    facts: Facts

    def source(self, key: str) -> Source:
        """One source."""
        return next(each for each in self.sources.source if each.key == key)

    def route(self, kind: RouteKind) -> Route:
        """The steps of a kind of people."""
        return next(each for each in self.routes.route if each.key == kind)

    def ages_of(self, role: Role) -> tuple[Age, ...]:
        """The age bands somebody in this role meets."""
        return tuple(age for age in self.ages.age if not role.ages or age.key in role.ages)

    def faults(self) -> Iterator[tuple[str, str]]:
        """What the files say about each other that cannot be."""
        yield from self._unknown()
        expected = YOUNGEST
        for age in self.ages.age:
            if age.first != expected:
                yield f"ages.age.{age.key}", f"begins at {age.first}, not at {expected}"
            expected = age.last + 1
        if expected != OLDEST + 1:
            yield "ages", f"end at {expected - 1}, not at {OLDEST}"
        if {route.key for route in self.routes.route} != set(RouteKind):
            yield "routes", f"are not {', '.join(RouteKind)}"

    def _unknown(self) -> Iterator[tuple[str, str]]:
        """Every mention of an age, role, source or person that is in no file."""
        known = {
            "ages": {age.key for age in self.ages.age},
            "roles": {role.key for role in self.roles.role},
            "who": {person.key for person in self.factors.person},
            "source": {source.key for source in self.sources.source},
        }
        known["also"] = known["source"] | {""}
        for name, part in self._parts():
            for field, names in known.items():
                said = getattr(part, field, ())
                for each in (said,) if isinstance(said, str) else said:
                    if each not in names:
                        yield f"{name}.{field}", f"{each!r} is in no file"

    def _parts(self) -> Iterator[tuple[str, Any]]:
        yield "gestures", self.gestures
        yield "prompt", self.prompt
        for name in ("roles", "signs", "cards", "factors", "gestures", "routes", "facts"):
            for kind in fields(getattr(self, name)):
                for part in getattr(getattr(self, name), kind.name):
                    if hasattr(part, "key"):
                        yield f"{name}.{part.key}", part


def read(folder: Path = FOLDER) -> tuple[Guide | None, list[Problem]]:
    """The guide in a folder, or what is wrong with its files."""
    tables, problems = {}, []
    for field in fields(Guide):
        name = f"{field.name}.toml"
        try:
            tables[field.name] = tomllib.loads((folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            problems.append(Problem(name, "", str(error)))
    if problems:
        return None, problems
    reader = Reader("worry/data")
    guide = reader.read(Guide, tables, "")
    return (None if reader.problems else guide), reader.problems


@cache
def guide() -> Guide:
    """The guide. Raises: ValueError when a file is wrong; the check at start-up says so before."""
    found, problems = read()
    if found is None:
        raise ValueError("; ".join(map(str, problems)))
    return found
