"""A database that is one file: copied through SQLite's own backup, put back by taking its name."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from naast.config.backups.manifest import Table
from naast.config.backups.sealing import BackupTrouble, workplace
from naast.config.backups.stores import KEYS, LEFT_OUT, Row


@dataclass(frozen=True)
class SqliteSnapshot:
    """A copy of the file that nobody else writes to. Names of tables are our own."""

    file: sqlite3.Connection

    def tables(self) -> dict[str, Table]:
        return {
            name: Table.of(map(repr, self.file.execute(f"SELECT * FROM {name}")))  # nosec B608
            for (name,) in self.ask("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_") and name not in LEFT_OUT
        }

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        return self.file.execute(query).fetchall()

    def keys(self) -> list[Row]:
        found = self.file.execute(f"SELECT * FROM {KEYS}")  # nosec B608
        columns = [column[0] for column in found.description]
        return [dict(zip(columns, row, strict=True)) for row in found]

    def write(self, target: Path) -> None:
        with closing(sqlite3.connect(target)) as copy:
            self.file.backup(copy)
            copy.execute("PRAGMA secure_delete = ON")
            for name in LEFT_OUT:
                copy.execute(f"DELETE FROM {name}")  # nosec B608
            copy.commit()
            copy.execute("VACUUM")


@dataclass(frozen=True)
class SqliteStore:
    """The file at `path`."""

    path: Path
    engine: str = "sqlite"

    @property
    def name(self) -> str:
        """As the operator knows it."""
        return self.path.name

    @contextmanager
    def snapshot(self) -> Iterator[SqliteSnapshot]:
        if not self.path.exists():
            raise BackupTrouble(f"Er is geen database: {self.path}")
        with (
            workplace(self.path.parent) as folder,
            closing(_opened(self.path)) as live,
            closing(sqlite3.connect(folder / "copy")) as copy,
        ):
            live.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            yield SqliteSnapshot(copy)

    def keys(self) -> list[Row]:
        with closing(_opened(self.path)) as live:
            return SqliteSnapshot(live).keys()

    def is_filled(self) -> bool:
        if not self.path.exists():
            return False
        with closing(_opened(self.path)) as file:
            try:
                return file.execute("SELECT 1 FROM people_account").fetchone() is not None
            except sqlite3.OperationalError:
                return False  # not a table yet

    def put_back(self, copy: Path, keys: list[Row]) -> None:
        with closing(sqlite3.connect(copy)) as fresh, fresh:
            for row in keys:
                columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
                fresh.execute(
                    f"INSERT INTO {KEYS} ({columns}) VALUES ({marks})",  # nosec B608
                    list(row.values()),
                )
        for tail in ("-wal", "-shm"):
            self.path.with_name(self.path.name + tail).unlink(missing_ok=True)
        copy.replace(self.path)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=20)
