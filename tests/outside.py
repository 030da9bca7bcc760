"""The world outside the tests: what a process of its own knows, and tables made once for all."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

HOME: Final = "NAAST_TEST_HOME"
"""Names a home folder with every table on SQLite and not a row of anybody, made before all runs."""


def outside(home: Path) -> dict[str, str]:
    """The environment of a process that knows nothing of these tests."""
    own = ("DJANGO_", "DATABASE_URL", "NAAST_", "PORT")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return {**kept, "NAAST_HOME": str(home)}


def make_home(home: Path) -> None:
    """A home folder with every table and not a row of anybody: copied when there is one."""
    if given := os.environ.get(HOME):
        shutil.copytree(given, home)
        return
    command = [sys.executable, "-m", "naast", "manage", "migrate", "--verbosity", "0"]
    subprocess.run(command, env=outside(home), check=True, timeout=300)


def tables() -> Path | None:
    """The database of the home folder that was made before all runs, if one was."""
    given = os.environ.get(HOME)
    return Path(given) / "naast.sqlite3" if given else None
