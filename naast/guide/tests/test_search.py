"""Dutch as people write it: families of words, compounds, signs, slips, and what people say."""

from collections.abc import Iterable

import pytest

from naast.guide.search import Asked, Document, Index, Spot, Synonyms
from naast.guide.search.text import fold, split, stems, words
from naast.guide.taxonomy import more_parts, other_languages, plain_words, sayings, taxonomy

LEIDEN, WOLVEGA = Spot(52.16, 4.49), Spot(52.87, 6.0)
NOTHING = Synonyms({})


def index(*names: str, **more: object) -> Index:
    made = [Document(at, [(3.0, name)], checked=100, **more) for at, name in enumerate(names)]  # type: ignore[arg-type]
    return Index(made, more_parts={"hulp", "werk", "huis", "groep", "coach", "cafe", "koffie"})


def found(there: Index, asked: str, synonyms: Synonyms = NOTHING) -> list[int]:
    return [hit.key for hit in there.search(Asked(asked, today=100), synonyms)]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Huiswerkgroep", "huiswerk"),
        ("Hulp bij huiswerk", "huiswerkhulp"),
        ("Jongerencoach", "coach voor jongeren"),
        ("Steungezin", "steungezinnen"),
        ("Omgaan met schulden", "schuld"),
        ("Slapen", "kind slaapt slecht"),
        ("Voor kinderen", "kind"),
        ("Taalcafé", "taalcafe"),
        ("Taalcafe", "TAALCAFÉ"),
        ("Opvoeding", "opfoeding"),
        ("Zwemles", "zwemlse"),
        ("Coördinator", "coordinator"),
        ("Voor baby's", "babys"),
    ],
)
def test_what_was_written_is_found_by_what_was_asked(written: str, asked: str) -> None:
    assert found(index(written, "Iets heel anders"), asked)[:1] == [0]


def test_everyday_words_find_the_words_of_the_map() -> None:
    said = Synonyms({"rond komen": ["schulden"], "bakkie": ["koffie"]})
    there = index("Spreekuur schulden", "Koffieochtend")
    assert found(there, "wij kunnen niet rond komen", said) == [0]
    assert found(there, "een bakkie doen", said) == [1]
    assert found(there, "een baktie doen", said) == [1]


def test_a_saying_finds_what_is_called_after_the_word_it_stands_for() -> None:
    said = Synonyms({"uit de kast": ["regenboog"]})
    assert found(index("Regenboogcafé", "Koffie"), "hij is uit de kast", said) == [0]


def test_a_plain_word_is_not_read_as_a_slip_of_another_one() -> None:
    there = index("Een vast gezicht", "Koffie")
    assert found(there, "het valt", Synonyms({})) == [0]
    assert found(there, "het valt", Synonyms({}, plain=["valt"])) == []
    assert found(there, "een vast", Synonyms({}, plain=["vast"])) == [0]


@pytest.mark.once
def test_a_plain_word_is_no_saying_that_would_be_lost() -> None:
    assert len(plain_words()) > 400
    assert all(word == word.lower() and word.isascii() for word in plain_words())


def test_another_language_is_understood_and_never_guessed() -> None:
    said = Synonyms({"kletsen": ["koffie"]}, {"talk": ["luisteren"], "yalnız": ["koffie"]})
    there = index("Iemand die kan luisteren", "Koffieochtend")
    assert found(there, "I need a talk", said) == [0]
    assert found(there, "YALNIZ", said) == found(there, "yalniz", said) == [1]
    assert found(there, "een taak", said) == []


@pytest.mark.once
def test_a_word_of_another_language_is_no_dutch_saying() -> None:
    def keys(said: Iterable[str]) -> set[tuple[str, ...]]:
        return {tuple(stems(word)[1] for word in words(each)) for each in said}

    themes = taxonomy().themes.values()
    dutch = words(" ".join(f"{term.name.in_language('nl')} {term.words}" for term in themes))
    assert not keys(other_languages()) & keys([*sayings(), *more_parts(), *dutch])


