import re
import subprocess
import sys

import pytest

from naast.config import cli
from naast.config.tests.conftest import Naast

HEAVY = ["django", "numba", "numpy", "scipy", "pandas", "typst", "gunicorn", "psycopg", "segno",
         "PIL"]  # fmt: skip


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.run_command(["--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    for command in ("serve", "demo", "match", "postcodes", "check", "manage"):
        assert re.search(rf"^    {command}\b", shown, re.MULTILINE)


def test_nothing_heavy_is_imported_before_a_command_runs() -> None:
    code = (
        "import sys; from naast.config import cli; cli.parser();"
        f"print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.run_command(["vergeten"])
    assert left.value.code == 2
    assert "vergeten" in capsys.readouterr().err


def test_manage_hands_all_options_to_django(naast: Naast) -> None:
    done = naast("manage", "migrate", "--help")
    assert done.returncode == 0
    assert "--plan" in done.stdout
