"""P13: an upgrade loses nothing, from every version there was, also when it dies half way."""

import signal
import subprocess
import sys
import tomllib
from itertools import count
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration

from tests.lasting.house import ROOT, SERVER, House, built
from tests.plugin_trust import Promise, size

VERSIONS = ROOT / "tests" / "versions"
NAMES = sorted(path.stem for path in VERSIONS.glob("*.toml"))
FURTHER = size(small=200 if SERVER else 500, full=8)
"""How many statements further each next attempt dies; a server needs fewer of them."""


def expected(version: str) -> dict[str, dict[str, object]]:
    return tomllib.loads((VERSIONS / f"{version}.toml").read_text(encoding="utf-8"))


def attempt(house: House, die_at: int) -> int:
    """Migrate until death. Returns the exit code: 0 when it came to the end."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.lasting.migrate_some", str(die_at)],
        cwd=ROOT, env=house.environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode


def migrate_through_deaths(house: House) -> int:
    """Begin again after each death, which comes a little later every time. Returns how many."""
    for deaths in count():
        if attempt(house, FURTHER * (deaths + 1)) == 0:
            return deaths
    raise AssertionError  # count() does not end


@pytest.mark.trust
@pytest.mark.parametrize("version", NAMES)
def test_nothing_of_a_version_is_lost_by_an_upgrade_that_dies_and_begins_again(
    bare_house: House, promise: Promise, version: str
) -> None:
    bare_house.run("tests.lasting.load_version", version)
    migrate_through_deaths(bare_house)
    must = expected(version)
    wrong = bare_house.run("tests.lasting.read_version", given=must)
    assert wrong == []
    rows = sum(int(str(number)) for number in must["rows"].values())
    promise.kept("P13", f"rijen van {version} na de opwaardering", count=rows, broken=0, floor=100)


@pytest.mark.trust
def test_tables_that_were_made_half_are_finished(bare_house: House, promise: Promise) -> None:
    deaths = migrate_through_deaths(bare_house)
    done = bare_house.naast("manage", "migrate", "--check")
    assert done.returncode == 0, done.stdout
    promise.kept("P13", "gedood tijdens het bijwerken", count=deaths, broken=0, floor=2)


def test_every_version_has_its_data_for_both_databases_and_a_table() -> None:
    assert "0.1.0" in NAMES
    for name in NAMES:
        assert (VERSIONS / f"{name}.sqlite.sql").stat().st_size > 10_000
        assert (VERSIONS / f"{name}.postgresql.sql").stat().st_size > 10_000


def test_the_models_and_the_migrations_say_the_same(bare_house: House) -> None:
    done = bare_house.naast("manage", "makemigrations", "--check", "--dry-run")
    assert done.returncode == 0, done.stdout


def test_every_migration_can_be_undone_or_says_why_not() -> None:
    stuck = [migration for migration in ours() if not can_be_undone(migration)]
    silent = [each for each in stuck if not getattr(each, "irreversible", "")]
    assert not silent, "give Migration an `irreversible = 'why'`"


def test_the_newer_migrations_can_be_undone_and_done_again(tmp_path: Path) -> None:
    with built(tmp_path / "home") as house:
        stuck = house.run("tests.lasting.migrate_some", "back", NAMES[0])
        told = [each for each in ours() if getattr(each, "irreversible", "")]
        assert len(stuck) <= len(told), stuck
        assert attempt(house, 0) == 0


def ours() -> list[Migration]:
    """Every migration of our rooms."""
    rooms = {config.label for config in apps.get_app_configs() if config.name.startswith("naast.")}
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return [each for each in loader.disk_migrations.values() if each.app_label in rooms]


def can_be_undone(migration: Migration) -> bool:
    """Whether Django knows the way back."""
    return all(operation.reversible for operation in migration.operations)
