"""What the form begins with: the rhythm that a programme is used to, as data."""

from datetime import date, timedelta
from typing import Any

import pytest

from naast.programmes import all_programmes, find
from naast.support.forms.rhythm import RhythmForm, as_usual

TODAY = date(2026, 11, 2)


def begins_with(slug: str) -> dict[str, Any]:
    return as_usual(find(slug).rhythm, TODAY)


@pytest.mark.requirement("BG-09")
def test_every_other_week_on_a_part_of_a_day() -> None:
    begin = begins_with("buurtgezinnen")
    assert (begin["how_often"], begin["days"], begin["day_part"]) == ("2", ["2"], "afternoon")


@pytest.mark.requirement("HS-03")
def test_two_and_a_half_hours_a_week() -> None:
    begin = begins_with("home-start")
    assert (begin["how_often"], begin["minutes"], begin["at_least"]) == ("1", 150, None)


@pytest.mark.requirement("MM-03")
def test_at_least_once_a_month() -> None:
    begin = begins_with("moeders-informeren-moeders")
    assert (begin["how_often"], begin["at_least"], begin["days"]) == ("month", 1, [])


def test_each_programme_gives_a_form_that_only_wants_days() -> None:
    for programme in all_programmes():
        begin = as_usual(programme.rhythm, TODAY)
        sent = {**begin, "replaces": 0, "days": begin["days"] or ["5"]}
        data = {name: value for name, value in sent.items() if value not in (None, "")}
        form = RhythmForm(data, weeks=programme.rhythm.every_weeks)
        assert form.is_valid(), (programme.slug, form.errors)
        assert form.plan().starts_on == TODAY + timedelta(days=1)


def test_in_each_programme_the_path_comes_to_a_rhythm() -> None:
    for programme in all_programmes():
        assert any(programme.rhythm.opens_with in phase.opens for phase in programme.phases)
