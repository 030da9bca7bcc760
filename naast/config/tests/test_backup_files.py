"""How long copies are kept, when somebody must worry, and what counts as the same."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from naast.config.backups import files, last
from naast.config.backups.manifest import Manifest, Table, differences

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def copies(folder: Path, kind: str, *days_old: float) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = files.data_file if kind == "data" else files.key_file
    for days in days_old:
        path = name(folder, NOW - timedelta(days=days))
        path.parent.mkdir(exist_ok=True)
        path.touch()


def test_copies_that_are_too_old_go_and_the_last_one_stays(tmp_path: Path) -> None:
    copies(tmp_path, "data", 0, 1, 29.9, 30.1, 400)
    gone = files.rotate(tmp_path, "data", days=30, now=NOW)
    assert len(gone) == 2
    assert len(list(tmp_path.iterdir())) == 3
    later = NOW + timedelta(days=90)
    files.rotate(tmp_path, "data", days=30, now=later)
    assert [path.name for path in tmp_path.iterdir()] == ["naast-data-20261102T030000Z.age"]


def test_what_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    copies(tmp_path, "data", 0)
    (tmp_path / "naast-data-oud.age").touch()
    (tmp_path / "foto.age").touch()
    files.rotate(tmp_path, "data", days=30, now=NOW + timedelta(days=400))
    assert {"naast-data-oud.age", "foto.age"} <= {path.name for path in tmp_path.iterdir()}


def test_the_newest_keys_count(tmp_path: Path) -> None:
    copies(tmp_path, "keys", 3, 0, 12)
    found = files.newest(files.key_folder(tmp_path), "keys")
    assert found is not None
    assert found.name == "naast-keys-20261102T030000Z.age"


@pytest.mark.parametrize(
    ("hours", "complains"), [(0, False), (25, False), (26, False), (26.01, True), (400, True)]
)
def test_after_twenty_six_hours_somebody_must_look(
    tmp_path: Path, hours: float, complains: bool
) -> None:
    last.note(tmp_path, now=NOW)
    later = NOW + timedelta(hours=hours)
    said = last.complaint(tmp_path, since=NOW - timedelta(days=9), now=later)
    assert (said is not None) is complains


def test_a_failure_does_not_make_the_last_good_one_younger_and_tells_why(tmp_path: Path) -> None:
    last.note(tmp_path, now=NOW)
    last.note(tmp_path, now=NOW + timedelta(hours=24), trouble="De schijf is vol.")
    assert last.complaint(tmp_path, since=NOW, now=NOW + timedelta(hours=25)) is None
    said = last.complaint(tmp_path, since=NOW, now=NOW + timedelta(hours=30))
    assert said == (
        "De laatste reservekopie is 30 uur oud (naast backup)."
        " De laatste poging mislukte: De schijf is vol."
    )


def test_a_new_installation_has_a_day_before_anybody_complains(tmp_path: Path) -> None:
    assert last.complaint(tmp_path, since=NOW, now=NOW + timedelta(hours=25)) is None
    said = last.complaint(tmp_path, since=NOW, now=NOW + timedelta(hours=27))
    assert said is not None
    assert said.startswith("Er is nog geen reservekopie")


def test_a_result_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / last.FILE).write_text("{")
    assert last.LastBackup.read(tmp_path) is None


ROWS = ["(1, 'Samira')", "(2, 'Anke')"]


def manifest() -> Manifest:
    return Manifest(
        NOW, "sqlite", "0.1.0", {"people": Table.of(ROWS)}, {"1": "7 abc"}, {"ab": "h:1"}
    )


def test_a_manifest_comes_back_as_it_was() -> None:
    assert Manifest.from_json(manifest().as_json()) == manifest()


def test_the_order_of_rows_does_not_count() -> None:
    assert not differences(manifest(), {"people": Table.of(reversed(ROWS))}, {"1": "7 abc"})


@pytest.mark.parametrize(
    ("rows", "heads", "told"),
    [
        (ROWS[:1], {"1": "7 abc"}, "people: 2 rijen in de kopie, hier 1"),
        ([ROWS[0], "(2, 'Anne')"], {"1": "7 abc"}, "people: de inhoud is anders"),
        (ROWS, {"1": "6 abd"}, "logboek: de laatste regel is een andere"),
        (ROWS, {}, "logboek: de laatste regel is een andere"),
    ],
)
def test_every_difference_is_told(rows: list[str], heads: dict[str, str], told: str) -> None:
    assert differences(manifest(), {"people": Table.of(rows)}, heads) == [told]
