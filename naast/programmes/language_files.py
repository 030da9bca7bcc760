"""Texts that are a file per language, with the same keys in each. Rooms above say which keys."""

import tomllib
from pathlib import Path
from typing import Final, TypeVar

from naast.programmes.problems import Problem
from naast.programmes.schema import Reader

ORDER: Final = ("nl", "en", "ar", "tr", "ti", "uk", "pl")
"""ISO 639-1 codes, in the order in which languages are offered. Source: DOMAIN, section 6."""

SOURCE_LANGUAGE: Final = "nl"
"""What the others were made from."""

Shape = TypeVar("Shape")


def read_languages(
    shape: type[Shape], folder: Path, called: str
) -> tuple[dict[str, Shape], list[Problem]]:
    """What stands in every file that is in order, by code, and what is wrong with the others.

    Args:
        shape: a frozen dataclass that says which keys there are.
        folder: where `nl.toml` and its siblings lie.
        called: how a problem names that folder, with `/` at its end.
    """
    found: dict[str, Shape] = {}
    problems = []
    for code in ORDER:
        reader = Reader(f"{called}{code}.toml")
        try:
            table = tomllib.loads((folder / f"{code}.toml").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            reader.note("", str(error))
        else:
            read = reader.read(shape, table, "")
            if isinstance(read, shape):
                found[code] = read
        problems += reader.problems
    return found, problems
