"""The people around a family, as dots on rings: at home in the middle, others further out."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

from django.utils.translation import gettext as _

from naast.support.selectors.circle import CircleView

CENTRE: Final = (170.0, 158.0)
AT_HOME: Final = 25.0
NEAR: Final = 82.0
AROUND: Final = 126.0
"""Distances from the centre, in units of the drawing (340 × 320)."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One person or household in the drawing. `kind`: home, near, around or open (a free place)."""

    x: str
    y: str
    label_y: str
    label: str
    kind: str


def rings_of(view: CircleView) -> list[Dot]:
    """The drawing for a family's own page; empty for who has no household yet."""
    if view.home is None:
        return []
    members = [member.name for member in view.home.members.all() if member.at_home]
    other = view.path.other if view.path else None
    dots = _on_ring(members, AT_HOME, "home", start=-pi / 2)
    dots += _on_ring([other.name], NEAR, "near", start=-0.8) if other else []
    if not other and view.open:
        dots += _on_ring([_("a place is free here")], NEAR, "open", start=-0.8)
    names = [person.first_name for person in view.coordinators]
    return dots + _on_ring(names, AROUND, "around", start=-2.1)


def _on_ring(names: Sequence[str], radius: float, kind: str, *, start: float) -> list[Dot]:
    """Dots spread over a ring from an angle in radians, clockwise from the right."""
    spread = 2 * pi / max(1, len(names))
    reach = 0.0 if len(names) == 1 and kind == "home" else radius
    found = []
    for place, name in enumerate(names):
        angle = start + place * spread
        x, y = CENTRE[0] + reach * cos(angle), CENTRE[1] + reach * sin(angle)
        found.append(Dot(f"{x:.1f}", f"{y:.1f}", f"{y - 21:.1f}", name, kind))
    return found
