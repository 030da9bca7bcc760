from pathlib import Path

import pytest

from scripts import setup
from scripts.setup import ROOT, Step


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    (tmp_path / "source.txt").write_text("one")
    (tmp_path / "made.txt").write_text("made")
    return tmp_path


STEP = Step("example", lambda: None, ("*.txt",), ("made.txt",))


def test_a_step_is_done_until_what_it_is_made_from_changes(folder: Path) -> None:
    stamp = STEP.fingerprint()
    assert STEP.is_done(stamp)
    (folder / "source.txt").write_text("two")
    assert not STEP.is_done(stamp)


def test_a_step_whose_result_is_gone_is_done_again(folder: Path) -> None:
    step = Step("example", lambda: None, ("source.txt",), ("made.txt",))
    stamp = step.fingerprint()
    (folder / "made.txt").unlink()
    assert not step.is_done(stamp)


def test_a_step_nobody_did_is_not_done(folder: Path) -> None:
    assert not STEP.is_done(None)


def test_every_lock_file_pins_by_hash_and_holds_no_address() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text()
        pinned = [line for line in text.splitlines() if line and not line.startswith(" ")]
        assert "://" not in text, path.name
        assert all("==" in line for line in pinned), path.name
        assert text.count("==") <= text.count("--hash=sha256:"), path.name


def test_what_running_needs_is_part_of_what_testing_needs() -> None:
    # By name and version. When a package is needed may differ: testing needs some on every Python.
    run, dev = (
        {
            line.split()[0]
            for line in (ROOT / "requirements" / name).read_text().splitlines()
            if "==" in line.split(";")[0]
        }
        for name in ("run.txt", "dev.txt")
    )
    assert len(run) > 5
    assert run <= dev
