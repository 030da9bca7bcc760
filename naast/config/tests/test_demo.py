from pathlib import Path

import pytest

from naast.config import upkeep
from naast.config.tests.conftest import Naast


@pytest.mark.django_db
def test_an_installation_where_nobody_has_an_account_is_empty() -> None:
    assert upkeep.is_empty()


def test_the_demo_region_comes_once_and_never_over_data(naast: Naast, tmp_path: Path) -> None:
    made = naast("demo", "--on", "2026-11-22")
    assert made.returncode == 0, made.stderr
    size = (tmp_path / "home/naast.sqlite3").stat().st_size

    again = naast("demo")
    assert again.returncode == 1
    assert "Hier staan al gegevens" in again.stderr

    kept = naast("demo", "--if-empty")
    assert kept.returncode == 0
    assert kept.stdout.splitlines()[-1] in made.stdout
    assert (tmp_path / "home/naast.sqlite3").stat().st_size == size
