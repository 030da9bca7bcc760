"""The numbers to call: from one file, looked at lately, in every language the guide speaks."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.template import engines
from django.test import Client

import naast
from naast.ui.lines import line, lines

LONGEST_UNCHECKED = timedelta(days=183)
HOUSE = Path(naast.__file__).parent
NUMBER = re.compile(r"0800-?\d{4}|tel:\d")


def test_the_most_urgent_comes_first() -> None:
    assert [each.number for each in lines()] == ["112", "0800-2000", "113", "0800-0432"]
    assert line("home").number == "0800-2000"


@pytest.mark.parametrize("each", lines(), ids=lambda each: each.key)
def test_every_number_was_checked_less_than_half_a_year_ago(each: object) -> None:
    assert each.source  # type: ignore[attr-defined]  # a line
    assert date.today() - each.checked_on < LONGEST_UNCHECKED  # type: ignore[attr-defined]


@pytest.mark.parametrize("each", lines(), ids=lambda each: each.key)
def test_what_a_number_is_for_is_said_in_every_language_of_the_guide(each: object) -> None:
    for words in (each.short, each.when, each.open):  # type: ignore[attr-defined]
        assert set(words.languages) == {"nl", "en", "ar", "tr", "ti", "uk", "pl"}


def test_every_page_ends_with_the_numbers(client: Client, db: None) -> None:
    footer = client.get("/").content.decode().partition('<footer class="help-line"')[2]
    for each in lines():
        assert f'href="tel:{each.call}"' in footer
        assert str(each.short) in footer


def test_no_template_writes_a_number_itself() -> None:
    assert not [path for path in HOUSE.rglob("*.html") if NUMBER.search(path.read_text("utf-8"))]


def test_a_number_in_any_text_is_one_of_the_file() -> None:
    ours = {each.number for each in lines()}
    files = [path for ending in ("toml", "po", "py") for path in HOUSE.rglob(f"*.{ending}")]
    for path in files:
        if "tests" not in path.parts:
            assert set(re.findall(r"\b0800-\d{4}\b", path.read_text("utf-8"))) <= ours, path


def test_a_template_can_name_one_number() -> None:
    template = engines["django"].from_string("{% help_line 'home' as one %}{{ one.number }}")
    assert template.render({}) == "0800-2000"
