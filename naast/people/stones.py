"""One stepping stone of a path, as the figure draws it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stone:
    """One stepping stone: of a match, or of who stands beside.

    `state`: done, now, later or skipped; `date` is a day in words, or until when.
    """

    title: str
    state: str
    date: str = ""
    note: str = ""
