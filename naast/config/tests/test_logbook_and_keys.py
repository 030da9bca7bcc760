"""`naast logbook` and `naast keys`, as the operator types them."""

from pathlib import Path

from naast.config.tests.conftest import Naast


def test_an_empty_logbook_is_in_order_and_its_heads_are_kept(naast: Naast, home: Path) -> None:
    kept = naast("logbook", "heads")
    assert kept.returncode == 0, kept.stderr
    assert list((home / "logbook-heads").glob("*.json"))
    found = naast("logbook", "verify")
    assert (found.returncode, found.stdout) == (0, "In orde: 0 regels, 1 bestanden met koppen.\n")


def test_a_head_with_nothing_behind_it_is_told(naast: Naast, home: Path) -> None:
    strange = home.parent / "strange.json"
    strange.write_text('{"at": "2026-11-02", "heads": [], "signature": "x"}')
    found = naast("logbook", "verify", "--heads", str(strange))
    assert found.returncode == 1
    assert "handtekening" in found.stderr


def test_a_new_master_key_takes_the_place_of_the_old_one(naast: Naast, home: Path) -> None:
    kept = home / "master-key"
    before = kept.read_text()
    done = naast("keys", "rotate", "--organisations")
    assert done.returncode == 0, done.stderr
    assert kept.read_text() != before
    assert kept.stat().st_mode & 0o077 == 0
