"""What stands on a page, and how its blocks are kept and read again."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final

from naast.pages.blocks import KINDS, Block, Picture, Quote

MOST: Final = 20
"""How many blocks a page has at most: who needs more has two pages."""


class BadBlock(ValueError):
    """Something that is no block of ours."""


@dataclass(frozen=True, slots=True)
class Content:
    """What stands on a page."""

    title: str
    summary: str
    blocks: tuple[Block, ...] = ()

    def asking_yes(self) -> list[Quote | Picture]:
        """What stands on it only after a yes of others: their words, and pictures."""
        return [each for each in self.blocks if isinstance(each, Quote | Picture)]

    def pictures(self) -> list[Picture]:
        """The pictures on it, also those for which nobody chose a file yet."""
        return [each for each in self.blocks if isinstance(each, Picture)]


def to_json(blocks: Sequence[Block]) -> list[dict[str, str]]:
    """As they are kept."""
    return [{"kind": each.kind, **asdict(each)} for each in blocks]


def from_json(kept: object) -> tuple[Block, ...]:
    """The blocks that were kept. Raises: BadBlock when it is anything else."""
    if not isinstance(kept, list) or len(kept) > MOST:
        raise BadBlock("not a list of blocks, or too many")
    return tuple(_read(each) for each in kept)


def _read(kept: object) -> Block:
    if not isinstance(kept, dict) or not all(isinstance(value, str) for value in kept.values()):
        raise BadBlock(f"not a table of texts: {kept!r:.80}")
    given = dict(kept)
    kind = given.pop("kind", "")
    if kind not in KINDS:
        raise BadBlock(f"no such block: {kind!r:.40}")
    if unknown := given.keys() - KINDS[kind].questions().keys():
        raise BadBlock(f"{kind} has no {', '.join(sorted(map(str, unknown)))}")
    return KINDS[kind](**given)
