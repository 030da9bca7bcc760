import json
from pathlib import Path

import pytest

from scripts.test import REPORT, tells_nothing
from tests.canaries import CAST

QUIET = '{"level": "WARNING", "logger": "django.request", "page": "vragen/<int:pk>/"}\n'


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "report"
    monkeypatch.setenv(REPORT, str(path))
    return path


def test_a_log_without_anybody_in_it_is_fine(tmp_path: Path, report: Path) -> None:
    (tmp_path / "log").write_text(QUIET * 3)
    assert tells_nothing(tmp_path / "log", floor=3)
    row = json.loads(report.read_text())
    assert (row["promise"], row["count"], row["broken"], row["floor"]) == ("P16", 3, 0, 3)


@pytest.mark.parametrize("canary", CAST)
def test_a_line_with_somebody_of_the_cast_is_found(
    tmp_path: Path, report: Path, canary: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log").write_text(QUIET + f"Could not greet {canary}.\n")
    assert not tells_nothing(tmp_path / "log", floor=0)
    assert canary in capsys.readouterr().err
    assert json.loads(report.read_text())["broken"] == 1


def test_a_log_that_is_missing_or_short_proves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(REPORT, raising=False)
    assert not tells_nothing(tmp_path / "nowhere", floor=1)
    assert tells_nothing(tmp_path / "nowhere", floor=0)


def test_the_words_looked_for_are_really_those_of_the_cast() -> None:
    spoken = (Path(__file__).parents[2] / "tests/cast.py").read_text("utf-8")
    beside = {"Vertelde over de zwemles", "Yara"}
    unknown = [word for word in CAST if word not in spoken and word not in beside]
    assert unknown == []
