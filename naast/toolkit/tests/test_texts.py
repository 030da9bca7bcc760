"""The words on the material: in every language, short, and a code for each that nobody else has."""

import shutil
from pathlib import Path

import pytest

from naast.programmes import all_programmes
from naast.programmes.language_files import ORDER
from naast.toolkit import subjects, texts
from naast.toolkit.addresses import LETTERS, Trail, _trails, trail_of
from naast.toolkit.kinds import Kind
from naast.toolkit.subjects import Subject, all_subjects, subject
from naast.toolkit.texts import Said, all_texts
from naast.ui import lexicon, reading

pytestmark = pytest.mark.once

PLACES = ("", "o1", "o2", "0546", "0098", "0363")


@pytest.mark.requirement("MV-06")
def test_every_programme_and_what_always_holds_has_words_in_every_language() -> None:
    assert tuple(all_texts()) == ORDER
    assert not texts.read()[1]
    for each in all_subjects():
        for language, words in all_texts().items():
            assert each.said(language) == words.about(each.key)


def test_who_checked_a_language_is_said() -> None:
    unchecked = [code for code, each in all_texts().items() if not each.checked_by_native_speaker]
    assert unchecked == ["en", "ar", "tr", "ti", "uk", "pl"]
    assert [code for code, each in all_texts().items() if each.right_to_left] == ["ar"]


def test_what_hangs_on_a_wall_says_it_in_our_words_and_reads_easily() -> None:
    dutch = all_texts()["nl"]
    frame = [getattr(part, name) for part in (dutch.frame, dutch.doors) for name in part.__slots__]
    said = [f"{each.title}.\n{each.text}" for each in dutch.subject.values()]
    whole = "\n".join([*said, *frame])
    assert not lexicon.violations(whole)
    assert reading.ease(whole) >= 80


def test_a_programme_without_words_here_brings_its_own_motto() -> None:
    known = all_programmes()[0]
    unknown = Subject("een-nieuw-programma", known)
    assert unknown.said("nl") == Said(str(known.motto), str(known.summary))
    assert unknown.said("en").title == known.motto.in_language("en")
    assert unknown.said("ti") == all_texts()["ti"].about(subjects.BESIDE)
    assert unknown.scene == "doors"


def broken(folder: Path, old: str, new: str) -> list[str]:
    """What is told of the texts with one slip of the pen in Turkish."""
    shutil.copytree(texts.FOLDER, folder, dirs_exist_ok=True)
    path = folder / "tr.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [str(problem) for problem in texts.read(folder)[1]]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('title = "Yanınızda biri var"', f'title = "{"a" * 49}"', "title: has 49 characters"),
        ('title = "Yanınızda biri var"', 'title = ""', "title: is empty"),
        ('title = "Yanınızda biri var"', "", "is missing"),
        ("[subject.kijk_om]", "[subject.kijk_weg]", "'kijk_weg' is not in both"),
        ("{address}", "", "does not say {address}"),
        ('together = "Birlikte"', 'together = ""', "frame.together: is empty"),
        ('what = "Nedir"', "", "doors.what: is missing"),
        ("right_to_left = false", "right_to_left = 3", "true or false"),
        ("[frame]", "[frame", "line"),
    ],
)
def test_a_slip_of_the_pen_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert told in "\n".join(broken(tmp_path, old, new))


@pytest.mark.requirement("X-01")
def test_every_trail_has_a_code_that_leads_back_to_it() -> None:
    for each in (
        Trail("naast-je", Kind.POSTER_A4, "ar", "0546"),
        Trail("buurtgezinnen", Kind.MESSAGE, "nl", ""),
    ):
        assert trail_of(each.code, PLACES) == each
        assert trail_of(each.code.upper(), PLACES) == each
        assert set(each.code) <= set(LETTERS)
    assert trail_of("2345678", PLACES) is None


def test_no_two_trails_meet_in_one_code() -> None:
    every = _trails(tuple(each.key for each in all_subjects()), PLACES)
    assert len(every) == len(PLACES) * len(all_subjects()) * len(Kind) * len(ORDER)


def test_a_printed_code_goes_on_working() -> None:
    """Changing this breaks every code that hangs on a wall."""
    assert Trail("naast-je", "poster-a4", "nl", "").code == "jed6rfc"


@pytest.mark.parametrize(
    ("about", "language", "leads_to"),
    [
        ("kijk-om", "nl", "/zorgen/"),
        ("kijk-om", "ar", "/zorgen/in/ar/"),
        ("naast-je", "ti", "/over/naast-je/?taal=ti"),
        ("home-start", "nl", "/over/home-start/?taal=nl"),
    ],
)
def test_a_code_leads_on_in_the_language_of_the_paper(
    about: str, language: str, leads_to: str
) -> None:
    found = subject(about)
    assert found is not None
    assert found.leads_to(language) == leads_to