@pytest.mark.once
def test_what_is_said_in_another_language_stands_for_words_of_the_map() -> None:
    themes = taxonomy().themes.values()
    known = {*" ".join([*(term.words for term in themes), *more_parts()]).split()}
    known |= {each for meant in sayings().values() for each in meant}
    assert {each for meant in other_languages().values() for each in meant} - known == set()


def test_words_that_say_nothing_find_nothing() -> None:
    assert found(index("Koffie"), "xqzwv") == []
    assert found(index("Koffie", "Thee"), "ik zoek iets voor mij") == [0, 1]
    assert found(Index([]), "koffie") == []


def test_the_nearest_of_equals_comes_first() -> None:
    there = Index(
        [
            Document(1, [(1, "koffie")], spots=[WOLVEGA], checked=1),
            Document(2, [(1, "koffie")], spots=[LEIDEN], checked=1),
            Document(3, [(1, "koffie")], checked=1),
        ]
    )
    hits = there.search(Asked("koffie", here=LEIDEN, today=1), NOTHING)
    assert [hit.key for hit in hits] == [2, 3, 1]
    assert hits[0].km == 0
    assert hits[1].km is None
    assert hits[2].km == pytest.approx(129, abs=3)


def test_where_one_may_use_it_is_not_where_it_is() -> None:
    there = Index(
        [
            Document(1, [(1, "koffie")], municipalities=frozenset(["0546"]), checked=1),
            Document(2, [(1, "koffie")], municipalities=frozenset(["0098"]), checked=1),
            Document(3, [(1, "koffie")], checked=1),
        ]
    )
    hits = there.search(Asked("koffie", municipality="0098", today=1), NOTHING)
    assert [hit.key for hit in hits] == [2, 3]


def test_narrowing_is_about_labels_and_ages() -> None:
    there = Index(
        [
            Document(1, [(1, "koffie")], labels=frozenset(["free"]), ages=(0, 4), checked=1),
            Document(2, [(1, "koffie")], ages=(4, 12), checked=1),
        ]
    )
    assert [h.key for h in there.search(Asked(labels=frozenset(["free"]), today=1), NOTHING)] == [1]
    assert [h.key for h in there.search(Asked(age=4, today=1), NOTHING)] == [1, 2]
    assert [h.key for h in there.search(Asked(age=9, today=1), NOTHING)] == [2]


def test_what_nobody_checked_sinks_and_then_is_gone() -> None:
    there = Index(
        [Document(1, [(1, "koffie")], checked=100), Document(2, [(1, "koffie")], checked=500)]
    )

    def on(day: int) -> list[int]:
        asked = Asked("koffie", today=day, sinks_after=200, hides_after=600)
        return [hit.key for hit in there.search(asked, NOTHING)]

    assert on(200) == [1, 2]
    assert on(510) == [2, 1]
    assert on(720) == [2]


def test_parts_of_words() -> None:
    known = {"schuld", "hulp", "maatje", "huis", "werk", "voor"}
    assert split("schuldhulpmaatje", known) == ("schuld", "hulp", "maatje")
    assert split("huiswerkhulp", known) == ("huis", "werk", "hulp")
    assert split("voorhulp", known) == ()  # a word that says nothing is no part
    assert split("hulp", known) == ()


def test_letters_and_stems() -> None:
    assert fold("Coördinátör’s CAFÉ ĳs") == "coordinator's cafe ijs"
    assert words("Opa’s en oma's, vóór één!") == ["opa", "en", "oma", "voor", "een"]
    assert stems("gezinnen")[1] == stems("gezin")[1]
    assert stems("kinderen") == stems("kind")


@pytest.mark.parametrize("odd", ["\x00", "💛" * 300, "a" * 5000, "'" * 40, "%s {0} \\", "١٢٣"])
def test_odd_questions_get_an_answer(odd: str) -> None:
    assert isinstance(found(index("Koffie"), odd), list)
