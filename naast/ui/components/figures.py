"""The figures that return everywhere, the mark and the drawings, all our own SVG."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.template import Library
from django.utils.safestring import SafeString

from naast.ui.components.icons import ICONS, MIRRORED
from naast.ui.components.rendering import one_of, render

register = Library()

Point = tuple[float, float]
STATES = frozenset({"done", "now", "later", "skipped"})
GROUP_TONES = frozenset({"apricot", "pine", "sky", "rose"})
# Four shapes, so that the stones look picked up and not stamped. Box: 36 × 36.
PEBBLES = (
    "M18 2.5c8.2-.6 14.6 5.6 15.3 13.4.8 9-5.3 16.9-14.4 17.5"
    "C9.8 34 3.2 27.6 2.7 19 2.2 10.3 9 3.2 18 2.5Z",
    "M16.5 3c8.6-1.4 16.1 3.7 16.9 12.3.8 8.9-4.7 17-13.7 18"
    "C10.9 34.3 3.5 29.4 2.6 20.6 1.7 11.7 7.9 4.4 16.5 3Z",
    "M19.6 2.7c8.7.7 14.3 7.7 13.7 16.4-.6 8.5-7.2 14.6-15.8 14.2"
    "C8.6 32.9 2.3 26.6 2.7 17.7 3.1 9 10.8 2 19.6 2.7Z",
    "M15.8 3.2c8.3-2 15.9 2.5 17.5 10.6 1.8 9.1-3.5 17.4-12.5 19.2"
    "C12.2 34.7 4.2 29.9 2.8 21.4 1.3 12.7 7.3 5.2 15.8 3.2Z",
)


class Step(Protocol):
    """A stepping stone: what the path figure reads of each step."""

    title: str
    state: str
    date: Any
    note: str


@register.simple_tag
def path_figure(steps: Iterable[Step | Mapping[str, Any]], *, wide: bool = False) -> SafeString:
    """Where a match stands, as stepping stones.

    Args:
        steps: objects or mappings with `title`, `state` ("done", "now", "later" or "skipped"),
            and if known `date` (text, or a date that is then written out) and `note`.
        wide: lay the stones in a row where there is room.
    """
    stones = []
    for place, step in enumerate(steps):
        read = step.get if isinstance(step, Mapping) else lambda n, d="", s=step: getattr(s, n, d)
        stones.append(
            {
                "title": read("title"),
                "state": one_of(str(read("state")), STATES, "state of a step"),
                "date": read("date", "") or "",
                "note": read("note", "") or "",
                "pebble": PEBBLES[place % len(PEBBLES)],
            }
        )
    return render("path", stones=stones, wide=wide)


@register.simple_tag
def mark(title: str = "") -> SafeString:
    """Naast's mark; with a title it is read out, without it is decoration."""
    return render("mark", title=title)


@register.simple_tag
def doors(title: str = "") -> SafeString:
    """Two houses, flags between them, a child on the stepping stones, a tree."""
    return render("doors", title=title)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small line drawing beside words; always decoration."""
    return render("icon", paths=ICONS[name], mirrored=name in MIRRORED)


@register.simple_tag
def dot_map(
    dots: Sequence[Point] | str,
    groups: Iterable[Mapping[str, Any]] = (),
    *,
    title: str,
    description: str = "",
    width: int = 600,
    height: int = 700,
    dot: float = 4,
    id: str = "map",
) -> SafeString:
    """The Netherlands drawn from its postcodes. The page puts the table beside it.

    Args:
        dots: points in the drawing's own units (0…width, 0…height), or path data made by
            `dots_path` beforehand, which is quicker for thousands of points.
        groups: mappings with `points` (as `dots`), `label`, and `tone`: apricot, pine, sky, rose.
        dot: diameter of a dot in drawing units; groups are drawn a little larger.
        id: differs when a page has more than one map.
    """
    drawn = [
        {
            "path": dots_path(group["points"]),
            "label": group["label"],
            "tone": one_of(str(group.get("tone", "apricot")), GROUP_TONES, "map tone"),
        }
        for group in groups
    ]
    return render(
        "dot_map",
        path=dots_path(dots),
        groups=drawn,
        title=title,
        description=description,
        width=width,
        height=height,
        dot=dot,
        group_dot=round(dot * 1.5, 2),
        id=id,
    )


def dots_path(points: Sequence[Point] | str) -> str:
    """Path data in which each point is a line of no length; round caps make it a dot.

    Thousands of points become one element of a few bytes each, rounded to a tenth of a unit.
    """
    if isinstance(points, str):
        return points
    return "".join(f"M{x:.1f} {y:.1f}h0" for x, y in points)
