"""Beside which database a test is run, when two of them answer.

What a database itself has to keep is tried beside each: promises, the logbook, keys, the net, and
how often a page asks. What is left takes turns, so that the suite stays quick enough to be run
before every change; `python -m scripts.test --both` runs everything beside both.
"""

import os
import zlib
from collections.abc import Collection
from typing import Final

TURN: Final = "NAAST_TEST_TURN"
"""Names the turn of this run: `0` or `1`. Without it everything is run."""

BOTH: Final = ("naast/common/", "tests/test_the_net.py")
"""Where tests are about what the database does, by where they stand."""

STORIES: Final = "tests/abuse/"
"""Stories about what somebody tries. Our pages answer them, and the promises they belong to are
counted beside each database elsewhere.
"""

COUNTING: Final = {"django_assert_num_queries", "django_assert_max_num_queries", "promise"}
"""Fixtures of tests that count what is asked of the database, or that prove a promise."""


def is_run(nodeid: str, *, fixtures: Collection[str], marks: Collection[str]) -> bool:
    """Whether a test is run in this turn."""
    turn = os.environ.get(TURN)
    if turn is None or "once" in marks:  # `once` has its turn by its marker
        return True
    if nodeid.startswith(BOTH) or COUNTING & set(fixtures):
        return True
    if "trust" in marks and not nodeid.startswith(STORIES):
        return True
    return zlib.crc32(nodeid.encode()) % 2 == int(turn)
