"""Where an organisation works."""

import pytest
from django.core.exceptions import ValidationError

from naast.places import table
from naast.places.models import Area


def test_an_area_holds_the_postcodes_of_its_municipalities():
    area = Area(name="Leiden", municipality_codes=["0546"])
    assert area.contains(table()["2311"])
    assert area.contains("2311 ab")
    assert not area.contains("2511")


def test_an_area_holds_ranges_with_both_ends():
    area = Area(name="Leiden-Noord", postcodes=["2311-2318", "2333"])
    inside = [code for code in table() if area.contains(table()[code])]
    assert inside[0] == "2311"
    assert inside[-2:] == ["2318", "2333"]
    assert [postcode.code for postcode in area.all_postcodes()] == inside


def test_no_area_holds_what_is_no_postcode():
    assert not Area(name="Overal", postcodes=["1000-9999"]).contains("nergens")


def test_an_area_stands_out_on_the_map():
    area = Area(name="Weststellingwerf", municipality_codes=["0098"])
    shown = {dot.postcode.municipality for dot in area.dots if dot.highlighted}
    assert shown == {"Weststellingwerf"}


@pytest.mark.parametrize(
    ("municipality_codes", "postcodes"),
    [(["0546"], []), ([], ["2311"]), (["0546", "0098"], ["2311-2318", "2333"])],
)
def test_a_good_area_is_accepted(municipality_codes, postcodes):
    Area(name="a", municipality_codes=municipality_codes, postcodes=postcodes).clean()


@pytest.mark.parametrize(
    ("municipality_codes", "postcodes", "field"),
    [
        (["9999"], [], "municipality_codes"),
        ([546], [], "municipality_codes"),
        ("0546", [], "municipality_codes"),
        ([], [], "municipality_codes"),
        ([], ["231"], "postcodes"),
        ([], ["2318-2311"], "postcodes"),
        ([], [2311], "postcodes"),
        ([], {"2311": 1}, "postcodes"),
    ],
)
def test_an_area_of_nothing_known_is_refused(municipality_codes, postcodes, field):
    area = Area(name="a", municipality_codes=municipality_codes, postcodes=postcodes)
    with pytest.raises(ValidationError) as refused:
        area.clean()
    assert list(refused.value.message_dict) == [field]


@pytest.mark.django_db
def test_an_area_is_kept():
    Area.objects.create(name="Leiden", municipality_codes=["0546"], postcodes=["2350-2353"])
    kept = Area.objects.get(name="Leiden")
    assert kept.contains("2351")
    assert str(kept) == "Leiden"
