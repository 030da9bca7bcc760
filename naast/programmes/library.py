"""The programmes this installation knows."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from naast.common.words import FrozenTable
from naast.programmes.definition import Programme
from naast.programmes.problems import InvalidDefinition, Problem
from naast.programmes.schema import Reader

DEFINITIONS = Path(__file__).parent / "definitions"


class UnknownProgramme(LookupError):
    """Nobody defined a programme with this name."""

    def __init__(self, slug: str, known: Iterable[str]) -> None:
        self.slug, self.known = slug, tuple(known)
        super().__init__(f"There is no programme {slug!r}. Known are: {', '.join(self.known)}.")


def find(slug: str) -> Programme:
    """The programme with this name. Raises: UnknownProgramme, InvalidDefinition."""
    try:
        return _shelf()[slug]
    except KeyError:
        raise UnknownProgramme(slug, _shelf()) from None


def all_programmes() -> tuple[Programme, ...]:
    """Every programme, in the order of their names. Raises: InvalidDefinition."""
    return tuple(_shelf().values())


def load(path: Path) -> Programme:
    """Read one definition.

    Raises: InvalidDefinition with everything that is wrong in it.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as wrong:
        text = f"this is not TOML: {wrong}"
        raise InvalidDefinition([Problem(path.name, "(file)", text)]) from None
    reader = Reader(path.name)
    programme = reader.read(Programme, table, "")
    if table.get("slug") != path.stem:
        reader.note("slug", f"is not the name of the file, '{path.stem}'")
    if reader.problems:
        raise InvalidDefinition(reader.problems)
    assert isinstance(programme, Programme)  # nothing was wrong
    return programme


def load_all(folder: Path) -> tuple[list[Programme], list[Problem]]:
    """Every definition of a folder that can be used, and what is wrong with the others."""
    programmes: list[Programme] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            programmes.append(load(path))
        except InvalidDefinition as wrong:
            problems.extend(wrong.problems)
    return programmes, problems


@cache
def _shelf() -> Mapping[str, Programme]:
    programmes, problems = load_all(DEFINITIONS)
    if problems:
        raise InvalidDefinition(problems)
    return FrozenTable({programme.slug: programme for programme in programmes})
