"""Tables as people have them: every oddity is read, or reported in plain Dutch."""

from datetime import date
from pathlib import Path

import pytest

from naast.matching import Request, Supporter
from naast.matching.tables import Table, read_requests, read_supporters
from naast.matching.tests.cast import ON
from naast.matching.values import WEEKEND

POINTS = {"2311": (52.16, 4.49), "2311AB": (52.161, 4.491), "8471": (52.88, 6.0)}

REQUESTS = "id,postcode,languages,slots,child_birth_years,interests,wants,waiting_since"
SUPPORTERS = (
    "id,postcode,languages,slots,child_age_min,child_age_max,interests,kind,capacity,active,"
    "vog_seen_on"
)
FAMILY = "V1,2311,nl|ar,wo-middag,2016|2019,koken,steun-oma,2026-11-03"
HELPER = "S1,2311,nl,weekend,2,12,koken|fietsen,gezin,2,1,2025-03-01"


def requests(folder: Path, *lines: str, encoding: str = "utf-8") -> Table[Request]:
    path = folder / "requests.csv"
    path.write_bytes("\n".join(lines).encode(encoding))
    return read_requests(path, POINTS.get, ON)


def supporters(folder: Path, *lines: str) -> Table[Supporter]:
    path = folder / "supporters.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_supporters(path, POINTS.get)


def reported(table: Table[Request] | Table[Supporter]) -> list[tuple[int | None, str | None]]:
    return [(problem.line, problem.column) for problem in table.problems]


def test_a_request_is_read_cell_by_cell(tmp_path: Path) -> None:
    table = requests(tmp_path, REQUESTS, FAMILY)
    assert not table.problems
    assert table.rows == (
        Request(
            id="V1",
            lat=52.16,
            lon=4.49,
            languages=frozenset({"nl", "ar"}),
            slots=frozenset({"wo-middag"}),
            child_birth_years=(2016, 2019),
            interests=frozenset({"koken"}),
            wants=frozenset({"steun-oma"}),
            waiting_since=date(2026, 11, 3),
        ),
    )


def test_a_supporter_is_read_cell_by_cell(tmp_path: Path) -> None:
    table = supporters(tmp_path, SUPPORTERS, HELPER)
    assert not table.problems
    assert table.rows == (
        Supporter(
            id="S1",
            lat=52.16,
            lon=4.49,
            languages=frozenset({"nl"}),
            slots=WEEKEND,
            child_age_min=2,
            child_age_max=12,
            interests=frozenset({"koken", "fietsen"}),
            kind="gezin",
            capacity=2,
            active=1,
            vog_seen_on=date(2025, 3, 1),
        ),
    )


def test_the_dutch_header_may_stand_in_any_order_and_case(tmp_path: Path) -> None:
    table = requests(
        tmp_path,
        "Wacht sinds;WENS;Interesses;Geboortejaren;Dagdelen;Talen;Postcode;ID;Opmerking",
        "03-11-2026;steun-oma;koken;2016|2019;wo-middag;nl|ar;2311;V1;wil liever bellen",
    )
    assert table == requests(tmp_path, REQUESTS, FAMILY)
    supporter = supporters(
        tmp_path,
        "vog_gezien,lopend,capaciteit,soort,interesses,leeftijd_tot,leeftijd_van,dagdelen,talen,"
        "postcode,id",
        "1-3-2025,1,2,Gezin,fietsen | Koken,12,2,Weekend,NL,2311,S1",
    )
    assert supporter == supporters(tmp_path, SUPPORTERS, HELPER)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_each_sign_and_encoding_is_recognised(tmp_path: Path, sign: str, encoding: str) -> None:
    lines = [line.replace(",", sign) for line in (REQUESTS, FAMILY.replace("koken", "cafés"))]
    table = requests(tmp_path, *lines, encoding=encoding)
    assert table.rows[0].interests == {"cafés"}


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_each_way_to_end_a_line_is_recognised(tmp_path: Path, ending: str) -> None:
    table = requests(tmp_path, ending.join((REQUESTS, FAMILY, "")))
    assert [row.id for row in table.rows] == ["V1"]


def test_a_spreadsheet_may_declare_its_sign_and_quote_its_cells(tmp_path: Path) -> None:
    quoted = ";".join(f'"{cell}"' for cell in FAMILY.split(","))
    table = requests(tmp_path, "sep=;", REQUESTS.replace(",", ";"), quoted)
    assert table.rows == requests(tmp_path, REQUESTS, FAMILY).rows


def test_a_quoted_cell_may_hold_the_sign_and_a_new_line(tmp_path: Path) -> None:
    family = FAMILY.replace("koken", '"taart, en\nthee"')
    table = requests(tmp_path, REQUESTS, family, FAMILY.replace("V1", "V2").replace("2311", "x"))
    assert table.rows[0].interests == {"taart, en thee"}
    assert reported(table) == [(4, "postcode")]


