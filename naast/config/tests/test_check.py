import subprocess
import sys
from pathlib import Path

from naast.config.tests.conftest import Naast
from tests.outside import outside

LATER = ["numba", "scipy", "pandas", "typst", "segno", "PIL", "gunicorn", "fontTools"]
"""What only some pages or commands need."""


def test_a_new_installation_is_told_which_migrations_are_due(naast: Naast) -> None:
    done = naast("check")
    assert done.returncode == 1
    assert "Nog niet bijgewerkt: people.0001_initial" in done.stderr


def test_an_installation_that_is_up_to_date_is_in_order(naast: Naast, home: Path) -> None:
    done = naast("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("In orde")


def test_a_database_that_does_not_answer_is_named(naast: Naast) -> None:
    done = naast("check", DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert done.returncode == 1
    assert "De database geeft geen antwoord" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_named_without_a_traceback(naast: Naast) -> None:
    done = naast("check", NAAST_DEMO="yes")
    assert done.returncode == 1
    assert "write True or False" in done.stderr
    assert "Traceback" not in done.stderr


def test_checking_imports_no_solver_and_no_pdf_writer(tmp_path: Path) -> None:
    code = (
        "import sys; from naast.config import cli; cli.run_command(['check']);"
        f"print(*sorted(set({LATER!r}) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=outside(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []
