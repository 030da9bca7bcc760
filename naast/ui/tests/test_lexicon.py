"""The lexicon finds what we do not say, and says what we say instead."""

from pathlib import Path

import pytest

from naast.ui import lexicon


@pytest.mark.parametrize(
    "text",
    [
        "Wat is je hulpvraag?",
        "De cliënten van de organisatie",
        "Een CASUS bespreken",
        "opvoedproblemen",
        "Wilt u dat?",
        "Welkom!",
        "Fijn 😀",
    ],
)
def test_words_we_avoid_are_found(text: str) -> None:
    assert lexicon.violations(text)


@pytest.mark.parametrize(
    "text",
    [
        "Waar zou je mee geholpen zijn?",
        "Om 14.00 uur bij de buren",
        "Je vraag staat bij Noor",
        "Geen extra steun nodig",
        "D j F Y, G.i \\u\\u\\r",
    ],
)
def test_our_own_words_are_left_alone(text: str) -> None:
    assert lexicon.violations(text) == []


def test_each_finding_says_what_to_use_and_why() -> None:
    (found,) = lexicon.violations("Deze casus is lastig")
    assert (found.found, found.use, found.start) == ("casus", "verhaal", 5)
    assert found.why


def test_only_the_dutch_side_of_a_catalogue_is_read(tmp_path: Path) -> None:
    catalogue = tmp_path / "django.po"
    catalogue.write_text(
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "Client!"\nmsgstr "Gezin"\n\nmsgid "Two"\nmsgstr ""\n"een "\n"casus"\n'
    )
    lines = list(lexicon.dutch_lines(catalogue))
    assert lines == [(6, "Gezin"), (9, ""), (10, "een "), (11, "casus")]


def test_a_template_is_read_between_its_tags(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html>\n{# casus #}\n<p\n class='casus'>Dag {{ casus }}</p>\n")
    assert [text.strip() for _, text in lexicon.dutch_lines(page)] == ["", "", "", "Dag"]


def test_every_word_to_avoid_comes_with_another_word_and_a_reason() -> None:
    rules, exceptions = lexicon.rules()
    assert len(rules) > 15
    assert all(rule.use and rule.why for rule in rules)
    assert all(exception.reason for exception in exceptions)


def test_the_texts_of_this_room_keep_to_it() -> None:
    assert [line for line in lexicon.check() if line.startswith("naast/ui/")] == []
