"""`naast postcodes import`: all rows or none."""

import pytest

from naast.config.cli import run_command
from naast.config.commands.postcodes import COLUMNS, EXPECTED
from naast.places import find, municipalities, table
from naast.places.reading import ALIASES, Reason

HEADER = "postcode;lat;lon;plaats;gemeente;gemeentecode\n"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty home folder; afterwards the table is read anew."""
    monkeypatch.setenv("NAAST_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"
    table.cache_clear()
    municipalities.cache_clear()


def importing(tmp_path, content):
    path = tmp_path / "tabel.csv"
    path.write_bytes(content.encode("cp1252"))
    return run_command(["postcodes", "import", str(path)])


def test_a_good_file_takes_the_place_of_the_table(home, tmp_path, capsys):
    rows = "2312AB;52,16;4,49;Leiden;Leiden;546\n8471;52,88;6,0;Wolvegâ;Weststellingwerf;0098\n"
    assert importing(tmp_path, HEADER + rows) == 0
    assert [postcode.place for postcode in table().values()] == ["Leiden", "Wolvegâ"]
    assert find("2311") is None
    assert "2 postcodes in 2 gemeenten" in capsys.readouterr().out
    assert [path.name for path in home.iterdir()] == ["postcodes-nl.csv"]


def test_all_bad_rows_are_named_and_nothing_is_written(home, tmp_path, capsys):
    rows = "231;52,16;4,49;Leiden;Leiden;0546\n\n2312;x;4,49;Leiden;Leiden;0546\n2313;52,1\n"
    assert importing(tmp_path, HEADER + rows) == 2
    assert capsys.readouterr().err.splitlines() == [
        "tabel.csv, regel 2, postcode: '231' is geen postcode; verwacht vier cijfers, zoals 2311",
        "tabel.csv, regel 4, breedtegraad (lat): 'x' is geen getal; verwacht graden, zoals 52.1565",
        "tabel.csv, regel 5, lengtegraad (lon): deze regel is te kort",
        "Er is niets veranderd.",
    ]
    assert not home.exists()


@pytest.mark.parametrize("content", [HEADER, "BE\t1000\tBrussel" + "\t" * 9])
def test_a_file_without_dutch_postcodes_is_refused(home, tmp_path, capsys, content):
    assert importing(tmp_path, content) == 2
    assert "geen enkele Nederlandse postcode" in capsys.readouterr().err


def test_an_empty_file_lacks_its_columns(home, tmp_path, capsys):
    assert importing(tmp_path, "") == 2
    assert "postcode: deze kolom ontbreekt" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(home, capsys):
    assert run_command(["postcodes", "import", "nergens.txt"]) == 2
    assert "nergens.txt: kan niet worden gelezen" in capsys.readouterr().err


def test_every_reason_has_its_words():
    assert set(EXPECTED) == {str(reason) for reason in Reason}
    assert set(COLUMNS) == set(ALIASES.values()) - {"accuracy"}
