"""The programmes this installation knows."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from naast.common.words import FrozenTable
from naast.programmes.definition import Programme
from naast.programmes.files import described, read_text
from naast.programmes.problems import InvalidDefinition, Problem
from naast.programmes.sentences import DUTCH

DEFINITIONS = Path(__file__).parent / "definitions"

_folders = [DEFINITIONS]
"""Where definitions are; ours first."""


class UnknownProgramme(LookupError):
    """Nobody defined a programme with this name."""

    def __init__(self, slug: str, known: Iterable[str]) -> None:
        self.slug, self.known = slug, tuple(known)
        super().__init__(f"Er is geen programma {slug!r}. Kies uit {', '.join(self.known)}.")


def find(slug: str) -> Programme:
    """The programme with this name. Raises: UnknownProgramme, InvalidDefinition."""
    try:
        return _shelf()[slug]
    except KeyError:
        raise UnknownProgramme(slug, _shelf()) from None


def is_known(slug: str) -> bool:
    """Whether there is a programme with this name. Raises: InvalidDefinition."""
    return slug in _shelf()


def all_programmes() -> tuple[Programme, ...]:
    """Every programme, in the order of their names. Raises: InvalidDefinition."""
    return tuple(_shelf().values())


def look_also_in(folder: Path) -> None:
    """Read the definitions of this folder too: a new programme is a new file."""
    if folder not in _folders:
        _folders.append(folder)
        forget()


def look_no_longer_in(folder: Path) -> None:
    """Leave the definitions of this folder out again."""
    if folder in _folders:
        _folders.remove(folder)
        forget()


def forget() -> None:
    """Read every definition anew when it is asked for next."""
    _shelf.cache_clear()
    edition.cache_clear()


def load(path: Path) -> Programme:
    """Read one definition.

    Raises: InvalidDefinition with everything that is wrong in it.
    """
    return read(read_text(path), path.stem)


@dataclass(frozen=True, slots=True)
class Edition:
    """The text of a definition as it is now (uitgave); `digest` names these very words."""

    slug: str
    digest: str
    text: str


@cache
def edition(slug: str) -> Edition:
    """The text of a programme as it is now. Raises: UnknownProgramme."""
    for folder in _folders:
        path = folder / f"{slug}.toml"
        if slug in _shelf() and path.is_file():
            text = read_text(path)
            return Edition(slug, hashlib.sha256(text.encode()).hexdigest(), text)
    raise UnknownProgramme(slug, _shelf())


def read(text: str, slug: str) -> Programme:
    """Read the text of one definition; `slug` is the name of its file.

    Raises: InvalidDefinition with everything that is wrong in it.
    """
    return described(Programme, text, slug)


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


def in_all_folders() -> tuple[list[Programme], list[Problem]]:
    """Every definition there is that can be used, and what is wrong with the others."""
    found = [load_all(folder) for folder in _folders]
    programmes = [programme for good, _bad in found for programme in good]
    problems = [problem for _good, bad in found for problem in bad]
    slugs = [programme.slug for programme in programmes]
    problems += [
        Problem(f"{slug}.toml", "slug", DUTCH.same_name)
        for slug in {slug for slug in slugs if slugs.count(slug) > 1}
    ]
    return programmes, problems


@cache
def _shelf() -> Mapping[str, Programme]:
    programmes, problems = in_all_folders()
    if problems:
        raise InvalidDefinition(problems)
    in_order = sorted(programmes, key=lambda programme: programme.slug)
    return FrozenTable({programme.slug: programme for programme in in_order})
