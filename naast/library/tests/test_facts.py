"""What the library says is what its sources say: elements, places, who told, and the numbers."""

from datetime import date

import pytest

from naast.library import wording
from naast.library.example import Example, Kind, Perspective, Place, Way
from naast.library.selectors.shelf import elements_table, examples, matrix
from naast.programmes.library import is_known
from naast.programmes.vocabulary import Element
from naast.ui import lexicon, reading

IN_CHAPTER = {
    "ease": "1234578",
    "buurtgezinnen": "12345678",
    "duo-coaching": "12345678",
    "eigen-toekomst-plan": "124568",
    "ervaringscafe": "1234578",
    "pijnacker-nootdorp": "12345678",
    "gezamenlijk-inschatten": "1245678",
    "het-begint-bij-mij": "12345678",
    "home-start": "12345678",
    "maatjesproject": "1234567",
    "moeders-informeren-moeders": "12345678",
    "ouderkamer": "12345678",
    "pinkies": "24567",
}
"""Elements at the beginning of each chapter of the book."""

IN_TABLE = IN_CHAPTER | {"eigen-toekomst-plan": "234568", "maatjesproject": "123457"}
"""Elements in the table at the end of the book; it differs from two chapters."""

IN_MATRIX = {
    Place.INFORMAL_INDIVIDUAL: {
        "maatjesproject",
        "buurtgezinnen",
        "moeders-informeren-moeders",
        "home-start",
        "eigen-toekomst-plan",
    },
    Place.FORMAL_INDIVIDUAL: {"gezamenlijk-inschatten", "pinkies", "ease", "duo-coaching"},
    Place.INFORMAL_COLLECTIVE: {"ouderkamer", "ervaringscafe"},
    Place.FORMAL_COLLECTIVE: {"het-begint-bij-mij"},
    Place.POLICY: {"pijnacker-nootdorp"},
}

TOLD = {
    "maatjesproject": ("C", "D"),
    "buurtgezinnen": ("C", "F"),
    "moeders-informeren-moeders": ("OVC", "D"),
    "home-start": ("VC", "FD"),
    "eigen-toekomst-plan": ("VC", "F"),
    "ouderkamer": ("VP", "D"),
    "ervaringscafe": ("OVC", "F"),
    "gezamenlijk-inschatten": ("PC", "D"),
    "pinkies": ("OPC", "F"),
    "ease": ("VC", "D"),
    "duo-coaching": ("OVPC", "F"),
    "het-begint-bij-mij": ("OPC", "FD"),
    "pijnacker-nootdorp": ("B", "D"),
}
"""Who was spoken with (ouder, vrijwilliger, professional, coördinator, beleid), and how."""

LETTERS = dict(zip("OVPCB", Perspective, strict=True))
WAYS = {"F": Way.IN_PERSON, "D": Way.ONLINE}

NUMBERS = {
    "ease": (
        "2018",
        "twaalf plekken",
        "1500",
        "18 tot 30",
        "mei 2022",
        "twee middagen",
        "twee dagen",
    ),
    "buurtgezinnen": ("115 gemeenten", "35 tot 40 procent", "141", "197", "12 gemeenten", "10 uur"),
    "duo-coaching": ("2020", "tot 18 jaar"),
    "eigen-toekomst-plan": ("Jeugdwet", "drie, soms tien"),
    "ervaringscafe": ("16 tot 30", "11 tot 15", "2019", "laatste dinsdag"),
    "gezamenlijk-inschatten": ("0 tot en met 23", "8 jaar"),
    "het-begint-bij-mij": ("zes keer", "2014", "meer dan 40", "Zes keer per jaar"),
    "home-start": ("168 gemeenten", "2½ uur", "30 in Delft", "40 tot 50 in Den Haag"),
    "maatjesproject": ("6 tot en met 24", "28", "twee avonden", "17 of 18", "15 jaar"),
    "moeders-informeren-moeders": ("104", "119", "Tien organisaties", "15 gemeenten", "18 maanden"),
    "ouderkamer": ("dertig scholen", "acht wijken", "half uur", "0 tot 14"),
    "pinkies": ("5 tot 10 gezinnen",),
    "klein-gebaar-groot-geluk": ("46 minuten", "17 tot 24 minuten", "1,6 miljoen", "900.000"),
    "maak-het-verschil": (
        "Een op de vier",
        "zeven gemeenten",
        "acht organisaties",
        "0 tot en met 23",
    ),
    "stop-de-carrousel": ("Tien", "negen thema", "zes werkgroepen", "een miljoen"),
    "solidaire-gemeenschap": ("2016", "3000 keer", "twee wijken", "Vier buffers"),
}
"""Some numbers and limits of each source, as our text has them."""

SAYS_TWO_THINGS = {
    "ease": "12 t/m 25",
    "buurtgezinnen": "10 kilometer",
    "ervaringscafe": "drie keer per maand",
    "klein-gebaar-groot-geluk": "2019–2022",
}

PRACTICES = [each for each in examples() if each.kind == Kind.PRACTICE]
LONGEST_UNCHECKED_DAYS = 365

