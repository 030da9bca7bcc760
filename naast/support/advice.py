"""What matchmaking answers: frozen values for a page, with reasons and never a number to rank
people by.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from naast.people.models import Supporter
from naast.support.models import SupportRequest


@dataclass(frozen=True, slots=True)
class Everybody:
    """All who wait and all who offer, of every organisation of a coordinator: open questions in
    the order in which they wait, and supporters who did not leave, both `whole()`.
    """

    requests: Sequence[SupportRequest]
    supporters: Sequence[Supporter]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A supporting family next to one question: what fits, what to know, and what stands in the
    way.
    """

    supporter: Supporter
    places_left: int
    distance_km: float
    distance: str
    reasons: Sequence[str]
    remarks: Sequence[str]
    obstacles: Sequence[str]
    in_plan: bool = False
    because: str = ""

    @property
    def fits(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.obstacles


@dataclass(frozen=True, slots=True)
class Board:
    """The match board of one question: families that fit, near misses, and what the plan
    advises.
    """

    asked: SupportRequest
    fitting: Sequence[Candidate]
    near_misses: Sequence[Candidate]
    planned_for_nobody: bool

    @property
    def households(self) -> set[int]:
        """Ids of the households on the board: the family that asks, and who could fit."""
        shown = (*self.fitting, *self.near_misses)
        return {self.asked.household_id, *(each.supporter.household_id for each in shown)}


@dataclass(frozen=True, slots=True)
class PlannedPair:
    """One pair of the plan over the whole waiting list."""

    asked: SupportRequest
    supporter: Supporter
    reasons: Sequence[str]
    because: str


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A question for which the plan has nobody, and why not yet.

    `fitting` is how many supporters fit but stand beside another family in the plan.
    """

    asked: SupportRequest
    reasons: Sequence[str]
    fitting: int


@dataclass(frozen=True, slots=True)
class WaitingListPlan:
    """The best plan over all open questions together. Advice: the coordinator decides.

    `first` says in words why a question counts as waiting longer than it does, by its id.
    """

    pairs: Sequence[PlannedPair]
    waiting: Sequence[Unplanned]
    first: Mapping[int, str] = field(default_factory=dict)

    def why_first(self, asked: SupportRequest) -> list[str]:
        """That sentence; nothing for most questions."""
        return [self.first[asked.pk]] if asked.pk in self.first else []
