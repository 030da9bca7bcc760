"""Reads an example from its file and says in Dutch what is wrong with it: whoever writes these
files need not be somebody who programs.
"""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from naast.common.words import FrozenTable
from naast.guide.taxonomy import taxonomy
from naast.library.example import Example, Kind
from naast.programmes.library import is_known
from naast.programmes.problems import InvalidDefinition, Problem
from naast.programmes.schema import Reader, Sentences

FOLDER = Path(__file__).parent / "entries"

DUTCH = Sentences(
    missing="ontbreekt",
    empty="is leeg; laat de regel weg als je het niet weet",
    not_a="{value} is niet {wanted}",
    one_of="{value} kan hier niet; kies uit {known}",
    twice="{value} staat er twee keer",
    unknown="hoort niet in een voorbeeld",
    meant="bedoel je {near}?",
    known="wat hier kan: {known}",
    is_key="is de naam van de tabel zelf",
    not_a_name="is geen naam van kleine letters, cijfers en _",
    less="{value} is minder dan {bound}",
    more="{value} is meer dan {bound}",
    a_list="een lijst",
    a_table="een tabel",
    plain=FrozenTable(
        {
            str: "een tekst",
            bool: "true of false",
            int: "een heel getal",
            float: "een getal",
            date: "een datum",
        }
    ),
)


def read(table: Mapping[str, Any], slug: str) -> Example:
    """The example that a table describes; `slug` is the last part of its address.

    Raises: InvalidDefinition with everything that is wrong in it, in Dutch.
    """
    file = f"{slug}.toml"
    reader = Reader(file, DUTCH)
    if "slug" in table:
        reader.note("slug", "staat al in de naam van het bestand")
    found = reader.read(Example, {**table, "slug": slug}, "")
    named = table.get("programme")
    if isinstance(named, str) and named and not is_known(named):
        reader.note("programme", f"{named!r} is geen programma van ons")
    theme = table.get("theme")
    if isinstance(theme, str) and theme and theme not in taxonomy().themes:
        reader.note("theme", f"{theme!r} is geen thema van de kaart")
    if reader.problems:
        raise InvalidDefinition(reader.problems)
    assert isinstance(found, Example)  # nothing was wrong
    return found


def load(path: Path) -> Example:
    """Read one file. Raises: InvalidDefinition."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as wrong:
        text = f"is geen goede TOML: {wrong}"
        raise InvalidDefinition([Problem(path.name, "(bestand)", text)]) from None
    return read(table, path.stem)


def load_all(folder: Path = FOLDER) -> tuple[list[Example], list[Problem]]:
    """Every example of a folder that can be read, and what is wrong with the others."""
    examples: list[Example] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            examples.append(load(path))
        except InvalidDefinition as wrong:
            problems.extend(wrong.problems)
    return examples, problems


@cache
def our_examples() -> tuple[Example, ...]:
    """The examples that came with the house, in the order of the library.

    Raises: InvalidDefinition; the check at start-up says it before.
    """
    examples, problems = load_all()
    if problems:
        raise InvalidDefinition(problems)
    return in_order(examples)


def in_order(examples: Iterable[Example]) -> tuple[Example, ...]:
    """By kind and then by name: nothing that is in an example makes it come first."""
    kinds = list(Kind)
    return tuple(sorted(examples, key=lambda each: (kinds.index(each.kind), each.title.lower())))
