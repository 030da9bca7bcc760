"""The database itself refuses to change or remove a line of the logbook."""

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE: Final = "common_logentry"

_SQLITE: Final = [
    f"CREATE TRIGGER IF NOT EXISTS logbook_keeps_{what} BEFORE {what.upper()} ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the logbook is only ever added to'); END"
    for what in ("update", "delete")
]
_POSTGRES: Final = [
    "CREATE OR REPLACE FUNCTION logbook_keeps() RETURNS trigger LANGUAGE plpgsql AS "
    "$$BEGIN RAISE EXCEPTION 'the logbook is only ever added to'; END$$",
    f"CREATE OR REPLACE TRIGGER logbook_keeps_rows BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION logbook_keeps()",
    f"CREATE OR REPLACE TRIGGER logbook_keeps_all BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION logbook_keeps()",
]
_OFF: Final = {
    "sqlite": [f"DROP TRIGGER IF EXISTS logbook_keeps_{what}" for what in ("update", "delete")],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS logbook_keeps_{what} ON {TABLE}" for what in ("rows", "all")
    ],
}


def put_on(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers; done again it changes nothing."""
    statements = _POSTGRES if connection.vendor == "postgresql" else _SQLITE
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def take_off(connection: BaseDatabaseWrapper) -> None:
    """Remove them. Only who owns the database can, and the chain still tells what was done."""
    with connection.cursor() as cursor:
        for statement in _OFF[connection.vendor]:
            cursor.execute(statement)
