"""Beside which database a test is run, when two of them answer.

What a database itself has to keep is tried beside each: promises of the whole house, the logbook,
keys, the net, and how often a page asks. What is left takes turns, two beside SQLite and one beside
PostgreSQL, where the same page takes nearly twice as long. So the suite stays quick enough to be
run before every change; `python -m scripts.test --both` runs everything beside both.
"""

import os
import zlib
from collections.abc import Collection
from typing import Final

TURN: Final = "NAAST_TEST_TURN"
"""Names the turn of this run: `0` beside SQLite or `1` beside PostgreSQL. Without it everything is
run.
"""

ONE_IN: Final = 3
"""Of how many tests that take turns PostgreSQL takes one."""

BOTH: Final = ("naast/common/", "tests/test_the_net.py")
"""Where tests are about what the database does, by where they stand."""

HOUSE: Final = ("tests/test_", "tests/lasting/")
"""Where promises of the whole house are proven. Those of one room (`naast/`) and the stories of
what somebody tries (`tests/abuse/`) are answered by our pages, and take turns.
"""

COUNTING: Final = {"django_assert_num_queries", "django_assert_max_num_queries"}
"""Fixtures of tests that count what is asked of the database."""


def is_run(nodeid: str, *, fixtures: Collection[str], marks: Collection[str]) -> bool:
    """Whether a test is run in this turn."""
    turn = os.environ.get(TURN)
    if turn is None or "once" in marks:  # `once` has its turn by its marker
        return True
    if nodeid.startswith(BOTH) or COUNTING & set(fixtures):
        return True
    if "trust" in marks and nodeid.startswith(HOUSE):
        return True
    for_the_server = zlib.crc32(nodeid.encode()) % ONE_IN == 0
    return for_the_server == (turn == "1")
