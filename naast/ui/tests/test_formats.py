"""Dates, distances and names as people write them, in both languages."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from naast.ui.components import formats

DAY = date(2026, 12, 5)
MOMENT = datetime(2026, 12, 5, 13, 0, tzinfo=UTC)


def test_dates_are_written_out_in_dutch() -> None:
    with translation.override("nl"):
        assert formats.dutch_date(DAY) == "za 5 december 2026"
        assert formats.short_date(DAY) == "za 5 december"


def test_dates_are_english_for_who_reads_english() -> None:
    with translation.override("en"):
        assert formats.dutch_date(DAY) == "Sat 5 December 2026"
        assert formats.dutch_datetime(MOMENT) == "Sat 5 December 2026, 14:00"


def test_a_moment_is_told_in_the_time_of_the_netherlands() -> None:
    with translation.override("nl"):
        assert formats.dutch_datetime(MOMENT) == "za 5 december 2026, 14.00 uur"
        assert formats.dutch_time(MOMENT) == "14.00 uur"
        assert formats.dutch_date(datetime(2026, 12, 4, 23, 30, tzinfo=UTC)).startswith("za 5")


def test_a_distance_has_a_comma_in_dutch_and_a_point_in_english() -> None:
    with translation.override("nl"):
        assert formats.km(2.345) == "2,3\u00a0km"
        assert formats.km(123.4) == "123\u00a0km"
    with translation.override("en"):
        assert formats.km(2.345) == "2.3\u00a0km"


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "vandaag"), (1, "1 dag"), (9, "9 dagen"), (27, "27 dagen"), (28, "4 weken")],
)
def test_days_become_words(number: int, text: str) -> None:
    with translation.override("nl"):
        assert formats.days(number) == text
        assert formats.days(timedelta(days=number)) == text


def test_nothing_known_is_nothing_written() -> None:
    for write in (formats.dutch_date, formats.short_date, formats.dutch_datetime, formats.km):
        assert write(None) == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Lot en Daan", "LD"), ("Noor", "N"), ("familie De Wit", "DW"), ("mo", "M"), ("", "")],
)
def test_initials_take_the_names_and_leave_the_little_words(name: str, letters: str) -> None:
    assert formats.initials(name) == letters