pytestmark = pytest.mark.once


def by_slug(slug: str) -> Example:
    return next(each for each in examples() if each.slug == slug)


def whole(example: Example) -> str:
    """Every sentence of an example that is our own."""
    return "\n".join(
        [
            example.setting,
            example.nutshell,
            *example.works,
            *example.better,
            *example.description,
            *example.for_whom,
            *example.by_whom,
            *example.needed,
            *example.elements.values(),
            *example.doubts.values(),
            *example.contradictions,
        ]
    )


def keys(digits: str) -> set[Element]:
    return {Element(f"E{digit}") for digit in digits}


def test_the_thirteen_chapters_and_four_of_another_kind_are_there() -> None:
    assert {each.slug for each in PRACTICES} == set(IN_CHAPTER)
    others = [each.kind for each in examples() if each.kind != Kind.PRACTICE]
    assert others == [Kind.FILM_EVENING, Kind.CAMPAIGN, Kind.DIALOGUE, Kind.COMMUNITY]


@pytest.mark.requirement("VN-01")
@pytest.mark.parametrize("example", PRACTICES, ids=lambda each: each.slug)
def test_an_example_names_the_elements_of_the_source_and_doubts_where_that_says_two_things(
    example: Example,
) -> None:
    chapter, table = keys(IN_CHAPTER[example.slug]), keys(IN_TABLE[example.slug])
    assert set(example.elements) == chapter | table
    assert set(example.doubts) == chapter ^ table


@pytest.mark.requirement("VN-01")
@pytest.mark.parametrize("example", examples(), ids=lambda each: each.slug)
def test_every_element_has_an_explanation_of_its_own(example: Example) -> None:
    said = list(example.elements.values())
    assert len(set(said)) == len(said) >= 5
    assert set(wording.ELEMENTS) == set(Element)


@pytest.mark.requirement("VN-06")
def test_the_table_stands_by_name_and_not_by_how_many_elements() -> None:
    titles = [example.title.lower() for example, _cells in elements_table(examples())]
    assert titles == sorted(titles)
    assert len(titles) == 13


@pytest.mark.requirement("VN-02")
@pytest.mark.parametrize("place", Place)
def test_the_matrix_has_every_practice_where_the_source_has_it(place: Place) -> None:
    there = {each.slug for each in matrix(examples())[place] if each.kind == Kind.PRACTICE}
    assert there == IN_MATRIX[place]


@pytest.mark.requirement("VN-02")
def test_what_is_mixed_stands_in_each_of_its_places() -> None:
    evening = by_slug("klein-gebaar-groot-geluk")
    assert len(evening.places) == 2
    assert all(evening in matrix(examples())[place] for place in evening.places)


@pytest.mark.requirement("VN-07")
@pytest.mark.parametrize("example", PRACTICES, ids=lambda each: each.slug)
def test_it_says_who_told_about_it_and_where(example: Example) -> None:
    who, how = TOLD[example.slug]
    assert example.heard is not None
    assert set(example.heard.perspectives) == {LETTERS[letter] for letter in who}
    assert set(example.heard.ways) == {WAYS[letter] for letter in how}
    assert example.setting


@pytest.mark.requirement("VN-07")
def test_a_class_of_the_nji_has_its_source_and_the_day_when_that_is_known() -> None:
    rated = {each.slug: each.rating for each in examples() if each.rating}
    assert {slug: rating.given_on for slug, rating in rated.items()} == {
        "gezamenlijk-inschatten": date(2018, 3, 29),
        "home-start": date(2019, 4, 8),
        "moeders-informeren-moeders": None,
    }
    assert all(rating.source for rating in rated.values())


@pytest.mark.parametrize("slug", NUMBERS)
def test_the_numbers_of_the_source_are_right(slug: str) -> None:
    text = whole(by_slug(slug))
    assert not [number for number in NUMBERS[slug] if number not in text]


@pytest.mark.parametrize("slug", SAYS_TWO_THINGS)
def test_where_a_source_says_two_things_the_example_says_so(slug: str) -> None:
    assert SAYS_TWO_THINGS[slug] in " ".join(by_slug(slug).contradictions)


@pytest.mark.requirement("VN-05")
def test_no_quote_came_along_from_a_book() -> None:
    assert not [each.slug for each in examples() if each.quotes]


def test_the_five_that_we_run_lead_to_our_programmes() -> None:
    ours = {each.programme for each in examples() if each.programme}
    assert len(ours) == 5
    assert all(is_known(slug) for slug in ours)


@pytest.mark.requirement("VN-10")
@pytest.mark.parametrize("example", examples(), ids=lambda each: each.slug)
def test_it_reads_easily_and_in_our_words(example: Example) -> None:
    text = whole(example)
    assert not lexicon.violations(text)
    assert reading.ease(text) >= 70


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.slug)
def test_it_was_checked_less_than_a_year_ago(example: Example) -> None:
    assert (date.today() - example.checked_on).days < LONGEST_UNCHECKED_DAYS
