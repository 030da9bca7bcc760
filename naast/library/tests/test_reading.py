"""A file becomes an example, or its writer reads in Dutch what is wrong with it."""

from datetime import date
from typing import Any

import pytest

from naast.library.example import FORMAT, Kind, Place
from naast.library.reading import in_order, read
from naast.programmes.problems import InvalidDefinition
from naast.programmes.vocabulary import Element

SMALLEST: dict[str, Any] = {
    "title": "Samen soep",
    "kind": "practice",
    "checked_on": date(2026, 11, 29),
    "nutshell": "Buren eten soep met elkaar.",
    "sources": [{"title": "Verteld door de buren", "year": 2026}],
}


def problems(**changes: Any) -> list[str]:
    """What is wrong with the smallest example after these changes."""
    with pytest.raises(InvalidDefinition) as wrong:
        read({**SMALLEST, **changes}, "samen-soep")
    return [f"{problem.key}: {problem.text}" for problem in wrong.value.problems]


def test_what_is_not_known_may_be_left_out_and_is_empty() -> None:
    example = read(SMALLEST, "samen-soep")
    assert (example.slug, example.kind) == ("samen-soep", Kind.PRACTICE)
    empty = [part for part in FORMAT if not getattr(example, part)]
    assert empty == [part for part in FORMAT if part != "nutshell"]
    assert not example.places
    assert example.heard is None


def test_an_example_without_words_of_its_own_cannot_be_read() -> None:
    table = {name: value for name, value in SMALLEST.items() if name != "nutshell"}
    with pytest.raises(InvalidDefinition, match=r"samen-soep\.toml: nutshell: ontbreekt"):
        read(table, "samen-soep")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "title: is leeg; laat de regel weg als je het niet weet"),
        ({"title": 3}, "title: hier staat 3; hier hoort een tekst"),
        ({"works": "soep"}, "works: hier staat 'soep'; hier hoort een lijst"),
        ({"works": ["soep", "soep"]}, "works.1: 'soep' staat er twee keer"),
        ({"bettr": []}, "bettr: hoort niet in een voorbeeld; bedoel je better?"),
        ({"elements": {"E9": "?"}}, "elements.E9: hier staat 'E9'; kies uit E1, E2"),
        ({"programme": "samen-soep"}, "programme: 'samen-soep' is geen programma van ons"),
        ({"sources": []}, "sources: is leeg; zonder bron weet niemand of het klopt"),
        ({"doubts": {"E1": "?"}}, "doubts.E1: staat niet bij elements"),
        ({"places": ["policy", "formal_collective"]}, "places: beleid staat buiten de matrix"),
        (
            {"links": [{"title": "Soep", "url": "javascript:soep()"}]},
            "links.0.url: begint niet met https:// of mailto:",
        ),
        ({"slug": "soep"}, "slug: staat al in de naam van het bestand"),
    ],
)
def test_what_is_wrong_is_said_in_dutch(changes: dict[str, Any], said: str) -> None:
    (problem,) = problems(**changes)
    assert problem.startswith(said)


@pytest.mark.requirement("VN-05")
def test_a_quote_without_the_day_of_its_approval_cannot_be_read() -> None:
    assert problems(quotes=[{"text": "Lekker!", "role": "buurman"}]) == [
        "quotes.0.approved_on: ontbreekt; hier hoort een datum, zoals 2026-11-29"
    ]


@pytest.mark.requirement("VN-05")
def test_a_quote_has_no_room_for_a_name() -> None:
    quote = {"text": "Lekker!", "role": "buurman", "approved_on": date(2026, 1, 1), "name": "Ot"}
    (problem,) = problems(quotes=[quote])
    assert problem.startswith("quotes.0.name: hoort niet in een voorbeeld")


@pytest.mark.requirement("VN-06")
def test_more_elements_never_bring_an_example_to_the_front() -> None:
    few = read({**SMALLEST, "title": "A"}, "a")
    many = read({**SMALLEST, "title": "B", "elements": dict.fromkeys(Element, "Ja.")}, "b")
    assert in_order([many, few]) == (few, many)


def test_what_is_mixed_stands_in_several_places() -> None:
    example = read({**SMALLEST, "places": ["informal_collective", "formal_collective"]}, "a")
    assert example.places == (Place.INFORMAL_COLLECTIVE, Place.FORMAL_COLLECTIVE)
