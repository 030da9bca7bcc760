"""Reads an example from its file and says in Dutch what is wrong with it: whoever writes these
files need not be somebody who programs.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from naast.guide.taxonomy import taxonomy
from naast.library.example import Example, Kind
from naast.programmes.library import is_known
from naast.programmes.problems import InvalidDefinition, Problem
from naast.programmes.schema import Reader
from naast.programmes.sentences import DUTCH as SENTENCES

FOLDER = Path(__file__).parent / "entries"

DUTCH = replace(
    SENTENCES,
    empty="is leeg; laat de regel weg als je het niet weet",
    unknown="hoort niet in een voorbeeld",
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
    if isinstance(named, str) and named and not _is_ours(named):
        reader.note("programme", f"{named!r} is geen programma van ons")
    theme = table.get("theme")
    if isinstance(theme, str) and theme and theme not in taxonomy().themes:
        reader.note("theme", f"{theme!r} is geen thema van de kaart")
    if reader.problems:
        raise InvalidDefinition(reader.problems)
    assert isinstance(found, Example)  # nothing was wrong
    return found


def _is_ours(slug: str) -> bool:
    """Whether we run this programme. When a programme file is not in order, its own check says so,
    and not that of every example.
    """
    try:
        return is_known(slug)
    except InvalidDefinition:
        return True


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
