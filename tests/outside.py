"""The world outside the tests: what a process of its own knows, and tables made once for all."""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

HOME: Final = "NAAST_TEST_HOME"
"""Names a home folder with every table on SQLite and not a row of anybody, made before all runs."""

TEMPLATE: Final = "NAAST_TEST_TEMPLATE"
"""Names a database on the server with every table and not a row of anybody, made before all runs.
"""


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


@contextmanager
def a_database(
    server: str, *, like: str = "template1", called: str = "test_naast"
) -> Iterator[str]:
    """A database on this server that is gone afterwards.

    Args:
        server: as in DATABASE_URL.
        like: the database of which it is a copy.
        called: how its name begins.
    Yields: its address.
    """
    name = f"{called}_{secrets.token_hex(4)}"
    made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    ended = sql.SQL("DROP DATABASE {} WITH (FORCE)")
    with psycopg.connect(server, autocommit=True) as there:
        there.execute(made.format(sql.Identifier(name), sql.Identifier(like)))
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as there:
            there.execute(ended.format(sql.Identifier(name)))


@contextmanager
def tables_on(server: str, home: Path) -> Iterator[str]:
    """Every table on this server, for all runs. Yields: the name of the database."""
    with a_database(server, called="naast_tables") as url:
        command = [sys.executable, "-m", "naast", "manage", "migrate", "--verbosity", "0"]
        environment = {**outside(home), "DATABASE_URL": url}
        subprocess.run(command, env=environment, check=True, timeout=300)
        yield name_of(url)


def name_of(url: str) -> str:
    """The name of the database in an address."""
    return urlsplit(url).path.lstrip("/")
