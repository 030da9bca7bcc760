"""What is planned beside the rhythm: a shared plan, going along for a while, outings for pairs."""

from dataclasses import dataclass
from typing import Annotated

from naast.programmes.schema import Faults, Setting
from naast.programmes.sentences import fault


@dataclass(frozen=True, slots=True)
class SharedPlan:
    """What a shared plan looks like (plan): from which phase on there is one, and whose tasks stand
    in it, the family's own first. Without `parts` the programme has none.

    `goes_along` is the part that goes along to appointments elsewhere, the first `times_along`
    times; after that the family goes alone. Empty where nobody goes along.
    """

    phase: str = ""
    parts: tuple[str, ...] = ()
    goes_along: str = ""
    times_along: Annotated[int, Setting(1, 10, "times")] = 3

    def faults(self) -> Faults:
        """The family comes first, and a plan begins somewhere."""
        if self.parts and self.parts[0] != "asking":
            yield "parts", fault("asking_first", value=self.parts[0])
        if bool(self.parts) != bool(self.phase):
            yield "phase", fault("goes_with", other="parts")


@dataclass(frozen=True, slots=True)
class Outings:
    """How many outings for pairs there are in a year (uitjes); 0 where there are none."""

    per_year: Annotated[int, Setting(0, 24, "times")] = 0
