"""`naast erase` and `naast retention`, and what is left in the file of the database afterwards."""

import os
import sqlite3
from pathlib import Path

import pytest

from naast.config.tests.conftest import Naast

ROOT = Path(__file__).parents[3]

BUILD = """
from datetime import timedelta
from django.utils import timezone
from naast.people.models import Household
from naast.support.services.notes import write_note
from tests.cast import Cast
cast = Cast(now=timezone.now() - timedelta(days=1))
cast.to_under_way()
for number in range(50):
    write_note(actor=cast.coordinator, household_id=cast.asking.pk,
               words=f"Zangvogel{number:02}", now=cast.now)
Household.objects.filter(pk=cast.asking.pk).update(name="Zangvogelhuis")
print(cast.asking.pk)
"""


@pytest.fixture
def family(naast: Naast, home: Path) -> str:
    """The number of a family with 50 notes, in an installation of its own."""
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    built = naast("manage", "shell", "--no-imports", "-c", BUILD, PYTHONPATH=path)
    assert built.returncode == 0, built.stderr
    return built.stdout.split()[-1]


def in_files(home: Path, *words: str) -> list[str]:
    """Which of these words stand in the bytes of the database, its log or any file beside it."""
    found = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    return [word for word in words if any(word.encode() in each for each in found)]


def test_not_a_byte_of_an_erased_family_is_in_the_file(
    naast: Naast, family: str, home: Path
) -> None:
    names = ("Zangvogelhuis", "Samira", "El-Voorbeeld", "Yara")
    assert in_files(home, *names) == list(names)
    trial = naast("erase", "--household", family)
    assert (trial.returncode, "proef" in trial.stdout) == (0, True)
    assert in_files(home, *names) == list(names)
    done = naast("erase", "--household", family, "--yes")
    assert done.returncode == 0, done.stderr
    assert "Gewist." in done.stdout
    with sqlite3.connect(home / "naast.sqlite3") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    words = [f"Zangvogel{number:02}" for number in range(50)]
    assert in_files(home, *names, *words) == []
    assert naast("logbook", "verify").returncode == 0
    again = naast("erase", "--household", family, "--yes")
    assert again.returncode == 1
    assert "al gewist" in again.stderr


def test_clocks_are_told_in_a_trial_and_proven_when_they_went(naast: Naast, home: Path) -> None:
    trial = naast("retention", "--dry-run")
    assert trial.returncode == 0, trial.stderr
    assert "Dit was een proef: er is niets weg." in trial.stdout
    assert not (home / "retention").exists()
    done = naast("retention")
    assert done.returncode == 0, done.stderr
    assert len(list((home / "retention").glob("*.json"))) == 1
