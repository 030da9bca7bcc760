"""Whether it is time to look back, or to say how it is at the beginning: a line on other pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from naast.people.models import Person
from naast.programmes import Programme
from naast.support.measuring import asked_before, asked_now, next_day
from naast.support.models import Match, Side, SupportRequest


@dataclass(frozen=True, slots=True)
class Due:
    """Whether it is time to look back, for a line on the path. `open` while something is asked,
    `on` the day it belongs to, `missing` the names of who did not answer yet (or `own`).
    """

    url: str
    open: bool
    on: date | None
    own_turn: bool
    missing: Sequence[str]
    next_on: date | None


def due_of(match: Match, reader: Person, on: date) -> Due | None:
    """For the path of one match, in one query; None when there is nothing to look back on."""
    own, side = match.home_of(reader), match.side_of(reader)
    next_on = next_day(match, on)
    asking = {each: found for each in Side if (found := asked_now(match, each, on)) is not None}
    asking = {each: found for each, found in asking.items() if side in (None, each)}
    if not asking and next_on is None:
        return None
    rows = list(match.measure_answers.defer("words")) if asking else []
    missing = [
        home
        for each, found in asking.items()
        for home in ([own] if own else match.homes(each))
        if not found.is_answered(rows, home.pk)
    ]
    return Due(
        url=reverse("support:measures", args=[match.pk]),
        open=bool(asking),
        on=next((found.on for found in asking.values()), None),
        own_turn=own is not None and bool(missing),
        missing=[home.name for home in missing],
        next_on=next_on,
    )


@dataclass(frozen=True, slots=True)
class DueBefore:
    """That the family can say how it is at the beginning, for a line on its page."""

    url: str
    answered: bool


def due_before(asked: SupportRequest, programme: Programme) -> DueBefore | None:
    """For the page of a question; None when nothing is asked at the beginning, or not any more."""
    if asked_before(asked, programme) is None:
        return None
    url = reverse("support:answer_before", args=[asked.pk])
    return DueBefore(url, asked.measure_answers.filter(match=None).exists())
