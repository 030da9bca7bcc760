"""Whom a supporter stands beside now. Rooms above know that; they say so here at start-up, so
that a supporter's file can show it without this room knowing them.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from naast.people.models import Person


@dataclass(frozen=True, slots=True)
class Beside:
    """A family a supporter stands beside: its first names, where they are and since when.

    `household` is its id.
    """

    name: str
    where: str
    since: date
    url: str
    household: int


Teller = Callable[[Person, Collection[int]], Mapping[int, Sequence[Beside]]]
"""Given a reader and ids of supporters: per supporter what that reader may know."""

_tellers: list[Teller] = []


def let_tell(teller: Teller) -> None:
    """Listen to `teller` from now on. Saying it twice is saying it once."""
    if teller not in _tellers:
        _tellers.append(teller)


def company_of(supporter_ids: Collection[int], reader: Person) -> dict[int, list[Beside]]:
    """Per supporter the families it stands beside now, as far as `reader` may know of them."""
    found: dict[int, list[Beside]] = {pk: [] for pk in supporter_ids}
    for teller in _tellers:
        for pk, families in teller(reader, supporter_ids).items():
            found[pk].extend(families)
    return found
