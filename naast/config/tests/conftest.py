"""The command `naast` as somebody types it."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest

from tests.outside import make_home, outside


class Naast(Protocol):
    """Runs `naast` with arguments, in an installation of its own."""

    def __call__(
        self, *arguments: str, **environment: str
    ) -> "subprocess.CompletedProcess[str]": ...


@pytest.fixture
def naast(tmp_path: Path) -> Naast:
    """`naast …` in a new process, with an empty home folder that lasts as long as the test."""

    def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "naast", *arguments],
            env={**outside(tmp_path / "home"), **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def model_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with every table and not a row of anybody. Nothing happens here: tests get
    copies, for making the tables takes longer than most of what is tried in them.
    """
    home = tmp_path_factory.mktemp("model") / "home"
    make_home(home)
    return home


@pytest.fixture
def home(model_home: Path, tmp_path: Path) -> Path:
    """The home folder of `naast` in this test, with every table."""
    return shutil.copytree(model_home, tmp_path / "home")
