"""Run in a house: migrate, and die by the signal that nobody can catch at the so-manieth statement.

The number is given; 0 migrates to the end. `back TO` undoes what came after the migrations that
version TO had, as far as these can be undone, and prints what could not.
"""

import json
import os
import re
import signal
import sys
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402  # models need Django first
from django.db import connection  # noqa: E402
from django.db.migrations.exceptions import IrreversibleError  # noqa: E402

from tests.lasting.load_version import VERSIONS  # noqa: E402

OURS = (
    "demo", "impact", "pages", "library", "toolkit", "guide", "support", "people", "places",
    "common",
)  # fmt: skip
"""Our rooms with tables, from the top floor down."""


class Death:
    """Comes at a statement that changes something."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, execute: Any, statement: str, *rest: Any) -> Any:
        if not statement.lstrip().upper().startswith("SELECT"):
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(statement, *rest)


def go_back(version: str) -> list[str]:
    """To the last migration of each room that this version had. Returns what cannot be undone."""
    dump = (VERSIONS / f"{version}.sqlite.sql").read_text(encoding="utf-8")
    stuck = []
    for room in OURS:
        had = max(re.findall(rf"'{room}','(\d{{4}}_\w+)'", dump), default="zero")
        try:
            call_command("migrate", room, had, verbosity=0)
        except IrreversibleError as error:
            stuck.append(str(error))
    return stuck


if __name__ == "__main__":
    if sys.argv[1] == "back":
        print(json.dumps(go_back(sys.argv[2])))
    else:
        with connection.execute_wrapper(Death(int(sys.argv[1]))):
            call_command("migrate", verbosity=0, interactive=False)
