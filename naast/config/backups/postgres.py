"""A database on a server: copied with pg_dump and put back with psql, in one transaction.

NAAST_BACKUP_DATABASE_URL names another login for this, where the one of the pages may not read
everything (row-level security): pg_dump stops rather than leave rows out.
"""

import os
import shutil
import subprocess  # nosec B404
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from psycopg import sql
from psycopg.rows import tuple_row
from psycopg.types.json import Jsonb

from naast.common.rows import READER
from naast.config.backups.manifest import Table
from naast.config.backups.sealing import BackupTrouble
from naast.config.backups.stores import KEYS, LEFT_OUT, Row
from naast.config.environment import database

EMPTY = f"""
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
DO $$ BEGIN CREATE ROLE {READER} NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
"""
"""A role belongs to the server and is in no copy, but the rules of the tables name it."""


@dataclass(frozen=True)
class PostgresSnapshot:
    """A transaction that sees one moment, which pg_dump sees too."""

    server: psycopg.Connection[tuple[Any, ...]]
    store: "PostgresStore"

    def tables(self) -> dict[str, Table]:
        names = self.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {name: Table.of(self._rows(name)) for (name,) in names if name not in LEFT_OUT}

    def _rows(self, table: str) -> Iterator[str]:
        query = sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table))
        with self.server.cursor(name="rows", row_factory=tuple_row) as cursor:
            cursor.itersize = 5_000
            for (row,) in cursor.execute(query):
                yield row

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        return self.server.execute(query.encode()).fetchall()

    def keys(self) -> list[Row]:
        return [row for (row,) in self.ask(f"SELECT to_jsonb(t) FROM {KEYS} t")]  # nosec B608

    def write(self, target: Path) -> None:
        moment = self.ask("SELECT pg_export_snapshot()")[0][0]
        self.store.tool(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}",
            *(f"--exclude-table-data=public.{name}" for name in LEFT_OUT), f"--file={target}",
        )  # fmt: skip


@dataclass(frozen=True)
class PostgresStore:
    """The database that `login` names, in libpq's words."""

    login: dict[str, str]
    engine: str = "postgresql"

    @classmethod
    def of_settings(cls) -> "PostgresStore":
        """With the login for backups when there is one, else with that of the pages."""
        url = os.environ.get("NAAST_BACKUP_DATABASE_URL", "")
        chosen = database(url, settings.NAAST_HOME) if url else settings.DATABASES["default"]
        words = {
            "PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD",
            "PGDATABASE": "NAME",
        }  # fmt: skip
        return cls({word: str(chosen[key]) for word, key in words.items() if chosen[key]})

    @property
    def name(self) -> str:
        """As the operator knows it."""
        return self.login["PGDATABASE"]

    @contextmanager
    def snapshot(self) -> Iterator[PostgresSnapshot]:
        with self._connected() as server:
            server.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            server.read_only = True
            server.execute("SET LOCAL TimeZone = 'UTC'")
            yield PostgresSnapshot(server, self)

    def keys(self) -> list[Row]:
        with self.snapshot() as snapshot:
            return snapshot.keys()

    def is_filled(self) -> bool:
        with self._connected() as server:
            try:
                return server.execute("SELECT 1 FROM people_account LIMIT 1").fetchone() is not None
            except psycopg.errors.UndefinedTable:
                return False

    def put_back(self, copy: Path, keys: list[Row]) -> None:
        script, rows = copy.with_suffix(".sql"), copy.with_suffix(".keys.sql")
        self.tool("pg_restore", "--no-owner", f"--file={script}", str(copy))
        insert = sql.SQL("INSERT INTO {0} SELECT * FROM jsonb_populate_recordset(null::{0}, {1});")
        filled = insert.format(sql.Identifier("public", KEYS), sql.Literal(Jsonb(keys)))
        rows.write_text(filled.as_string(), encoding="utf-8")
        self.tool(
            "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
            f"--command={EMPTY}", f"--file={script}", f"--file={rows}",
        )  # fmt: skip

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
        names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password"}
        known = {names[word]: value for word, value in self.login.items() if word in names}
        try:
            server = psycopg.connect(dbname=self.name, connect_timeout=5, **known)  # type: ignore[arg-type]
        except psycopg.OperationalError as error:
            raise BackupTrouble(f"De database geeft geen antwoord: {error}".strip()) from None
        with server:
            yield server

    def tool(self, name: str, *arguments: str) -> None:
        """Run one of PostgreSQL's own tools. The password goes by the environment, unseen.

        Raises: BackupTrouble when it is not there or does not succeed.
        """
        path = shutil.which(name)
        if path is None:
            raise BackupTrouble(
                f"{name} ontbreekt. Zet de programma's van PostgreSQL op deze computer (het pakket"
                " postgresql-client), minstens zo nieuw als de server."
            )
        done = subprocess.run(  # nosec B603  # no shell, our own words
            [path, *arguments], env={**os.environ, **self.login}, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        if done.returncode:
            raise BackupTrouble(f"{name} lukt niet: {_first_lines(done.stderr)}")


def _first_lines(text: str) -> str:
    """Enough to see what is wrong, without the rows that some messages carry."""
    kept = [
        line for line in text.strip().splitlines() if not line.startswith(("DETAIL", "CONTEXT"))
    ]
    return " ".join(kept[:3])
