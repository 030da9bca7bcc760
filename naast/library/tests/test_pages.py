"""The library is open to everybody, shows what is empty, judges nothing, and leads on."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from naast.library import reading
from naast.library.example import Example, Kind
from naast.library.selectors import shelf as selectors
from naast.library.sifting import PLACES, Sifting
from naast.programmes.vocabulary import Element
from naast.ui.lines import lines
from tests.cast import Cast
from tests.demo_map import Named

HEAVIEST = 60_000
"""Bytes a public page may weigh over the wire with its style sheets and scripts, without fonts."""

LIST, ELEMENTS, MATRIX = (reverse(f"library:{name}") for name in ("examples", "elements", "matrix"))
ONES = [reverse("library:example", args=[each.slug]) for each in selectors.examples()]
PAGES = [LIST, ELEMENTS, MATRIX, *ONES]


def read(path: str, client: Client | None = None) -> str:
    """What stands in `main` of a page."""
    response = (client or Client()).get(path)
    assert response.status_code == 200, path
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def titles(html: str) -> list[str]:
    """The examples on a list, in their order."""
    return re.findall(r'<h3 lang="nl"><a href="/bibliotheek/([\w-]+)/">', html)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(path: str, client: Client, db: None) -> None:
    html = client.get(path).content.decode()
    assert "htmx-2.min" not in html
    assert len(html.encode()) < HEAVIEST / 2 + 5_000  # style sheets and scripts weigh about 25 kB
    assert all(f'href="tel:{line.call}"' in html for line in lines())


@pytest.mark.requirement("VN-01", "VN-03")
@pytest.mark.parametrize("example", selectors.examples(), ids=lambda each: each.slug)
def test_an_example_stands_there_in_the_fixed_format(
    example: Example, client: Client, db: None
) -> None:
    html = read(reverse("library:example", args=[example.slug]), client)
    headings = [
        "Wat je erin vindt",
        "Wat werkt, zeggen de mensen die het doen",
        "Wat beter kan",
        "Hoe het gaat",
        "Voor wie",
        "Door wie",
        "Wat ervoor nodig is",
        "Wat mensen zeggen",
        "Lees verder, of vraag het hun",
    ]
    assert [html.index(f">{each}</h2>") for each in headings] == sorted(
        html.index(f">{each}</h2>") for each in headings
    )
    assert html.index(example.nutshell[:20]) < html.index(headings[0])
    for text in (*example.elements.values(), *example.doubts.values(), *example.contradictions):
        assert text in html


@pytest.mark.requirement("VN-03")
def test_what_is_empty_is_seen_to_be_empty(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = {"title": "Verteld door de buren"}
    least = {"title": "Samen soep", "kind": "practice", "nutshell": "Buren eten soep."}
    checked = selectors.examples()[0].checked_on
    bare = reading.read({**least, "checked_on": checked, "sources": [source]}, "samen-soep")
    monkeypatch.setattr(selectors, "examples", lambda: (bare,))
    html = read(reverse("library:example", args=["samen-soep"]), client)
    empty_parts, empty_facts = 9, 4
    assert html.count("Hier weten we nog niets van.") == empty_parts + empty_facts
    assert "jaar onbekend" in html
    assert "Dit doen wij ook" not in html
    assert reverse("guide:near") + '"' in html


@pytest.mark.requirement("VN-06")
def test_the_list_is_by_name_within_a_kind_and_counts_no_elements(client: Client, db: None) -> None:
    found = titles(read(LIST, client))
    names = {each.slug: each.title.lower() for each in selectors.examples()}
    practices = [each.slug for each in selectors.examples() if each.kind == Kind.PRACTICE]
    assert found[: len(practices)] == sorted(practices, key=names.__getitem__)
    assert len(found) == len(names)


@pytest.mark.requirement("VN-06")
@pytest.mark.parametrize("path", [LIST, ELEMENTS, ONES[0]])
def test_where_elements_stand_it_says_that_they_are_no_judgement(
    path: str, client: Client, db: None
) -> None:
    html = read(path, client)
    assert "Het is geen oordeel" in html
    assert "sorteer" not in html.lower()


def test_the_address_sifts_by_kind_place_and_element(client: Client, db: None) -> None:
    assert titles(read(f"{LIST}?soort=campagne", client)) == ["maak-het-verschil"]
    assert titles(read(f"{LIST}?plek=beleid", client)) == ["pijnacker-nootdorp"]
    without = {"gezamenlijk-inschatten", "pinkies"}
    practices = titles(read(f"{LIST}?soort=praktijk&element=e3", client))
    assert without.isdisjoint(practices)
    assert len(practices) == 13 - len(without)


def test_what_nobody_knows_in_an_address_asks_nothing(client: Client, db: None) -> None:
    assert len(titles(read(f"{LIST}?soort=niets&element=e9", client))) == len(ONES)


def test_a_choice_that_stands_can_be_taken_back(client: Client, db: None) -> None:
    html = read(f"{LIST}?soort=campagne&element=e1", client)
    assert html.count('aria-current="true"') == 2
    assert f'href="{LIST}?element=e1"' in html
    assert "Laat alles weer zien" in html


def test_when_nothing_is_all_of_it_the_page_says_what_to_do(client: Client, db: None) -> None:
    html = read(f"{LIST}?soort=campagne&plek=beleid", client)
    assert "Laat één keuze weg" in html


@pytest.mark.parametrize("place", PLACES.values())
@pytest.mark.parametrize("element", Element)
def test_an_address_means_what_it_was_made_from(place: object, element: Element) -> None:
    asked = Sifting(place=place, element=element)  # type: ignore[arg-type]  # a place
    pairs = dict(pair.split("=") for pair in asked.query[1:].split("&"))
    assert Sifting.of(pairs) == asked


@pytest.mark.requirement("VN-07")
def test_an_example_says_where_its_facts_come_from(client: Client, db: None) -> None:
    html = read(reverse("library:example", args=["home-start"]), client)
    for said in (
        "Delft en Den Haag",
        "vrijwilligers, coördinatoren (in het echt, online)",
        "effectief volgens goede aanwijzingen",
        "8 april 2019",
        "Asscher, Deković en Hermanns",
        "(2007)",
        "29 november 2026",
    ):
        assert said in html, said


@pytest.mark.requirement("VN-07")
def test_a_class_without_a_day_says_that_it_has_none(client: Client, db: None) -> None:
    html = read(reverse("library:example", args=["moeders-informeren-moeders"]), client)
    assert "de bron noemt geen dag" in html


@pytest.mark.requirement("VN-02")
def test_the_matrix_leads_to_every_example(client: Client, db: None) -> None:
    html = read(MATRIX, client)
    assert all(f'href="{path}"' in html for path in ONES)
    assert "Beleid, buiten de matrix" in html


def test_the_table_tells_a_screen_reader_what_stands_where(client: Client, db: None) -> None:
    html = read(ELEMENTS, client)
    assert html.count("de bron zegt twee dingen</span>") == 3
    assert html.count(": niet genoemd</span>") == 8


def test_an_example_leads_to_our_programme_and_to_who_is_near(client: Client, db: None) -> None:
    html = read(reverse("library:example", args=["buurtgezinnen"]), client)
    assert "Dit doen wij ook" in html
    assert f'href="{reverse("support:ask")}"' in html
    assert f'href="{reverse("toolkit:about", args=["buurtgezinnen"])}"' in html
    assert f"{reverse('guide:near')}?vraag=steungezin+oppas" in html
    assert "Dit doen wij ook" not in read(reverse("library:example", args=["pinkies"]), client)


def test_the_film_and_the_campaign_lead_to_our_pages_about_them(client: Client, db: None) -> None:
    film = read(reverse("library:example", args=["klein-gebaar-groot-geluk"]), client)
    campaign = read(reverse("library:example", args=["maak-het-verschil"]), client)
    for html, leads in (
        (film, ("/film/", "/film/avond/")),
        (campaign, ("/campagne/maak-het-verschil/",)),
    ):
        for address in leads:
            assert f'href="{address}"' in html
            assert client.get(address).status_code == 200
    for example in selectors.examples():
        if example.programme:
            assert client.get(reverse("toolkit:about", args=[example.programme])).status_code == 200


def test_an_example_tells_what_there_is_soon_near_a_postcode(
    cast: Cast, the_map: Named, client: Client
) -> None:
    path = reverse("library:example", args=["ouderkamer"])
    html = read(path, client)
    assert 'href="#binnenkort"' in html
    assert "Je ziet wat er de komende twee weken" in html
    html = read(f"{path}?plaats=2312+AB", client)
    coffee = reverse("guide:service", args=[the_map("koffieochtend").uuid])
    assert html.index("Binnenkort bij jou in de buurt") < html.index(f'href="{coffee}"')
    assert "<strong>di 3 november</strong>, 9.00–11.30 uur" in html
    assert "en nog 1 keer in deze twee weken" in html
    assert "nagekeken door Naast Leiden" in html
    assert "Op feestdagen en in vakanties kan het anders zijn" in html
    assert f"{reverse('guide:near')}?vraag=ouders+koffie+school&amp;plaats=2312+AB" in html


def test_where_nothing_is_known_the_page_says_so_and_leads_to_who_is_near(
    cast: Cast, the_map: Named, client: Client
) -> None:
    def soon(slug: str, place: str = "") -> str:
        html = read(f"{reverse('library:example', args=[slug])}?plaats={place}", client)
        return html.partition('id="binnenkort"')[2].partition("</section>")[0]

    without = soon("eigen-toekomst-plan", "2312")
    assert "De kaart kent geen soort plek die hierbij past" in without
    assert reverse("guide:near") in without
    assert "<form" not in without
    assert "We kennen “&lt;b&gt;” niet" in soon("ouderkamer", "<b>")
    nothing = soon("moeders-informeren-moeders", "1791")
    assert "binnen 15 kilometer van Den Burg" in nothing
    assert f"{reverse('guide:near')}?vraag=moeders+baby&amp;plaats=1791" in nothing


@pytest.mark.parametrize("slug", ["nobody", "BUURTGEZINNEN", "buurtgezinnen.toml"])
def test_an_example_that_is_not_there_is_not_there(slug: str, client: Client, db: None) -> None:
    assert client.get(f"/bibliotheek/{slug}/").status_code == 404


def test_the_front_door_leads_to_the_library(cast: Cast, client: Client) -> None:
    assert f'href="{LIST}"' in read(reverse("home:home"), client)


def test_in_english_the_dutch_of_the_examples_is_marked_as_dutch(client: Client, db: None) -> None:
    client.cookies["django_language"] = "en"
    response = client.get(ONES[0], headers={"accept-language": "en"})
    html = response.content.decode()
    assert '<html lang="en"' in html
    assert "The examples themselves are in Dutch." in html
    assert '<p class="lead" lang="nl">' in html


def test_every_near_question_finds_words_of_its_own() -> None:
    assert all(each.near for each in selectors.examples())
