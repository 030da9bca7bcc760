"""Copying a database whole and putting it back: what a file of SQLite and a database of PostgreSQL
have in common. A copy leaves the rows of `LEFT_OUT` behind.
"""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final, Protocol

from django.db import connection

from naast.config.backups.manifest import Table

KEYS: Final = "common_key"
"""Keys travel apart, so that an erased family cannot be read in an older copy."""

SESSIONS: Final = "django_session"
"""Who was signed out must not be signed in again by a copy."""

LEFT_OUT: Final = (KEYS, SESSIONS)

Row = dict[str, Any]


class Snapshot(Protocol):
    """The data at one moment, while others may go on writing."""

    def tables(self) -> dict[str, Table]:
        """What stands in each table, without those that are left out."""

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """The rows that answer a query of ours."""

    def keys(self) -> list[Row]:
        """The rows of the table of keys, as values that JSON knows."""

    def write(self, target: Path) -> None:
        """Copy everything to a file, without the rows of tables that are left out."""


class Store(Protocol):
    """The database of this installation."""

    @property
    def engine(self) -> str:
        """`sqlite` or `postgresql`."""

    @property
    def name(self) -> str:
        """As the operator knows it."""

    def keys(self) -> list[Row]:
        """The rows of the table of keys as they are now."""

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """The data as they are now."""

    def is_filled(self) -> bool:
        """Whether somebody has an account here."""

    def put_back(self, copy: Path, keys: list[Row]) -> None:
        """Take the place of all that is here: everything of the copy and these keys, or nothing.

        Raises: BackupTrouble.
        """


def store() -> Store:
    """The database that the settings name."""
    # Only the one that is needed: the other driver may not even be installed.
    if connection.vendor == "sqlite":
        from naast.config.backups.sqlite import SqliteStore

        return SqliteStore(Path(connection.settings_dict["NAME"]))
    from naast.config.backups.postgres import PostgresStore

    return PostgresStore.of_settings()
