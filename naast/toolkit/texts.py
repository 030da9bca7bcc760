"""The words on the material: a file per language, with the same keys in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from naast.programmes.language_files import SOURCE_LANGUAGE, read_languages
from naast.programmes.problems import Problem

FOLDER: Final = Path(__file__).parent / "data" / "languages"
CALLED: Final = "toolkit/data/languages/"

LONGEST_TITLE: Final = 48
LONGEST_TEXT: Final = 150
"""Characters. A poster is read in passing, and every format has to hold it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the text. `message` and `message_end` stand around it in a message."""

    scan: str
    go_to: str
    call: str
    plain: str
    numbers: str
    together: str
    given_by: str
    qr: str
    message: str
    message_end: str


@dataclass(frozen=True, slots=True)
class Doors:
    """What stands on the page a code leads to. `next_is_dutch` is said before a door that opens on
    a page in Dutch: that it does, and that one may write in the own language there.
    """

    ask: str
    offer: str
    next_is_dutch: str
    what: str
    stop: str
    where: str
    nowhere: str
    near: str
    share: str


@dataclass(frozen=True, slots=True)
class Said:
    """What is said about one subject."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything in one language. `name` in itself, `dutch` as the Dutch say it."""

    name: str
    dutch: str
    right_to_left: bool
    checked_by_native_speaker: bool
    written_on: date
    frame: Frame
    doors: Doors
    subject: Mapping[str, Said]

    def about(self, key: str) -> Said | None:
        """What is said about a subject, by its key in addresses; None when the file has nothing."""
        return self.subject.get(key.replace("-", "_"))

    @property
    def written_at(self) -> datetime:
        """The moment that stands in a file made of it: the same file whenever it is made."""
        return datetime.combine(self.written_on, time(), UTC)


def read(folder: Path = FOLDER) -> tuple[MappingProxyType[str, Texts], list[Problem]]:
    """The words of every language that is in order, by code, and what is wrong with the others."""
    found, problems = read_languages(Texts, folder, CALLED)
    problems += [
        Problem(f"{CALLED}{code}.toml", key, text)
        for code, texts in found.items()
        for key, text in _faults(texts, found.get(SOURCE_LANGUAGE, texts))
    ]
    return MappingProxyType(found), problems


def _faults(texts: Texts, source: Texts) -> list[tuple[str, str]]:
    """Overlong words, a code that does not say where it leads, and subjects only one file has."""
    faults = [
        ("subject", f"{key!r} is not in both")
        for key in texts.subject.keys() ^ source.subject.keys()
    ]
    if "{address}" not in texts.frame.qr:
        faults.append(("frame.qr", "does not say {address}"))
    for key, said in texts.subject.items():
        if len(said.title) > LONGEST_TITLE:
            faults.append((f"subject.{key}.title", f"has {len(said.title)} characters"))
        if len(said.text) > LONGEST_TEXT:
            faults.append((f"subject.{key}.text", f"has {len(said.text)} characters"))
    return faults


@cache
def all_texts() -> MappingProxyType[str, Texts]:
    """The words by language, in the order in which they are offered."""
    return read()[0]
