"""Who reads about a match, where it stands, and what a next step consists of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from naast.people.models import Person
from naast.support.gates import COORDINATOR
from naast.support.models import Match, Side
from naast.support.selectors.turns import Standing, listed


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next thing in a match, for one reader.

    `action` names what this reader can do about it, empty when there is nothing; `mine` is whether
    it is asked of this reader now, or only allowed; `waiting` says on whom we wait.
    """

    title: str
    text: str = ""
    action: str = ""
    mine: bool = False
    waiting: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a match stands, and who is reading about it. `side` is None for the coordinator."""

    at: Standing
    reader: Person
    side: Side | None
    on: date

    @property
    def match(self) -> Match:
        """The match."""
        return self.at.match

    @property
    def coordinator(self) -> str:
        """First name of the coordinator who guides it."""
        return self.match.guide.first_name

    @property
    def other(self) -> str:
        """Name of the household across, for a reader on one of the sides."""
        assert self.side is not None
        return self.match.household(self.side.other).name

    @property
    def my_turn(self) -> bool:
        """Whether the side of this reader, or the coordinator who reads, is to act."""
        role = self.side or COORDINATOR
        return any(turn.who == role for turn in self.at.turns)

    @property
    def families(self) -> str:
        """The families that are to act, by name."""
        return listed(self.at.families)


Teller = Callable[[Scene], NextStep]


def about(scene: Scene) -> str:
    """What the programme says about the phase they are in; empty when there is none."""
    return str(scene.at.phase.about) if scene.at.phase else ""
