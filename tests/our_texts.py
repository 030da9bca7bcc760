"""Every Dutch text that comes with the house and is read by everybody, piece by piece.

A piece is what one reads at a time: a service of the demo map, an example, a story, a programme.
What somebody else called their own (a source, a link) is no text of ours and left out.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from naast.demo.region.tables import DATA
from naast.library import table
from naast.library.example import Example
from naast.library.reading import FOLDER as ENTRIES
from naast.library.reading import our_examples
from naast.pages.blocks import Block, Film, Number
from naast.pages.content import from_json
from naast.pages.starters import FOLDER as STARTERS
from naast.pages.starters import starters
from naast.programmes.library import DEFINITIONS
from naast.toolkit import texts as toolkit
from naast.ui.lexicon import PACKAGE


@dataclass(frozen=True, slots=True)
class Piece:
    """Something one reads at a time: in which file it stands, which one it is, and what it says."""

    path: str
    name: str
    text: str

    def __str__(self) -> str:
        return f"{Path(self.path).stem}: {self.name}"


def our_texts() -> list[Piece]:
    """All of them."""
    return [*_services(), *_stories(), *_examples(), *_sent_in(), *_starters(), *_material(),
            *_programmes()]  # fmt: skip


def _piece(path: Path, name: str, said: Iterator[str]) -> Piece:
    return Piece(path.relative_to(PACKAGE.parent).as_posix(), name, "\n".join(filter(None, said)))


def _services() -> Iterator[Piece]:
    path = DATA / "map.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    for kind, parts in (("provider", ("name", "about")), ("service", SERVICE)):
        for key, row in rows[kind].items():
            yield _piece(path, key, (row.get(part, "") for part in parts))


SERVICE: Final = ("name", "about", "how", "for_whom", "costs")
"""What one reads of a service in words."""


def _stories() -> Iterator[Piece]:
    path = DATA / "pages.toml"
    for told in tomllib.loads(path.read_text(encoding="utf-8"))["page"]:
        yield _piece(path, told["title"], _page(told["title"], told["summary"], told["block"]))


def _page(title: str, summary: str, blocks: list[dict[str, Any]]) -> Iterator[str]:
    yield from (title, summary)
    yield from map(_words, from_json(blocks))


def _words(block: Block) -> str:
    """What is ours in it: not the title of a film, not the source of a number."""
    if isinstance(block, Film):
        return "\n".join((block.about, block.subtitles, block.rights))
    return block.words if isinstance(block, Number) else block.as_text()


def _starters() -> Iterator[Piece]:
    for key, each in starters().items():
        whole = iter((each.content.title, each.content.summary, *map(_words, each.content.blocks)))
        yield _piece(STARTERS / f"{key}.toml", key, whole)


def _examples() -> Iterator[Piece]:
    for example in our_examples():
        yield _piece(ENTRIES / f"{example.slug}.toml", example.slug, _of_example(example))


def _of_example(example: Example) -> Iterator[str]:
    yield from (example.title, example.nutshell, example.setting)
    for part in (*table.LINES, "contradictions"):
        yield from getattr(example, part)
    for said in (example.elements, example.doubts):
        yield from said.values()
    yield from (quote.text for quote in example.quotes)


def _sent_in() -> Iterator[Piece]:
    """Every version of what people of the demo region sent in."""
    path = DATA / "sent_in.toml"
    for told in tomllib.loads(path.read_text(encoding="utf-8"))["example"]:
        made = table.table_of(told["answers"])
        said = [words for _part, words in table.texts(made)]
        at_first = told.get("nutshell_at_first", "")
        yield _piece(path, told["key"], iter([*said, at_first, told.get("asked", "")]))


def _material() -> Iterator[Piece]:
    path, words = toolkit.FOLDER / "nl.toml", toolkit.all_texts()["nl"]
    for key, said in words.subject.items():
        yield _piece(path, key, iter((f"{said.title}.", said.text)))
    yield _piece(path, "frame", (getattr(words.frame, name) for name in toolkit.Frame.__slots__))


def _programmes() -> Iterator[Piece]:
    for path in sorted(DEFINITIONS.glob("*.toml")):
        yield _piece(path, path.stem, _dutch(tomllib.loads(path.read_text(encoding="utf-8"))))


def _dutch(told: object) -> Iterator[str]:
    """What stands under `nl`, however deep."""
    if isinstance(told, Mapping):
        for key, value in told.items():
            if key == "nl" and isinstance(value, str):
                yield value
            else:
                yield from _dutch(value)
    elif isinstance(told, list):
        for each in told:
            yield from _dutch(each)
