"""Demo mode, and the region on the day of the shared cast."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.conf import settings as settings_of_tests
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import override_settings
from django.urls import get_resolver
from pytest_django import DjangoDbBlocker, Settings

from naast.common.logbook import triggers
from tests.cast import NOW
from tests.outside import make_home, outside


@dataclass(frozen=True)
class Installation:
    """One beside that of the tests, in which the same keys open what was sealed."""

    home: Path

    @property
    def file(self) -> Path:
        """Its database."""
        return self.home / "naast.sqlite3"

    def run(self, module: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a module in it, in a process of its own."""
        key = (settings_of_tests.NAAST_HOME / "master-key").read_text()
        environment = {
            **outside(self.home), "NAAST_MASTER_KEY": key, "NAAST_DEMO": "True",
            "DJANGO_SETTINGS_MODULE": "naast.config.settings",
        }  # fmt: skip
        command = [sys.executable, "-m", module, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation that `naast demo` filled, on the day of the cast."""
    house = Installation(tmp_path_factory.mktemp("filled") / "home")
    make_home(house.home)
    made = house.run("naast", "demo", "--on", f"{NOW:%Y-%m-%d}")
    assert made.returncode == 0, made.stderr
    return house


def own_tables() -> list[str]:
    """Every table of the house."""
    return [m._meta.db_table for m in apps.get_models() if m.__module__.startswith("naast.")]


def start_over() -> None:
    """Empty every table of the house and count from one again, until the transaction ends."""
    tables = own_tables()
    statements = connection.ops.sql_flush(
        no_style(), tables, reset_sequences=True, allow_cascade=True
    )
    connection.check_constraints()  # PostgreSQL empties no table that still waits for its checks
    triggers.take_off(connection)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    triggers.put_on(connection)


@contextmanager
def with_the_rows_of(house: Installation) -> Iterator[None]:
    """The tables hold what those of an installation hold, inside the block."""
    with connection.cursor() as cursor:
        cursor.execute("ATTACH DATABASE %s AS filled", [str(house.file)])
        try:
            with transaction.atomic():
                start_over()
                triggers.take_off(connection)
                for table in own_tables():
                    cursor.execute(f'INSERT INTO main."{table}" SELECT * FROM filled."{table}"')
                triggers.put_on(connection)
                yield
                transaction.set_rollback(True)
        finally:
            cursor.execute("DETACH DATABASE filled")


@pytest.fixture
def demo_mode(settings: Settings) -> Settings:
    """The demo is on: its addresses are mounted and its mailbox takes in mail."""
    assert get_resolver().url_patterns  # read once per process, as they are without the demo
    settings.DEMO = True
    settings.ROOT_URLCONF = "naast.demo.tests.addresses"
    settings.EMAIL_BACKEND = "naast.demo.mailbox.Mailbox"
    return settings


@pytest.fixture(scope="module")
def region_built(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, filled: Installation
) -> Iterator[None]:
    """The region as the command made it, for all tests of a file."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NOW, tick=False),
        override_settings(DEMO=True),
        with_the_rows_of(filled),
    ):
        yield


@pytest.fixture
def built(region_built: None, db: None, demo_mode: Settings) -> None:
    """A test inside the region, in demo mode; what it changes is undone."""
