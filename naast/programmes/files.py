"""TOML files that somebody who runs an installation wrote: read, or told in Dutch what is wrong."""

import re
import tomllib
from pathlib import Path
from typing import Any, Final, TypeVar

from naast.programmes.problems import InvalidDefinition, Problem
from naast.programmes.schema import Reader
from naast.programmes.sentences import DUTCH

Shape = TypeVar("Shape")

THE_FILE: Final = "(bestand)"
"""The key of a problem that is about the file as a whole."""

_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_LONGEST_LINE: Final = 50


def read_text(path: Path) -> str:
    """What stands in a file. Raises: InvalidDefinition when it cannot be read, or is no UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError:
        raise _invalid(path.name, DUTCH.unreadable) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = raw.count(b"\n", 0, wrong.start) + 1
        raise _invalid(path.name, DUTCH.not_utf8.format(line=line)) from None


def parsed(text: str, file: str) -> dict[str, Any]:
    """The table in a text. Raises: InvalidDefinition with the place where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise _invalid(file, _where(text, str(wrong))) from None
    except RecursionError:
        raise _invalid(file, DUTCH.too_deep) from None


def described(shape: type[Shape], text: str, slug: str) -> Shape:
    """What a text describes; `slug` is the name of its file, which has to stand in it.

    Raises: InvalidDefinition with everything that is wrong in it, in Dutch.
    """
    file = f"{slug}.toml"
    table = parsed(text, file)
    reader = Reader(file, DUTCH)
    found = reader.read(shape, table, "")
    named = table.get("slug", slug)
    if named != slug:
        reader.note("slug", DUTCH.other_name.format(value=DUTCH.shown(named), name=slug))
    if reader.problems:
        raise InvalidDefinition(reader.problems)
    assert isinstance(found, shape)  # nothing was wrong
    return found


def _where(text: str, said: str) -> str:
    """Line, character and words there, and why that is no TOML. `said` is what `tomllib` says."""
    lines = text.splitlines() or [""]
    found = _PLACE.search(said)
    line, column = len(lines), len(lines[-1])
    if found and found[1]:
        line, column = int(found[1]), int(found[2])
    there = lines[line - 1].strip() if line <= len(lines) else ""
    shown = there if len(there) <= _LONGEST_LINE else f"{there[:_LONGEST_LINE]}…"
    why = DUTCH.cause(said[: found.start()] if found else said)
    return DUTCH.not_toml.format(line=line, column=column, why=why, text=shown or DUTCH.nothing)


def _invalid(file: str, text: str) -> InvalidDefinition:
    return InvalidDefinition([Problem(file, THE_FILE, text)])
