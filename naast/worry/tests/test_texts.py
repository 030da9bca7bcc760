"""The texts of the guide fit together: every age, every role, every source."""

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from naast.programmes.language_files import ORDER
from naast.worry import content, languages, selectors
from naast.worry.content import guide
from naast.worry.languages import all_pages
from naast.worry.vocabulary import About, RouteKind, To

LONGEST_UNCHECKED = timedelta(days=365)
STYLES = (Path(content.__file__).parent / "static/worry/worry.css").read_text(encoding="utf-8")
GUIDE = guide()


@pytest.mark.requirement("MV-01")
@pytest.mark.parametrize("role", GUIDE.roles.role, ids=lambda role: role.key)
def test_every_role_reads_at_every_age_what_it_may_see_and_what_goes_well(role: object) -> None:
    groups = selectors.signs_of(role)  # type: ignore[arg-type]  # a role
    assert groups[0].well
    for age in GUIDE.ages_of(role):  # type: ignore[arg-type]
        seen = [sign for group in groups for sign in group.signs if age.key in sign.ages]
        assert len(seen) >= 5, age.key
        assert any(sign.about == About.WELL for sign in seen), age.key


def test_the_ages_run_from_birth_to_twenty_three_without_a_gap() -> None:
    years = [year for age in GUIDE.ages.age for year in range(age.first, age.last + 1)]
    assert years == list(range(24))


@pytest.mark.requirement("KG-03")
def test_every_role_finds_small_gestures() -> None:
    for role in GUIDE.roles.role:
        assert len(selectors.gestures_of(role)) >= 4, role.key


@pytest.mark.requirement("CL-01")
def test_the_first_thing_to_say_is_how_are_you() -> None:
    first = GUIDE.cards.card[0]
    assert first.to == To.PARENT
    assert str(first.title) == "Hoe gaat het met jou?"
    for pages in all_pages().values():
        assert pages.begin.to_parent[0].endswith(("?", "؟", "፧"))


@pytest.mark.requirement("MV-02")
def test_there_are_cards_for_a_parent_and_for_a_child_of_every_age() -> None:
    cards = GUIDE.cards.card
    assert sum(card.to == To.PARENT for card in cards) >= 5
    for age in GUIDE.ages.age[1:]:  # a baby is sung to
        assert any(card.to == To.CHILD and age.key in card.ages for card in cards), age.key


@pytest.mark.requirement("MV-04")
def test_there_are_three_things_that_carry_a_child_and_somebody_for_each() -> None:
    assert [factor.key for factor in GUIDE.factors.factor] == ["understand", "ordinary", "somebody"]
    assert all(len(factor.who) >= 5 for factor in GUIDE.factors.factor)


@pytest.mark.requirement("CL-08")
def test_a_volunteer_has_three_steps_and_a_professional_five() -> None:
    volunteer = GUIDE.route(RouteKind.VOLUNTEER).steps
    assert [step.key for step in volunteer] == ["notice", "tell", "together"]
    assert len(GUIDE.route(RouteKind.PROFESSIONAL).steps) == 5
    assert len(GUIDE.routes.weighing) == 5


def test_every_source_was_looked_at_less_than_a_year_ago() -> None:
    for source in GUIDE.sources.source:
        assert date.today() - source.checked_on < LONGEST_UNCHECKED, source.key


@pytest.mark.parametrize("named", [*GUIDE.ages.age, *GUIDE.roles.role], ids=lambda each: each.key)
def test_the_style_sheet_sifts_by_every_age_and_role(named: object) -> None:
    kind = "ages" if named in GUIDE.ages.age else "roles"
    key = named.key  # type: ignore[attr-defined]  # an age or a role
    rule = rf':has\(\[value="{key}"\]:checked\) \[data-{kind}\]:not\(\[data-{kind}~="{key}"\]\)'
    assert re.search(rule, STYLES)


@pytest.mark.requirement("X-03")
def test_the_short_pages_exist_in_every_language_and_say_who_checked_them() -> None:
    assert tuple(all_pages()) == ORDER
    assert not languages.read()[1]
    assert [code for code, pages in all_pages().items() if pages.right_to_left] == ["ar"]
    unchecked = [code for code, pages in all_pages().items() if not pages.checked_by_native_speaker]
    assert unchecked == ["en", "ar", "tr", "ti", "uk", "pl"]


def broken(folder: Path, name: str, old: str, new: str) -> Path:
    """A copy of the texts with one slip of the pen."""
    shutil.copytree(content.FOLDER, folder, dirs_exist_ok=True)
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("signs.toml", '"baby"', '"babby"', "'babby' is in no file"),
        ("signs.toml", 'about = "well"', 'about = "wel"', "is not one of"),
        ("cards.toml", 'source = "talking"', 'source = "hearsay"', "'hearsay' is in no file"),
        ("ages.toml", "first = 4", "first = 5", "begins at 5, not at 4"),
        ("ages.toml", "last = 23", "last = 22", "end at 22, not at 23"),
        ("sources.toml", "checked_on = 2026-11-29", 'checked_on = "gisteren"', "is not a date"),
        ("facts.toml", ", en = ", ", fr = ", "is missing"),
        ("routes.toml", "[route.volunteer]", "[route", "line"),
    ],
)
def test_a_slip_of_the_pen_is_named(
    tmp_path: Path, name: str, old: str, new: str, told: str
) -> None:
    found, problems = content.read(broken(tmp_path, name, old, new))
    assert found is None
    assert told in "\n".join(map(str, problems))


def test_a_language_with_a_line_too_few_is_named(tmp_path: Path) -> None:
    folder = broken(tmp_path, "languages/tr.toml", '  "Sen nasılsın?",\n', "") / "languages"
    problems = [str(problem) for problem in languages.read(folder)[1]]
    assert len(problems) == 1
    assert "tr.toml" in problems[0]