def test_empty_lines_and_spaces_do_no_harm(tmp_path: Path) -> None:
    spaced = " V1 , 2311 ,  nl | ar , wo-middag,2016 | 2019,koken ,steun-oma , 2026-11-03 "
    table = requests(tmp_path, "", REQUESTS, "", ",,,,,,,", spaced, "   ")
    assert table == requests(tmp_path, REQUESTS, FAMILY)


@pytest.mark.parametrize("postcode", ["2311AB", "2311 ab", "2311  Ab"])
def test_a_whole_postcode_may_be_written_in_several_ways(tmp_path: Path, postcode: str) -> None:
    table = requests(tmp_path, REQUESTS, FAMILY.replace("2311", postcode))
    assert (table.rows[0].lat, table.rows[0].lon) == POINTS["2311AB"]


def test_all_that_cannot_be_read_is_reported_together(tmp_path: Path) -> None:
    table = requests(
        tmp_path,
        REQUESTS,
        "V1,231,nl,wo-middag,2016,,,2026-11-03",
        "V2,9999,xx,woensdag,2030,,,31-02-2026",
        FAMILY.replace("V1", "V3"),
        ",2311,,,,,,",
    )
    assert [row.id for row in table.rows] == ["V3"]
    assert reported(table) == [
        (2, "postcode"),
        (3, "postcode"),
        (3, "languages"),
        (3, "slots"),
        (3, "child_birth_years"),
        (3, "waiting_since"),
        (5, "id"),
        (5, "languages"),
        (5, "slots"),
        (5, "child_birth_years"),
        (5, "waiting_since"),
    ]
    assert str(table.problems[0]).endswith(
        "requests.csv, regel 2, kolom postcode: hier staat “231”; schrijf een postcode als 2311 of"
        " 2311 AB"
    )


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        (",2,1,", ",1,2,", "active"),
        (",2,12,", ",12,2,", "child_age_min"),
        (",2,1,", ",-1,0,", "capacity"),
        (",2,1,", ",twee,0,", "capacity"),
        (",2,12,", ",2,1.5,", "child_age_max"),
        ("2025-03-01", "2025/03/01", "vog_seen_on"),
        ("2025-03-01", "٢٠٢٥-03-01", "vog_seen_on"),
        ("weekend", "weekend|zo", "slots"),
    ],
)
def test_a_supporter_that_makes_no_sense_is_reported(
    tmp_path: Path, old: str, new: str, column: str
) -> None:
    table = supporters(tmp_path, SUPPORTERS, HELPER.replace(old, new, 1))
    assert reported(table) == [(2, column)]
    assert not table.rows


def test_what_may_be_empty_may_also_be_missing(tmp_path: Path) -> None:
    short = "id,postcode,languages,slots,child_age_min,child_age_max,capacity"
    (row,) = supporters(tmp_path, short, "S1,2311,nl,wo-middag,2,12,1").rows
    assert (row.interests, row.kind, row.active, row.vog_seen_on) == (frozenset(), "", 0, None)


def test_the_second_row_with_an_id_is_reported(tmp_path: Path) -> None:
    table = requests(tmp_path, REQUESTS, FAMILY, FAMILY)
    assert len(table.rows) == 1
    assert table.problems[0].expected == "dit id staat ook op regel 2"


def test_a_line_with_too_many_cells_is_reported_and_a_short_one_is_filled_up(
    tmp_path: Path,
) -> None:
    table = requests(
        tmp_path, REQUESTS, f"{FAMILY},,", f"{FAMILY.replace('V1', 'V2')},koken", "V3,2311,nl"
    )
    assert [row.id for row in table.rows] == ["V1"]
    assert reported(table) == [
        (3, None),
        (4, "slots"),
        (4, "child_birth_years"),
        (4, "waiting_since"),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "dit bestand is leeg"),
        (b"\n \n", "dit bestand is leeg"),
        (b"id,postcode\0", "dit is geen tekst; sla de tabel op als CSV"),
        (b"PK\x03\x04\0\0", "dit is geen tekst; sla de tabel op als CSV"),
        (b"id,postcode,talen,dagdelen,wacht_sinds\n", "geboortejaren ontbreekt"),
        (b"id,id,postcode,talen,dagdelen,geboortejaren,wacht_sinds\n", "meer dan"),
        (b"a,b\n1,2\n", "ontbreekt"),
        (REQUESTS.encode() + b'\nV1,"2311,nl\nV2', "kijk of elk aanhalingsteken weer sluit"),
    ],
)
def test_a_file_that_is_no_table_is_refused_as_a_whole(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    path = tmp_path / "requests.csv"
    path.write_bytes(content)
    table = read_requests(path, POINTS.get, ON)
    assert not table.readable
    assert expected in str(table.problems[0])


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert "er niet" in str(read_requests(tmp_path / "weg.csv", POINTS.get, ON).problems[0])
    assert "niet openen" in str(read_requests(tmp_path, POINTS.get, ON).problems[0])


def test_a_header_alone_is_an_empty_table(tmp_path: Path) -> None:
    assert requests(tmp_path, REQUESTS) == Table((), ())
