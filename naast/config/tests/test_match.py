"""`naast match`: from two files to a plan on disk."""

import json
from pathlib import Path

import pytest

from naast.config import cli

REQUESTS = """\
id;postcode;talen;dagdelen;geboortejaren;interesses;wens;wacht_sinds
V1;2311;nl|ar;wo-middag;2018|2021;koken;steun-oma;14-08-2026
V2;2311 AB;nl;za-ochtend;2019;;;2026-01-01
"""
SUPPORTERS = """\
id,postcode,languages,slots,child_age_min,child_age_max,interests,kind,capacity,active,vog_seen_on
S1,2312,nl,wo-middag,2,12,koken,steun-oma,1,0,2025-03-01
=S2,2312,nl,weekend,2,12,koken,gezin,2,0,
"""
WRONG = "V3;0000;nl;wo;2031;;;gisteren\n"


class Folder:
    """A folder with the two files, and the command on them."""

    def __init__(self, folder: Path) -> None:
        self.requests, self.supporters = folder / "vragen.csv", folder / "steun.csv"
        self.json, self.csv = folder / "plan.json", folder / "plan.csv"
        self.requests.write_text(REQUESTS, encoding="utf-8")
        self.supporters.write_text(SUPPORTERS, encoding="utf-8")

    def match(self, *more: str, programme: str = "buurtgezinnen") -> int:
        files = [str(self.requests), str(self.supporters)]
        return cli.run_command(
            ["match", *files, "--programme", programme, "--on", "2026-11-22", *more]
        )

    def both(self) -> list[str]:
        return ["--json", str(self.json), "--csv", str(self.csv)]

    def written(self) -> set[str]:
        return {path.name for path in self.json.parent.iterdir()} - {"vragen.csv", "steun.csv"}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_the_plan_is_written_with_reasons_in_dutch(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.match(*folder.both()) == 0
    plan = json.loads(folder.json.read_text(encoding="utf-8"))
    assert (plan["programme"], plan["on"]) == ("buurtgezinnen", "2026-11-22")
    (pair,) = plan["pairs"]
    assert (pair["request"], pair["supporter"]) == ("V1", "S1")
    assert plan["total_points"] == pair["points"]
    assert {"code": "slots", "text": "allebei op woensdagmiddag"} in pair["reasons"]
    assert plan["waiting"][0]["request"] == "V2"
    assert plan["free"] == [{"supporter": "=S2", "places": 2}]
    assert plan["invalid"] == []
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "1 voorstel, 1 vraag wacht, 2 plekken blijven vrij.\n"


def test_the_table_opens_well_in_a_dutch_spreadsheet(folder: Folder) -> None:
    assert folder.match(*folder.both()) == 0
    raw = folder.csv.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfvraag;steungezin;afstand_km;redenen\r\n")
    assert ";0,5;" in raw.decode("utf-8")
    assert "punten" not in raw.decode("utf-8")


def test_a_cell_that_looks_like_a_formula_stays_text(folder: Folder) -> None:
    formula = SUPPORTERS.replace("S1", "=1+1")
    folder.supporters.write_text(formula, encoding="utf-8")
    assert folder.match(*folder.both()) == 0
    assert "V1;'=1+1;" in folder.csv.read_text(encoding="utf-8-sig")


def test_without_a_file_the_plan_goes_to_the_screen(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.match() == 0
    assert json.loads(capsys.readouterr().out)["pairs"]
    assert folder.written() == set()


def test_one_wrong_row_stops_everything_and_is_explained(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.requests.write_text(REQUESTS + WRONG, encoding="utf-8")
    assert folder.match(*folder.both()) == 2
    assert folder.written() == set()
    said = capsys.readouterr().err
    for column in ("postcode", "dagdelen", "geboortejaren", "wacht_sinds"):
        assert f"vragen.csv, regel 4, kolom {column}: hier staat" in said
    assert "--skip-invalid" in said


def test_wrong_rows_can_be_skipped_and_stand_in_the_plan(folder: Folder) -> None:
    folder.requests.write_text(REQUESTS + WRONG, encoding="utf-8")
    assert folder.match(*folder.both(), "--skip-invalid") == 0
    plan = json.loads(folder.json.read_text(encoding="utf-8"))
    assert len(plan["pairs"]) == 1
    assert [(row["line"], row["column"]) for row in plan["invalid"]] == [
        (4, "postcode"),
        (4, "dagdelen"),
        (4, "geboortejaren"),
        (4, "wacht_sinds"),
    ]
    assert plan["invalid"][0]["file"] == str(folder.requests)
    assert plan["invalid"][0]["expected"] == "schrijf een postcode als 2311 of 2311 AB"


@pytest.mark.parametrize("more", [[], ["--skip-invalid"]])
def test_a_missing_file_cannot_be_skipped(
    folder: Folder, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder.supporters.unlink()
    assert folder.match(*folder.both(), *more) == 2
    assert folder.written() == set()
    assert "steun.csv: dit bestand is er niet" in capsys.readouterr().err


def test_an_unknown_programme_is_said_in_a_sentence(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.match(*folder.both(), programme="kookclub") == 2
    assert "kookclub" in capsys.readouterr().err
    assert folder.written() == set()


def test_when_one_of_two_places_cannot_be_written_neither_is(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    away = folder.csv.parent / "nergens" / "plan.csv"
    assert folder.match("--json", str(folder.json), "--csv", str(away)) == 1
    assert folder.written() == set()
    assert "kan niet worden geschreven" in capsys.readouterr().err


def test_an_earlier_plan_stays_when_the_new_one_is_refused(folder: Folder) -> None:
    folder.json.write_text("het oude plan", encoding="utf-8")
    folder.requests.write_text(REQUESTS + WRONG, encoding="utf-8")
    assert folder.match(*folder.both()) == 2
    assert folder.json.read_text(encoding="utf-8") == "het oude plan"


def test_a_plan_never_takes_the_place_of_the_tables_it_was_made_from(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.match("--csv", str(folder.requests)) == 2
    assert folder.requests.read_text(encoding="utf-8") == REQUESTS
    assert "andere naam" in capsys.readouterr().err


def test_a_day_that_is_no_day_is_refused(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        folder.match("--on", "morgen")
    assert left.value.code == 2
    assert "schrijf een datum als 2026-11-03 of 03-11-2026" in capsys.readouterr().err
