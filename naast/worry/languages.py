"""The short pages in other languages: a file per language, with the same keys in each."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from naast.programmes.language_files import SOURCE_LANGUAGE, read_languages
from naast.programmes.problems import Problem

FOLDER: Final = Path(__file__).parent / "data" / "languages"
CALLED: Final = "worry/data/languages/"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the page."""

    skip: str
    leave: str
    unchecked: str
    other_languages: str
    numbers: str
    more: str
    kept: str


@dataclass(frozen=True, slots=True)
class Begin:
    """Look, talk, do."""

    title: str
    lead: str
    danger: str
    see_title: str
    see: tuple[str, ...]
    talk_title: str
    talk_lead: str
    to_parent_title: str
    to_parent: tuple[str, ...]
    to_child_title: str
    to_child: tuple[str, ...]
    secret: str
    do_title: str
    do: tuple[str, ...]
    carry_title: str
    carry: tuple[str, ...]
    safe_link: str
    beside: str
    near: str


@dataclass(frozen=True, slots=True)
class Safety:
    """When it may not be safe. `{number}` becomes the number of Veilig Thuis."""

    title: str
    lead: str
    advice_title: str
    advice: str
    call: str
    volunteer_title: str
    volunteer: tuple[str, ...]
    professional_title: str
    professional: tuple[str, ...]
    back: str


@dataclass(frozen=True, slots=True)
class Pages:
    """The short pages in one language. `name` in itself, `dutch` as the Dutch say it."""

    name: str
    dutch: str
    right_to_left: bool
    checked_by_native_speaker: bool
    written_on: date
    frame: Frame
    begin: Begin
    safety: Safety


def read(folder: Path = FOLDER) -> tuple[MappingProxyType[str, Pages], list[Problem]]:
    """The pages of every language that is in order, by code, and what is wrong with the others."""
    found, problems = read_languages(Pages, folder, CALLED)
    source = found.get(SOURCE_LANGUAGE)
    problems += [
        Problem(f"{CALLED}{code}.toml", key, "has another number of lines than nl")
        for code, pages in found.items()
        if source is not None
        for key in ("to_parent", "to_child", "see", "do", "carry")
        if len(getattr(pages.begin, key)) != len(getattr(source.begin, key))
    ]
    return MappingProxyType(found), problems


@cache
def all_pages() -> MappingProxyType[str, Pages]:
    """The short pages by language, in the order in which they are offered."""
    return read()[0]
