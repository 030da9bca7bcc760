"""Demo mode, and the region on the day of the shared cast."""

import io
from collections.abc import Iterator
from functools import partial

import pytest
import time_machine
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import override_settings
from django.urls import get_resolver
from pytest_django import DjangoDbBlocker, Settings

from naast.common.logbook import triggers
from naast.demo import region
from tests import tape
from tests.cast import NOW


def start_over() -> None:
    """Empty every table of the house and count from one again, until the transaction ends."""
    tables = [m._meta.db_table for m in apps.get_models() if m.__module__.startswith("naast.")]
    statements = connection.ops.sql_flush(
        no_style(), tables, reset_sequences=True, allow_cascade=True
    )
    connection.check_constraints()  # PostgreSQL empties no table that still waits for its checks
    triggers.take_off(connection)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    triggers.put_on(connection)


def build() -> None:
    """The region in empty tables; after the first time its rows are put back."""
    start_over()
    tape.again("region", partial(region.build, on=None, stdout=io.StringIO()))


@pytest.fixture
def demo_mode(settings: Settings) -> Settings:
    """The demo is on: its addresses are mounted and its mailbox takes in mail."""
    assert get_resolver().url_patterns  # read once per process, as they are without the demo
    settings.DEMO = True
    settings.ROOT_URLCONF = "naast.demo.tests.addresses"
    settings.EMAIL_BACKEND = "naast.demo.mailbox.Mailbox"
    return settings


@pytest.fixture(scope="module")
def region_built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The region, made once for all tests of a file and taken away after the last."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NOW, tick=False),
        override_settings(DEMO=True),
        transaction.atomic(),
    ):
        build()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def built(region_built: None, db: None, demo_mode: Settings) -> None:
    """A test inside the region, in demo mode; what it changes is undone."""
