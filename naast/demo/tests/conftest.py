"""Demo mode, and the region on the day of the shared cast."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.conf import settings as ours
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import override_settings
from django.urls import get_resolver
from pytest_django import DjangoDbBlocker, Settings

from naast.common.logbook import triggers
from tests.cast import NOW
from tests.lasting.house import House
from tests.outside import make_home


def installation(home: Path) -> House:
    """A house beside that of the tests, with nobody in it, in which the same keys open things."""
    make_home(home)
    return House(home, extra={"NAAST_MASTER_KEY": ",".join(ours.MASTER_KEYS), "NAAST_DEMO": "True"})


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> House:
    """An installation that `naast demo` filled, on the day of the cast."""
    house = installation(tmp_path_factory.mktemp("filled") / "home")
    made = house.naast("demo", "--on", f"{NOW:%Y-%m-%d}")
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
def with_the_rows_of(house: House) -> Iterator[None]:
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
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, filled: House
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
