"""The texts we bring along: the film, its evening and a campaign. Each can stand as it is, and any
organisation can take it as the beginning of a page of its own.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from naast.pages.content import Content, from_json

FOLDER: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Starter:
    """One such text. `kind` is that of the page it begins; `key` its name and its address."""

    key: str
    kind: str
    content: Content


@cache
def starters() -> Mapping[str, Starter]:
    """All of them by key. Raises: ValueError for one that could not be published as it is."""
    found = {path.stem: _read(path) for path in sorted(FOLDER.glob("*.toml"))}
    for each in found.values():
        for number, block in enumerate(each.content.blocks, 1):
            if complaints := block.complaints():
                raise ValueError(f"{each.key}, block {number}: {complaints}")
    return found


def _read(path: Path) -> Starter:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    blocks = [
        {name: value.strip() if isinstance(value, str) else value for name, value in each.items()}
        for each in told.pop("block")
    ]
    kind = told.pop("page")
    return Starter(path.stem, kind, Content(**told, blocks=from_json(blocks)))
