"""Every Dutch four-digit postcode is there, however people write it."""

import io
import os
import subprocess
import sys

import pytest

from naast.places import ATTRIBUTION, Postcode, find, municipalities, table
from naast.places.postcodes import read_table, write_table


@pytest.mark.parametrize(
    "written", ["2311", "2311AB", "2311 ab", " 2311 ", "23 11 a b", "2311\tAB"]
)
def test_a_postcode_is_found_however_it_is_written(written):
    assert find(written) == Postcode("2311", 52.1565, 4.4898, "Leiden", "Leiden", "0546")


@pytest.mark.parametrize(
    "written",
    ["", "231", "23111", "2311A", "2311ABC", "0311", "AB 2311", "٢٣١١", "2311-AB", "1000"],
)
def test_what_is_no_postcode_is_not_found(written):
    assert find(written) is None


def test_the_table_holds_the_whole_country():
    assert len(table()) == 4086
    assert len(municipalities()) == 342
    assert list(table()) == sorted(table())


@pytest.mark.parametrize(
    ("code", "municipality", "number"),
    [
        ("8471", "Weststellingwerf", "0098"),
        ("3221", "Voorne aan Zee", "1992"),
        ("3861", "Nijkerk", "0267"),
        ("2511", "Den Haag", "0518"),
        ("1861", "Bergen (NH)", "0373"),
        ("5851", "Bergen (L)", "0893"),
    ],
)
def test_a_postcode_knows_its_municipality(code, municipality, number):
    assert (table()[code].municipality, table()[code].municipality_code) == (municipality, number)


def test_names_are_those_people_use():
    names = [municipality.name for municipality in municipalities().values()]
    assert not [name for name in names if "emeente" in name or "Municip" in name]
    assert len(set(names)) == len(names)


def test_municipalities_come_in_the_order_people_look_for_them():
    names = [municipality.name for municipality in municipalities().values()]
    assert names.index("'s-Hertogenbosch") == names.index("Hengelo") + 1
    assert names[0] == "Aa en Hunze"


@pytest.mark.parametrize("code", ["3062", "6431"])
def test_no_postcode_lies_far_from_its_neighbours(code):
    here, beside = table()[code], table()[str(int(code) + 1)]
    assert abs(here.lat - beside.lat) < 0.05
    assert abs(here.lon - beside.lon) < 0.08


def test_the_table_survives_being_written():
    file = io.StringIO()
    write_table(reversed(list(table().values())), file)
    assert list(read_table(file.getvalue().splitlines())) == list(table().values())


def test_a_table_in_the_home_folder_takes_the_place_of_ours(tmp_path):
    (tmp_path / "postcodes-nl.csv").write_text(
        "code,lat,lon,place,municipality,municipality_code\n1111,52.3,4.9,Diemen,Diemen,0384\n"
    )
    code = "import naast.places as p; print(len(p.table()), p.find('1111').place, p.find('2311'))"
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "NAAST_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "1 Diemen None\n"


def test_looking_up_needs_no_django():
    code = "import sys, naast.places as p; p.find('2311'); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_source_is_named():
    assert "GeoNames" in ATTRIBUTION
    assert "CC BY 4.0" in ATTRIBUTION
