"""Postcode files as people have them, and one point per postcode."""

import pytest

from naast.places.choosing import Candidate, one_per_code
from naast.places.postcodes import Municipality, Postcode, table
from naast.places.reading import Reason, decode, read

LEIDEN = Postcode("2311", 52.1565, 4.4898, "Leiden", "Leiden", "0546")
GEONAMES = (
    "NL\t2311\tLeiden\tSouth Holland\t11\tLeiden Municipality\t0546\t\t\t52.1565\t4.4898\t6\n"
)


def postcodes(text):
    reading = read(text, {}, {})
    assert not reading.faults
    return [candidate.postcode for candidate in reading.candidates]


@pytest.mark.parametrize(
    "text",
    [
        GEONAMES,
        "postcode,lat,lon,plaats,gemeente,gemeentecode\n2311,52.1565,4.4898,Leiden,Leiden,0546\n",
        "Gemeentecode;Gemeente;Plaats;Lon;Lat;Postcode\nGM0546;Leiden;Leiden;4,4898;52,1565;2311AB",
        "\n\nPC4\tBreedtegraad\tLengtegraad\tWoonplaats\tGemeentenaam\tGemeente code\textra\n"
        "2311\t52.1565\t4.4898\tLeiden\tGemeente Leiden\t546\tx\n\n",
    ],
)
def test_a_file_is_read_whatever_separates_its_cells(text):
    assert postcodes(text) == [LEIDEN]


def test_other_countries_are_left_out():
    assert postcodes(GEONAMES.replace("NL\t2311", "BE\t2310") + GEONAMES) == [LEIDEN]


def test_names_we_know_go_above_those_of_the_file():
    known = {"0546": Municipality("0546", "Leyden")}
    assert read(GEONAMES, known, {}).candidates[0].postcode.municipality == "Leyden"


def test_a_row_without_municipality_borrows_it():
    text = GEONAMES.replace("Leiden Municipality\t0546", "\t")
    assert read(text, {}, {"2311": LEIDEN}).candidates[0].postcode == LEIDEN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_file_is_read_in_the_usual_encodings(encoding):
    assert decode("Súdwest-Fryslân, 's-Gravenhage €".encode(encoding)).startswith("Súdwest")


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("231,52.1,4.4,Leiden,Leiden,0546", "postcode", Reason.NOT_A_POSTCODE),
        ("2311,noord,4.4,Leiden,Leiden,0546", "lat", Reason.NOT_A_NUMBER),
        ("2311,nan,4.4,Leiden,Leiden,0546", "lat", Reason.OUTSIDE),
        ("2311,52.1,44,Leiden,Leiden,0546", "lon", Reason.OUTSIDE),
        ("2311,52.1,4.4,,Leiden,0546", "place", Reason.EMPTY),
        ("2311,52.1,4.4,Leiden,,0546", "municipality", Reason.EMPTY),
        ("2311,52.1,4.4,Leiden,Leiden,LDN", "municipality_code", Reason.NOT_A_MUNICIPALITY_CODE),
        ("2311,52.1,4.4,Leiden,Leiden,", "municipality_code", Reason.NO_MUNICIPALITY),
        ("2311,52.1", "lon", Reason.TOO_SHORT),
    ],
)
def test_a_row_that_cannot_be_read_is_named(row, column, reason):
    header = "postcode,lat,lon,place,municipality,municipality_code\n"
    reading = read(header + row + "\n" + row, {}, {})
    assert [(f.line, f.column, f.reason) for f in reading.faults] == [
        (2, column, reason),
        (3, column, reason),
    ]


def test_a_column_that_is_not_there_is_named_once():
    reading = read("postcode,plaats\n2311,Leiden\n2312,Leiden\n", {}, {})
    assert [(f.column, f.reason) for f in reading.faults] == [
        ("lat", Reason.NO_COLUMN),
        ("lon", Reason.NO_COLUMN),
    ]


def at(code, lat, lon, accuracy=6, place="Leiden"):
    return Candidate(Postcode(code, lat, lon, place, "Leiden", "0546"), accuracy)


AROUND = [at(str(code), 52.16, 4.49) for code in (2310, 2312, 2313)]


def chosen(code, *rows):
    found = {each.code: each for each in one_per_code([*rows, *AROUND])}
    assert len(found) == 4
    return found[code].place


def test_the_most_accurate_point_is_kept():
    rough, sure = at("2311", 52.16, 4.49, 4, "rough"), at("2311", 52.2, 4.5, 6, "sure")
    assert chosen("2311", rough, sure) == "sure"


def test_of_two_accurate_points_the_one_near_the_neighbours_is_kept():
    assert (
        chosen("2311", at("2311", 52.3, 4.5, 6, "far"), at("2311", 52.17, 4.5, 6, "near")) == "near"
    )


def test_a_point_in_the_sea_is_moved_to_the_number_beside_it():
    assert chosen("2311", at("2311", 52.16, 3.9, 0, "sea")) == "Leiden"
    assert chosen("2311", at("2311", 52.16, 3.9, None, "an official table")) == "an official table"
    assert chosen("2311", at("2311", 52.16, 4.2, 6, "an island")) == "an island"


def test_our_own_table_needs_no_more_choosing():
    trusted = [Candidate(postcode, None) for postcode in table().values()]
    assert one_per_code(reversed(trusted)) == list(table().values())
