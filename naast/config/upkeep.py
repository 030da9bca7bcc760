"""What an installation does for itself before it opens: tables, static files, the demo region.

Everything here may be done again at any moment: what is up to date is left as it is. Call
`django.setup()` first.
"""

import hashlib
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import naast

Say = Callable[[str], None]


def pending_migrations() -> list[str]:
    """Names, as `room.0001_initial`, of the migrations this database still lacks, in order.

    Raises: OperationalError when the database cannot be reached.
    """
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def bring_tables_up_to_date(say: Say) -> None:
    """Run the migrations that are due."""
    if due := pending_migrations():
        say(f"Tabellen bijwerken: {len(due)} stappen.")
        call_command("migrate", verbosity=0, interactive=False)


def collect_static_files(say: Say) -> None:
    """Gather and compress CSS, fonts and pictures in `STATIC_ROOT`, when any of them changed."""
    root = Path(settings.STATIC_ROOT)
    stamp, current = root.with_name("static.made-from"), _static_fingerprint()
    if root.exists() and stamp.exists() and stamp.read_text() == current:
        return
    say("Opmaak en letters klaarzetten.")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(current)


def _static_fingerprint() -> str:
    """A hash over name, size and time of every static file, and over the version of Naast."""
    digest = hashlib.sha256(naast.__version__.encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"\0{name}\0{status.st_size}\0{status.st_mtime_ns}".encode())
    return digest.hexdigest()


def keep_time() -> None:
    """Do what only the clock can do: expire proposals, walk on where a term is reached,
    count a quarter that is over.
    """
    call_command("keep_time", verbosity=0, stdout=StringIO())
    call_command("close_quarters", verbosity=0, stdout=StringIO())


def is_empty() -> bool:
    """Whether nobody has an account here yet."""
    return not get_user_model()._default_manager.exists()


def build_demo_region(on: date | None, out: TextIO) -> None:
    """Fill an empty installation with the demo region as it stands on day `on` (default: today)."""
    from naast.demo import region

    region.build(on=on, stdout=out)
    call_command("close_quarters", verbosity=0, stdout=StringIO())


def demo_cast() -> list[str]:
    """Who can log in to the demo region, a line each."""
    from naast.demo import region

    return list(region.cast_lines())
