"""How supply and demand are brought together, and how waiting is explained."""

from dataclasses import dataclass
from typing import Annotated

from naast.common.words import Words
from naast.programmes.schema import Setting


@dataclass(frozen=True, slots=True)
class MatchingNumbers:
    """The hard limits and the points of matching. Points are for the solver, never for a screen."""

    distance_limit_km: Annotated[float, Setting(0.5, 200, "km")] = 10.0
    vog_valid_months: Annotated[int, Setting(1, 60, "months")] = 36
    base_points: Annotated[int, Setting(0, 100_000, "points")] = 1000
    interest_points: Annotated[int, Setting(0, 10_000, "points")] = 100
    interests_counted: Annotated[int, Setting(0, 20)] = 3
    distance_points: Annotated[int, Setting(0, 10_000, "points")] = 300
    wish_points: Annotated[int, Setting(0, 10_000, "points")] = 250
    waiting_points_per_day: Annotated[float, Setting(0, 100, "points")] = 0.4
    waiting_days_counted: Annotated[int, Setting(0, 3650, "days")] = 365
    likeness_points: Annotated[int, Setting(0, 10_000, "points")] = 200
    age_likeness_years: Annotated[int, Setting(0, 40, "years")] = 7


@dataclass(frozen=True, slots=True)
class OrderReason:
    """Why somebody may be helped before another who waits longer (volgorde), in plain words."""

    key: str
    text: Words


@dataclass(frozen=True, slots=True)
class WaitingNumbers:
    """How waiting is explained. `fewest_told`: below so many we give no number; after
    `long_after_days` a coordinator is reminded of who waits.
    """

    fewest_told: Annotated[int, Setting(10, 100)] = 10
    long_after_days: Annotated[int, Setting(7, 730, "days")] = 90
    order: tuple[OrderReason, ...] = ()
