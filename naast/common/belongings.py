"""What belongs to whom: one line per model, for erasing, for the export and for the clocks.

Each room says it of its own models in its module `belongings`, and hands it in when it starts:

* `Erasing`: which rows of a model belong to whom, and what becomes of them;
* `Chapter`: which of its rows somebody reads who asks for everything, under which heading;
* a hand for a clock: what to do when the time of `retention.toml` is over.

Which fields are personal, whether they are in the export and how long they stay is not said here:
that is the record of processing (`naast.common.processing`). A test compares the two.
Source: docs/decisions/0027-erasing-and-clocks.md.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

from naast.common.processing import Clock


@dataclass(frozen=True, slots=True)
class Circle:
    """Whose rows are meant, by number: people, households, and the matches of those.

    Args:
        drafts: tokens of what they are still typing.
        households: those that are meant whole; who only leaves a household stands in `people`.
    """

    people: frozenset[int] = frozenset()
    households: frozenset[int] = frozenset()
    matches: frozenset[int] = frozenset()
    drafts: frozenset[str] = frozenset()

    def owners(self) -> list[str]:
        """Whose keys these are, as `naast.common.keys` names them."""
        kinds = {"match": self.matches, "household": self.households, "person": self.people}
        return [f"{kind}:{pk}" for kind, pks in kinds.items() for pk in sorted(pks)]


Rows = Callable[[Circle], Q]
"""Which rows of a model belong to a circle."""


class Becomes(StrEnum):
    """What becomes of a row when whom it belongs to is erased."""

    GONE = "gone"
    """The row goes."""
    EMPTY = "empty"
    """The row stays to be counted, with other values in the fields that said who it was."""
    UNREADABLE = "unreadable"
    """The row stays; what was written in it went with its key."""
    KEPT = "kept"
    """The row stays until its clock has run out."""


Emptied = Callable[[datetime], Mapping[str, Any]]
"""Given the moment of erasing: the values that take the place of what stood there."""


@dataclass(frozen=True, slots=True)
class Erasing:
    """What becomes of the rows of one model. A model may have two lines for different rows.

    Args:
        model: label, such as `support.Note`.
        rows: which of them belong to a circle.
        empty: for `EMPTY`, what the fields become.
        why: for what stays, why it may.
    """

    model: str
    rows: Rows
    becomes: Becomes
    empty: Emptied | None = None
    why: str = ""


Shown = Callable[[Any], Any]
"""Given a row: how one of its fields is written in an export."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Part of an export: the rows of one model that somebody may have, oldest first.

    Args:
        model: label, such as `support.Note`.
        title: heading of the chapter.
        rows: which of them belong to a circle.
        order: field by which they are put in order.
        shown: fields that are written in another way than by their own value.
        brief: one line per row on the page, because there are many.
    """

    model: str
    title: str | Promise
    rows: Rows
    order: str = "pk"
    shown: Mapping[str, Shown] = field(default_factory=dict)
    brief: bool = False


Hand = Callable[[Clock, datetime], int]
"""Takes away what a clock says is over at a moment; returns how much that was."""

_erasings: list[Erasing] = []
_chapters: list[Chapter] = []
_hands: dict[str, Hand] = {}

ELSEWHERE: Final = {"backup": "naast backup"}
"""Clocks that something outside the database keeps, and what does."""


def let_belong(
    *,
    erasing: Iterable[Erasing] = (),
    chapters: Iterable[Chapter] = (),
    hands: Mapping[str, Hand] | None = None,
) -> None:
    """A room hands in its lines, when it starts. Rooms above come before the rooms they rest on,
    so that a row goes before what it points at; in an export they come after.
    """
    _erasings.extend(erasing)
    _chapters[:0] = chapters  # who somebody is reads before what they asked
    _hands.update(hands or {})


def erasings() -> tuple[Erasing, ...]:
    """All lines about erasing, in the order in which they are carried out."""
    return tuple(_erasings)


def chapters() -> tuple[Chapter, ...]:
    """All chapters of an export."""
    return tuple(_chapters)


def hands() -> Mapping[str, Hand]:
    """What carries out each clock, by its key in `retention.toml`."""
    return dict(_hands)


def erase_rows(circle: Circle, *, now: datetime) -> int:
    """Take away or empty every row of a circle. The keys are destroyed by whoever calls this.

    Safe to do again: rows that came back with an older backup go once more.
    Returns: how many rows went or were emptied.
    """
    return sum(_erase(line, circle, now) for line in _erasings)


def _erase(line: Erasing, circle: Circle, now: datetime) -> int:
    if line.becomes in (Becomes.UNREADABLE, Becomes.KEPT):
        return 0
    rows = rows_of(line.model, line.rows, circle)
    if line.becomes is Becomes.GONE:
        return rows.delete()[0]
    assert line.empty is not None  # a test looks at every line
    return rows.update(**line.empty(now))


def rows_of(model: str, rows: Rows, circle: Circle) -> models.QuerySet[Any]:
    """The rows of one model that belong to a circle, each once."""
    every: models.QuerySet[Any] = apps.get_model(model)._base_manager.all()
    return every.filter(pk__in=every.filter(rows(circle)).values("pk"))
