"""Fixtures for every room: the clock stands still, and the cast is there for who asks."""

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import hypothesis
import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from xdist.scheduler import LoadScopeScheduling

from naast.common import keys, post
from naast.common.logbook import triggers
from naast.people.models import Account, Person
from tests import outside, tape, turns
from tests.cast import NOW, Cast
from tests.entering import let_in
from tests.world import World

# How long something may take is for the benchmarks; a law says nothing about a busy machine.
hypothesis.settings.register_profile("naast", deadline=None)
hypothesis.settings.load_profile("naast")

pytest_plugins = ["tests.plugin_browser", "tests.plugin_trust", "tests.demo_map"]


PURE = ("naast/kernel/", "naast/matching/", "naast/programmes/", "naast/ui/")
"""Rooms that know no database, by where they stand."""


LONGEST = ("tests/test_doors.py", "tests/test_two_families.py", "tests/lasting/")
"""What takes longest begins first, so that no process ends alone."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks no database says the same beside each of them; the others take turns."""
    waiting = []
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        asks = {"db", "transactional_db"} & set(fixtures)
        if item.nodeid.startswith(PURE) and not asks and not item.get_closest_marker("django_db"):
            item.add_marker("once")
        marks = {mark.name for mark in item.iter_markers()}
        if not turns.is_run(item.nodeid, fixtures=fixtures, marks=marks):
            waiting.append(item)
    if waiting:
        config.hook.pytest_deselected(items=waiting)
        left_out = set(waiting)
        items[:] = [item for item in items if item not in left_out]
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


IN_ONE_PROCESS = ("naast/demo/tests/test_region.py", "naast/demo/tests/test_two_years.py")
"""Files whose tests look at the same region, which takes most of a minute to build."""


class Sharing(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Shares the tests among the processes one by one, but for those that share something."""

    def _split_scope(self, nodeid: str) -> str:
        return "region" if nodeid.startswith(IN_ONE_PROCESS) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Sharing:
    """`--dist loadgroup` would do, but marks no longer reach it (xdist 3.8 beside pytest 9.2)."""
    return Sharing(config, log)


def pytest_collection_finish() -> None:
    """What was loaded stays: looking for rubbish need not go through all of it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Tables that were made before all runs are copied; making them takes most of ten seconds."""
    if (made := outside.tables()) is None or connection.vendor != "sqlite":
        yield
        return
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]  # not public
    with closing(sqlite3.connect(name, uri=True)) as copy, closing(sqlite3.connect(made)) as whole:
        whole.backup(copy)
        yield  # what is in memory is there for as long as somebody holds it


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Time stands at the cast's moment; `clock.move_to` and `clock.shift` travel."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db: None, clock: time_machine.Traveller) -> Cast:
    """The shared cast, with Samira's question of 47 days ago."""
    return Cast()


@pytest.fixture(autouse=True)
def _no_keys_remembered() -> Iterator[None]:
    """Each test opens its own keys, so that what it counts does not hang on the one before."""
    keys.forget()
    yield
    keys.forget()


@pytest.fixture(autouse=True)
def _walks_are_remembered() -> Iterator[None]:
    """The cast walks a path once; after that its rows are put back: tests/tape.py."""
    with tape.watching():
        yield


@pytest.fixture(autouse=True)
def _logbook_can_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test that commits all tables are emptied; the triggers of the logbook refuse that."""
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not commits:
        yield
        return
    request.getfixturevalue("transactional_db")
    triggers.put_on(connection)
    yield
    triggers.take_off(connection)


@pytest.fixture
def world(cast: Cast) -> World:
    """Three matches to look at, and everybody who might try."""
    return World(cast)


class SignIn:
    """Opens a browserless client as somebody, for whom signing in is finished.

    Staff are counted as having shown their second factor, as the demo's click is: what comes of
    not having shown it stands in `naast/people/tests`.
    """

    def __call__(self, person: Person | None) -> Client:
        client = Client()
        if person is not None:
            let_in(client, Account.objects.get(person=person))
        return client


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """`sign_in(person)` gives a client signed in as that person; `sign_in(None)` a visitor."""
    return SignIn()


class Postman:
    """Works off the outbox, as the sender does beside the site; gives what was sent just now."""

    def __call__(self) -> list[EmailMessage]:
        before = len(mail.outbox)
        post.deliver()
        return mail.outbox[before:]


@pytest.fixture
def postman(db: None) -> Postman:
    """`postman()` sends what waits in the outbox and gives the letters."""
    return Postman()
