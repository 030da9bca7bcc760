"""A whole installation for one test: a home folder and a database that nobody else knows.

On SQLite the database is a file in the home folder; on PostgreSQL it is made beside the test
database and dropped afterwards. What happens in it happens in processes of its own, with the real
settings, so that it can be killed, filled up and taken away.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.outside import TEMPLATE, a_database, make_home, name_of, outside

ROOT = Path(__file__).parents[2]
SERVER = os.environ.get("DATABASE_URL", "")
LONGEST_SECONDS = 600


@dataclass(frozen=True)
class House:
    """One installation. `url` as in DATABASE_URL; empty on SQLite."""

    home: Path
    url: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def on_postgres(self) -> bool:
        """Whether its data live on a server."""
        return bool(self.url)

    @property
    def file(self) -> Path:
        """The database on SQLite."""
        return self.home / "naast.sqlite3"

    def environment(self) -> dict[str, str]:
        """What its processes know."""
        return {
            **outside(self.home), "PYTHONPATH": str(ROOT), "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "naast.config.settings", **self.extra,
        }  # fmt: skip

    def naast(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """`naast …` as its operator types it."""
        return self._python("naast", *arguments)

    def run(self, module: str, *arguments: str, given: object = None) -> Any:
        """What a module of these tests prints as JSON on its last line, run in this house.

        Args:
            given: what it reads from its input, as JSON.
        """
        done = self._python(module, *arguments, given=json.dumps(given))
        assert done.returncode == 0, done.stderr
        return json.loads((done.stdout.splitlines() or ["null"])[-1])

    def start(self, module: str, *arguments: str) -> "subprocess.Popen[str]":
        """A process in this house that goes on until it is told or killed."""
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments], cwd=ROOT, env=self.environment(),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def _python(
        self, module: str, *arguments: str, given: str = ""
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", module, *arguments], cwd=ROOT, env=self.environment(),
            input=given, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False,
        )  # fmt: skip


@contextmanager
def built(home: Path, *, tables: bool = True, server: str = SERVER) -> Iterator[House]:
    """A house that is gone afterwards.

    Args:
        tables: whether they are made.
        server: where its database is made; without one it is a file.
    """
    on_file = not server.startswith("postgres")
    if tables and on_file:
        make_home(home)
    else:
        home.mkdir()
    ready = os.environ.get(TEMPLATE) if tables else None
    with _database(server, like=ready or "template1") as url:
        house = House(home, url, {"NAAST_SECRET_KEY": "only for tests"})
        if tables and not on_file and not ready:
            done = house.naast("manage", "migrate", "--verbosity", "0")
            assert done.returncode == 0, done.stderr
        yield house


@contextmanager
def copied(model: House, home: Path) -> Iterator[House]:
    """A house like `model`, with all that is in it; quicker than building one."""
    shutil.copytree(model.home, home)
    with _database(SERVER, like=name_of(model.url)) as url:
        yield House(home, url, model.extra)


@contextmanager
def _database(server: str, *, like: str = "template1") -> Iterator[str]:
    """The address of a database of our own on this server; empty when it is none."""
    if not server.startswith("postgres"):
        yield ""
        return
    called = os.environ.get("NAAST_TEST_DATABASE", "test_naast")
    with a_database(server, like=like, called=called) as url:
        yield url
