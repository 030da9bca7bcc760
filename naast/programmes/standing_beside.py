"""What is asked of who stands beside a family, and what their life in a programme looks like."""

from dataclasses import dataclass
from typing import Annotated

from naast.common.words import Words
from naast.programmes.schema import Faults, Setting
from naast.programmes.sentences import fault


@dataclass(frozen=True, slots=True)
class Booster:
    """A training about one topic, beside the first one (themascholing).

    With `needed` it is one of the steps before the first meeting. After `valid_months` it is due
    again; 0 is never.
    """

    key: str
    title: Words
    needed: bool = False
    valid_months: Annotated[int, Setting(0, 120, "months")] = 0


@dataclass(frozen=True, slots=True)
class TrustFile:
    """What is asked of a supporter before the first meeting. Dates are kept, never documents.

    `training` is about the first training, which takes `training_evenings`. Ages are whole years,
    both included, 0 is no limit; somebody tells in a word that the age fits, and `parenting` that
    they brought up children. No day of birth is asked.
    """

    vog: bool
    references: Annotated[int, Setting(0, 2)]
    acquaintance_talk: bool
    home_visit: bool
    training: bool
    training_evenings: Annotated[int, Setting(1, 10)] = 1
    age_from: Annotated[int, Setting(0, 99, "years")] = 0
    age_until: Annotated[int, Setting(0, 120, "years")] = 0
    parenting: bool = False
    boosters: tuple[Booster, ...] = ()

    def faults(self) -> Faults:
        """Ages run upwards."""
        if 0 < self.age_until < self.age_from:
            yield (
                "age_until",
                fault("below", value=self.age_until, other="age_from", bound=self.age_from),
            )


@dataclass(frozen=True, slots=True)
class Capacity:
    """How much one supporter carries: `families_at_once` is the most, also for who wants more."""

    families_at_once: Annotated[int, Setting(1, 10)] = 3


@dataclass(frozen=True, slots=True)
class VolunteerNumbers:
    """The life of who stands beside: when a group begins, and when a face changes.

    A training starts when `group_from` people wait for it and has `seats`. After a handover both
    coordinators can be reached for `overlap_days`; `warn_days` before somebody's role ends, or
    when all hangs on one person, the others hear it.
    """

    group_from: Annotated[int, Setting(1, 50)] = 6
    seats: Annotated[int, Setting(1, 100)] = 12
    overlap_days: Annotated[int, Setting(0, 90, "days")] = 14
    warn_days: Annotated[int, Setting(1, 365, "days")] = 60
