"""People for the tests: one family and one supporter that fit, to be changed where it matters."""

from dataclasses import replace
from datetime import date
from typing import Any

from naast.matching import Request, Rules, Supporter

ON = date(2026, 11, 22)
RULES = Rules()
KM = 1 / 111.1950797343  # degrees of latitude per kilometre on our sphere

_FAMILY = Request(
    id="V1",
    lat=52.16,
    lon=4.49,
    languages=frozenset({"nl", "ar"}),
    slots=frozenset({"wo-middag", "za-ochtend"}),
    child_birth_years=(2018, 2021),
    interests=frozenset({"koken", "fietsen"}),
    wants=frozenset({"steun-oma"}),
    waiting_since=date(2026, 8, 14),
)
_SUPPORTER = Supporter(
    id="S1",
    lat=52.16,
    lon=4.49,
    languages=frozenset({"nl"}),
    slots=frozenset({"wo-middag"}),
    child_age_min=2,
    child_age_max=10,
    interests=frozenset({"koken"}),
    kind="steun-oma",
    capacity=1,
    active=0,
    vog_seen_on=date(2025, 3, 1),
)


def family(**changes: Any) -> Request:
    """The family, changed where it matters."""
    return replace(_FAMILY, **changes)


def supporter(**changes: Any) -> Supporter:
    """The supporter, changed where it matters; `km` puts them that far to the north."""
    km = changes.pop("km", 0.0)
    return replace(_SUPPORTER, **{"lat": _SUPPORTER.lat + km * KM, **changes})
