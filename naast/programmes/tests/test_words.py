"""Texts in several languages follow whoever is reading."""

import copy
import pickle
from datetime import date

import pytest
from django.template import Context, Engine
from django.utils.translation import override

from naast.programmes import Duration, Words, find
from naast.programmes.vocabulary import TimeUnit

HOUSE = Words({"nl": "huis & haard", "en": "house & home"})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "huis & haard"),
        ("en", "house & home"),
        ("en-gb", "house & home"),
        ("ar", "huis & haard"),
    ],
)
def test_a_text_is_given_in_a_language_or_else_in_dutch(language, text):
    assert HOUSE.in_language(language) == text


@pytest.mark.parametrize(("language", "text"), [("nl", "huis"), ("en", "house")])
def test_a_text_follows_the_language_of_the_page(language, text):
    with override(language):
        assert str(HOUSE).startswith(text)
        assert f"{HOUSE}".startswith(text)


def test_a_text_is_dutch_when_no_language_is_active():
    with override(None):
        assert str(HOUSE) == "huis & haard"


def test_a_template_escapes_a_text_and_can_filter_it():
    page = Engine().from_string(
        "{{ house }} {{ house|capfirst }} {{ programme.roles.asking.plural }}"
        "{% for key, words in programme.kinds.items %}{% if forloop.first %} {{ key }}: {{ words }}"
        "{% endif %}{% endfor %}"
    )
    with override("en"):
        shown = page.render(Context({"house": HOUSE, "programme": find("buurtgezinnen")}))
    assert shown == (
        "house &amp; home House &amp; home asking families family: family with children"
    )


def test_a_text_can_be_compared_copied_and_kept():
    assert copy.deepcopy(HOUSE) is HOUSE
    assert pickle.loads(pickle.dumps(HOUSE)) == HOUSE
    assert len({HOUSE, Words({"nl": "huis & haard", "en": "house & home"})}) == 1
    assert HOUSE != "huis & haard"


def test_a_programme_can_be_kept_in_a_set_and_copied():
    programme = find("buurtgezinnen")
    assert len({programme, programme.with_overrides({"rhythm.times": 1})}) == 1
    assert copy.deepcopy(programme) == programme


@pytest.mark.parametrize(
    ("number", "unit", "day"),
    [
        (10, TimeUnit.DAYS, date(2026, 2, 10)),
        (8, TimeUnit.WEEKS, date(2026, 3, 28)),
        (1, TimeUnit.MONTHS, date(2026, 2, 28)),
        (24, TimeUnit.MONTHS, date(2028, 1, 31)),
    ],
)
def test_a_duration_ends_on_a_day(number, unit, day):
    assert Duration(number, unit).after(date(2026, 1, 31)) == day
