"""A list of somebody else: under its own notice, for one's own eyes, without a verdict."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.urls import reverse

from conftest import SignIn
from naast.people.models import HouseholdMember
from naast.programmes import InvalidDefinition
from naast.programmes.checks import instruments_are_valid
from naast.programmes.instruments import in_folder, load
from naast.support.models import MeasureAnswer
from tests.cast import Cast

MADE_UP = """
slug = "zonneschijn"
age_from = 12
name = { nl = "Vijf keer zonneschijn", en = "Five times sunshine" }
notice = { nl = "Verzonnen voor een test.", en = "Made up for a test." }
intro = { nl = "Over de afgelopen week.", en = "About the past week." }

[source]
title = "Verzonnen"
chapter = "1"
year = 2026

[lines.sun]
text = { nl = "Ik zag de zon.", en = "I saw the sun." }
[lines.rain]
text = { nl = "Ik danste in de regen.", en = "I danced in the rain." }

[replies.often]
text = { nl = "Vaak", en = "Often" }
[replies.never]
text = { nl = "Nooit", en = "Never" }
"""


@pytest.fixture
def folder(tmp_path: Path, settings: LazySettings) -> Path:
    """An installation with one list, made up."""
    settings.NAAST_HOME = tmp_path
    found = tmp_path / "instruments"
    found.mkdir()
    (found / "zonneschijn.toml").write_text(MADE_UP, encoding="utf-8")
    return found


def at(slug: str = "zonneschijn") -> str:
    return reverse("support:instrument", args=[slug])


def test_it_is_shown_back_and_kept_nowhere(cast: Cast, sign_in: SignIn, folder: Path) -> None:
    samira = sign_in(cast.parent)
    page = samira.get(at()).content.decode()
    assert "Ik zag de zon." in page
    assert "Verzonnen voor een test." in page
    page = samira.post(at(), {"sun": "often"}).content.decode()
    assert "Vaak" in page
    assert "Overgeslagen" in page
    assert not MeasureAnswer.objects.exists()
    assert "Vaak</dd>" not in samira.get(at()).content.decode()


def test_it_makes_no_verdict(cast: Cast, sign_in: SignIn, folder: Path) -> None:
    page = sign_in(cast.parent).post(at(), {"sun": "never", "rain": "never"}).content.decode()
    for word in ("score", "Score", "punten", "diagnose", "%"):
        assert word not in page.split("<main")[1].split("</main")[0], word


def test_a_younger_child_does_not_find_it(cast: Cast, sign_in: SignIn, folder: Path) -> None:
    child = cast.introduce("young", "Noah")
    member = HouseholdMember.objects.create(
        household=cast.asking, person=child, kind="child", name="Noah", birth_year=2016
    )
    assert sign_in(child).get(at()).status_code == 404
    member.birth_year = 2012
    member.save()
    assert sign_in(child).get(at()).status_code == 200


@pytest.mark.parametrize(("birth_year", "there"), [(2012, True), (2015, False)])
def test_a_young_person_finds_it_on_its_own_page_from_its_age(
    cast: Cast, sign_in: SignIn, folder: Path, birth_year: int, there: bool
) -> None:
    child = cast.introduce("young", "Noah")
    member = HouseholdMember.objects.create(
        household=cast.asking, person=child, kind="child", name="Noah", birth_year=birth_year
    )
    page, client = reverse("support:young_measures", args=[member.pk]), sign_in(child)
    assert (page in client.get(reverse("support:my_place")).content.decode()) is there
    assert ("Vijf keer zonneschijn" in client.get(page).content.decode()) is there


def test_without_a_list_there_is_nothing(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.parent).get(at()).status_code == 404
    assert sign_in(cast.parent).post(at("anders"), {}).status_code == 404


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("age_from = 12", "age_from = 8"), "age_from"),
        (("age_from = 12", "age_from = 12\ncut_off = 50"), "cut_off"),
        (('slug = "zonneschijn"', 'slug = "anders"'), "slug"),
        (("notice =", "remark ="), "notice"),
        (("[lines.sun]", "[lines.sun"), "regel 13"),
        (("[replies.never]\n", "[lines.more]\n"), "replies"),
    ],
)
def test_a_list_with_a_fault_is_named_at_start_up(
    folder: Path, change: tuple[str, str], fault: str
) -> None:
    path = folder / "zonneschijn.toml"
    path.write_text(MADE_UP.replace(*change), encoding="utf-8")
    with pytest.raises(InvalidDefinition, match=fault):
        load(path)
    in_folder.cache_clear()
    assert any(fault in str(error) for error in instruments_are_valid(None))
