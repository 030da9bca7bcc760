"""Short lists of somebody else that an installation may add, such as one about well-being.

We ship none: such a list belongs to its makers and comes under their own notice. Whoever runs an
installation puts it, with the right to use it, in the folder `instruments` of its home. There is no
key for a score, a limit or an outcome, and so nothing to reckon with: it shows somebody their own
answers and nothing else. Source: docs/decisions/0062-what-we-ask-and-who-reads-it.md.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Final

from naast.common.words import Words
from naast.programmes.audience import Source
from naast.programmes.files import described, read_text
from naast.programmes.problems import InvalidDefinition, Problem
from naast.programmes.schema import Between, Faults
from naast.programmes.sentences import fault

YOUNGEST: Final = 9
"""No list is put before a younger child."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One of the answers somebody can choose."""

    key: str
    text: Words


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the list."""

    key: str
    text: Words


@dataclass(frozen=True, slots=True)
class Instrument:
    """A list of somebody else (vragenlijst van een ander).

    `notice` names its makers and on which terms it is used; it stands under the list. `intro` says
    over which time the sentences go. `age_from` in whole years.
    """

    slug: str
    name: Words
    notice: Words
    intro: Words
    source: Source
    age_from: Annotated[int, Between(YOUNGEST, 120)]
    lines: tuple[Line, ...]
    replies: tuple[Reply, ...]

    def faults(self) -> Faults:
        """There is something to say, and something to choose."""
        if not self.lines:
            yield "lines", fault("none")
        if len(self.replies) < 2:
            yield "replies", fault("few_replies")


def load(path: Path) -> Instrument:
    """Read one list. Raises: InvalidDefinition with everything that is wrong in it."""
    return described(Instrument, read_text(path), path.stem)


@cache
def in_folder(folder: Path) -> tuple[tuple[Instrument, ...], tuple[Problem, ...]]:
    """Every list of a folder that can be used, and what is wrong with the others. Read once."""
    good: list[Instrument] = []
    bad: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            good.append(load(path))
        except InvalidDefinition as wrong:
            bad.extend(wrong.problems)
    return tuple(good), tuple(bad)
