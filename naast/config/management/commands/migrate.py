"""`naast manage migrate`: each migration whole or not at all, also when the process is killed.

Django writes that a migration was done after its transaction, when that has statements kept for
the end. Killed in between, the tables are there and the next run stumbles over them. Here those
statements and the mark stand in the same transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


class WholeOrNot(MigrationExecutor):
    """Marks a migration as done inside the transaction that does it."""

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False,
        fake_initial: bool = False,
    ) -> ProjectState:  # fmt: skip
        """Run one migration. Migrations without a transaction go as Django does them."""
        if fake or fake_initial or not migration.atomic:
            return super().apply_migration(state, migration, fake, fake_initial)
        self._tell("apply_start", migration)
        with self.connection.schema_editor(atomic=True) as editor:
            state = migration.apply(state, editor)
            for statement in editor.deferred_sql:
                editor.execute(statement, None)
            editor.deferred_sql = []
            self.record_migration(migration)  # type: ignore[call-arg, arg-type]  # types of 4.x
        self._tell("apply_success", migration)
        return state

    def _tell(self, what: str, migration: Migration) -> None:
        if self.progress_callback:
            self.progress_callback(what, migration, False)


@contextmanager
def whole_or_not() -> Iterator[None]:
    """Let Django's command use our executor; it knows its own by name only."""
    before = vars(migrate)["MigrationExecutor"]
    vars(migrate)["MigrationExecutor"] = WholeOrNot
    try:
        yield
    finally:
        vars(migrate)["MigrationExecutor"] = before


class Command(migrate.Command):
    """Django's own command, with our executor."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate."""
        with whole_or_not():
            super().handle(*args, **options)
