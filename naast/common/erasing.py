"""Erasing again what came back with an older backup.

A family is erased by destroying its key and taking its rows away. The rows come back with a backup
that is older; its key does not. Rooms say here how to take the rows of one of their owners away.
Source: docs/decisions/0050-backups-keep-keys-apart.md.
"""

from collections.abc import Callable

Eraser = Callable[[int], None]
"""Given the id of a household, match or person: takes away every row about it that is readable.
Does nothing when there is none."""

_erasers: dict[str, Eraser] = {}


def let_erase(kind: str, eraser: Eraser) -> None:
    """Rooms above say how the rows of an owner such as `household:12` are taken away."""
    _erasers[kind] = eraser


def erase_again(owner: str) -> bool:
    """Take away what is left of an owner whose key is gone.

    Returns: whether somebody knew how; if not, it must be done by hand.
    """
    kind, _colon, number = owner.partition(":")
    if kind not in _erasers:
        return False
    _erasers[kind](int(number))
    return True
