"""The Netherlands as dots."""

import re

from naast.places import table
from naast.places.dotmap import HEIGHT, WIDTH, as_path, dots, projected


def test_every_postcode_lies_on_the_paper():
    assert len(dots()) == len(table())
    assert all(20 <= dot.x <= WIDTH - 20 and 20 <= dot.y <= HEIGHT - 20 for dot in dots())


def test_north_is_up_and_east_is_right():
    (x, y), (east, _y), (_x, south) = projected(52, 5), projected(52, 6), projected(51, 5)
    assert east > x
    assert south > y


def test_a_kilometre_is_as_long_to_the_east_as_to_the_north():
    x, y = projected(52.15, 5.0)
    _x, south = projected(52.15 - 10 / 111.2, 5.0)
    east, _y = projected(52.15, 5.0 + 10 / 68.2)
    assert abs((east - x) - (south - y)) < 0.3


def test_municipalities_stand_out_and_lie_on_top():
    shown = dots({"0546"})
    leiden = [dot for dot in shown if dot.highlighted]
    assert {dot.postcode.place for dot in leiden} == {"Leiden"}
    assert list(shown[-len(leiden) :]) == leiden
    assert len(shown) == len(table())


def test_a_question_can_choose_what_stands_out():
    assert [dot.postcode.code for dot in dots(lambda postcode: postcode.code == "2311")][
        -1
    ] == "2311"


def test_nothing_stands_out_unless_asked():
    assert not any(dot.highlighted for dot in dots())


def test_all_dots_fit_in_one_small_path():
    path = as_path(dots())
    assert re.fullmatch(r"(M[\d.]+ [\d.]+h0)+", path)
    assert len(path) < 70_000
