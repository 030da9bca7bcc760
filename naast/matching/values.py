"""The values that go into a plan, and the reasons that come out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
PARTS = ("ochtend", "middag", "avond")
SLOTS = tuple(f"{day}-{part}" for day in DAYS for part in PARTS)
"""The parts of a week (dagdelen), in the order of the week: `ma-ochtend` … `zo-avond`."""

WEEKEND = frozenset(SLOTS[15:])
"""What `weekend` means in a file: Saturday and Sunday, every part."""

Fact = str | int | float | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """In what somebody would like the other to be like them (gelijkenis), as they said it
    themselves. Nothing here is ever worked out; empty means that it does not matter.

    `languages` are ISO 639-1 codes to have in common, `born` a year of birth to be near,
    `hobby` that they like doing the same things. `must` names those of `language`, `age` and
    `hobby` without which they would rather wait; one that was not said is no harm.
    """

    languages: frozenset[str] = frozenset()
    born: int | None = None
    hobby: bool = False
    must: frozenset[str] = frozenset()

    @property
    def said(self) -> tuple[str, ...]:
        """Which likenesses matter, in a fixed order."""
        matters = {
            "language": bool(self.languages), "age": self.born is not None, "hobby": self.hobby,
        }  # fmt: skip
        return tuple(name for name, so in matters.items() if so)


@dataclass(frozen=True, slots=True)
class Request:
    """A family that asks for somebody beside it (vraaggezin), as far as matching may know it.

    `lat` and `lon` are degrees (WGS 84) of the postcode, never of the house. `languages` are
    ISO 639-1 codes, `slots` are taken from `SLOTS`. `wants` holds the kinds of supporter that the
    family named; empty means no wish.
    """

    id: str
    lat: float
    lon: float
    languages: frozenset[str]
    slots: frozenset[str]
    child_birth_years: tuple[int, ...]
    interests: frozenset[str]
    wants: frozenset[str]
    waiting_since: date
    alike: Alike = Alike()


@dataclass(frozen=True, slots=True)
class Supporter:
    """Somebody who wants to stand beside a family (steungezin, buddy, steun-oma …).

    `child_age_min` and `child_age_max` are whole years, both included. `capacity` is how many
    families they have room for, `active` how many they stand beside now. `vog_seen_on` is the day
    on which the certificate of conduct was shown, None when it was not.
    """

    id: str
    lat: float
    lon: float
    languages: frozenset[str]
    slots: frozenset[str]
    child_age_min: int
    child_age_max: int
    interests: frozenset[str]
    kind: str
    capacity: int
    active: int
    vog_seen_on: date | None
    born: int | None = None
    """Year of birth, when they told it."""

    @property
    def places(self) -> int:
        """How many families they can take on now, >= 0."""
        return max(0, self.capacity - self.active)


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers of a programme. They are set by people and may be read by everybody.

    Points are whole; `waiting_points_per_day` is read as the decimal that was written (0.4 is two
    fifths, not its nearest binary number), so that floors fall where people expect them.

    Raises: ValueError when a number lies outside the range in which the plan keeps its promises.
    """

    distance_limit_km: float = 10.0
    vog_valid_months: int = 36
    base_points: int = 1000
    interest_points: int = 100
    interests_counted: int = 3
    distance_points: int = 300
    wish_points: int = 250
    waiting_points_per_day: float = 0.4
    waiting_days_counted: int = 365
    likeness_points: int = 200
    age_likeness_years: int = 7

    def __post_init__(self) -> None:
        # Beyond a quarter of the earth the distance formulas lose the digits that decide.
        if not 0 < self.distance_limit_km <= 5000:
            raise ValueError("distance_limit_km must be above 0 and at most 5000")
        for name in self.__slots__:
            # Points below zero would make a plan better by leaving a family alone.
            if not 0 <= getattr(self, name) <= 1_000_000:
                raise ValueError(f"{name} must be between 0 and 1000000")


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that speaks for a pair, or stands in its way.

    `code` is stable and for programs; `facts` fill the sentence that `say` makes of it.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)
