"""What every programme asks of both sides, and how it explains waiting and its longest time."""

import pytest

from naast.programmes import Programme, all_programmes, find
from naast.programmes.vocabulary import MeasureKind, Moment, Side

PROGRAMMES = all_programmes()
LOOKING_BACK = (Moment.INTERIM, Moment.AFTER)
LONGEST_IN_THE_SOURCE = {"home-start": 12, "maatjesproject": 12}
"""Months; the other chapters name none, or tell that going on longer is possible."""

every_programme = pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda each: each.slug)


@every_programme
@pytest.mark.parametrize("moment", LOOKING_BACK)
@pytest.mark.requirement("HS-04", "JP-10", "DC-09")
def test_looking_back_begins_with_the_familys_own_first_question(
    programme: Programme, moment: Moment
) -> None:
    assert programme.measures_at(moment, Side.ASKING)[0].of_first_question


@every_programme
@pytest.mark.parametrize("moment", LOOKING_BACK)
@pytest.mark.requirement("HS-04", "JP-10")
def test_the_other_side_is_asked_about_it_too(programme: Programme, moment: Moment) -> None:
    asked = [each.of_first_question for each in programme.measures_at(moment, Side.SUPPORTING)]
    # A neighbourhood mother does not read the first question.
    assert not any(asked) if programme.slug == "duo-coaching" else asked[0]


@every_programme
@pytest.mark.parametrize("moment", LOOKING_BACK)
@pytest.mark.parametrize(
    "asks",
    [("Helpt het je", "Heb je iets aan"), ("Voel je je minder alleen?",)],
    ids=lambda a: a[0],
)
def test_a_family_is_asked_whether_it_helps_and_whether_it_feels_less_alone(
    programme: Programme, moment: Moment, asks: tuple[str, ...]
) -> None:
    asked = [each.question.in_language("nl") for each in programme.measures_at(moment, Side.ASKING)]
    assert any(question.startswith(asks) for question in asked)


@every_programme
def test_every_question_can_be_skipped(programme: Programme) -> None:
    assert all(measure.optional for measure in programme.measures)


@pytest.mark.parametrize("side", [Side.ASKING, Side.SUPPORTING])
@pytest.mark.parametrize("moment", LOOKING_BACK)
@pytest.mark.requirement("DC-09")
def test_duo_coaching_asks_one_to_three_faces_and_own_words(moment: Moment, side: Side) -> None:
    kinds = [each.kind for each in find("duo-coaching").measures_at(moment, side)]
    assert set(kinds) == {MeasureKind.FACES, MeasureKind.WORDS}
    assert 1 <= kinds.count(MeasureKind.FACES) <= 3


@every_programme
@pytest.mark.requirement("JP-07")
def test_who_waits_reads_three_reasons_of_its_own_programme(programme: Programme) -> None:
    told = {reason.text.in_language("nl") for reason in programme.waiting.order}
    elsewhere = {
        reason.text.in_language("nl")
        for other in PROGRAMMES
        if other != programme
        for reason in other.waiting.order
    }
    assert len(told) == 3
    assert not told & elsewhere


@every_programme
@pytest.mark.requirement("HS-03")
def test_a_longest_time_stands_only_where_the_source_names_one(programme: Programme) -> None:
    assert programme.ending.longest_months == LONGEST_IN_THE_SOURCE.get(programme.slug, 0)


@pytest.mark.requirement("HS-08", "JP-06")
@pytest.mark.parametrize(
    ("slug", "themes"),
    [
        ("home-start", ["theme_meeting"]),
        ("maatjesproject", ["theme_evening"]),
        ("moeders-informeren-moeders", ["listening"]),
        ("buurtgezinnen", []),
        ("duo-coaching", []),
    ],
)
def test_theme_trainings_stand_where_the_source_names_them_and_nobody_has_to(
    slug: str, themes: list[str]
) -> None:
    boosters = find(slug).trust.boosters
    assert [each.key for each in boosters] == themes
    assert all(not each.needed and each.valid_months == 0 for each in boosters)
