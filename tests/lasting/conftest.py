"""Installations of their own, with a real database, that a test may break."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lasting.house import House, built, copied


@pytest.fixture(scope="session")
def model_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An installation with the shared cast in it. Nothing happens here: tests get copies."""
    with built(tmp_path_factory.mktemp("model") / "home") as made:
        made.run("tests.lasting.fill")
        yield made


@pytest.fixture
def house(model_house: House, tmp_path: Path) -> Iterator[House]:
    """An installation with the shared cast in it, on the kind of database of this run."""
    with copied(model_house, tmp_path / "home") as made:
        yield made


@pytest.fixture
def bare_house(tmp_path: Path) -> Iterator[House]:
    """An installation without a single table."""
    with built(tmp_path / "bare", tables=False) as made:
        yield made
