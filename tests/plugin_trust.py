"""Promises with a number behind each: what was tried, how often, and how many times it broke.

A test that proves a promise of `docs/trust/promises.md` asks for the fixture `promise` and ends
with one `promise.kept(…)`. `make trust` prints what they counted as one table.
"""

import json
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from tests import turns

FULL = os.environ.get("NAAST_TRUST_FULL") == "True"
"""Whether the large counts of `make trust-full` are asked for."""

REPORT = "NAAST_TRUST_REPORT"
"""Names the file to which each kept promise adds a line of JSON; nothing is written without it."""


def size(small: int, full: int) -> int:
    """How often to try: `small` in `make test`, `full` in `make trust-full`."""
    return full if FULL else small


def shared(small: int, full: int) -> int:
    """As `size`; when tests take turns beside two databases, `small` is divided among them."""
    return size(small // 2 if turns.TURN in os.environ else small, full)


def in_this_half(*names: str) -> bool:
    """Whether this is tried beside this database. In `make test` a door, a swapped number and odd
    input are tried beside one of the two, in `make trust-full` beside both.
    """
    if FULL:
        return True
    return bool(_lot(names) % 2) == (connection.vendor == "postgresql")


def in_this_part(*names: str, of: int) -> bool:
    """Whether this is tried in `make test`, where one in `of` stands for the others of its kind;
    `make trust-full` tries them all.
    """
    return FULL or _lot(names) // 2 % of == 0


def _lot(names: tuple[str, ...]) -> int:
    """The same number for the same names, everywhere and always."""
    return zlib.crc32(" ".join(names).encode())


@dataclass(frozen=True)
class Promise:
    """Collects the counts of one test."""

    where: str

    def kept(self, number: str, what: str, *, count: int, broken: int, floor: int) -> None:
        """Write down that `what` was tried `count` times; fail when it broke or was tried too
        little.

        Args:
            number: of the promise, `P1` to `P25`.
            what: in a few words, for the table.
            count: how often it was tried.
            broken: how often the promise did not hold.
            floor: fewest tries with which this test proves anything.
        """
        if path := os.environ.get(REPORT):
            line = {
                "promise": number, "what": what, "count": count, "broken": broken, "floor": floor,
                "where": self.where,
            }  # fmt: skip
            with Path(path).open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
        assert broken == 0, f"{number} {what}: {broken} of {count} broke"
        assert count >= floor, f"{number} {what}: tried {count} times, floor is {floor}"


@pytest.fixture
def promise(request: pytest.FixtureRequest) -> Promise:
    """`promise.kept("P1", "…", count=…, broken=…, floor=…)` at the end of a test marked trust."""
    return Promise(request.node.nodeid)
