"""The guide is open to everybody, keeps nothing, and is never far from somebody to call."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.common.models import Draft, LogEntry
from naast.ui.lines import lines
from naast.worry.content import guide
from naast.worry.languages import all_pages
from tests.cast import Cast

HEAVIEST = 60_000
"""Bytes a public page may weigh over the wire with its style sheets and scripts, without fonts."""

MOST_TAPS = 3

PLAIN = ("begin", "words", "three_things", "gestures", "safety")
PAGES = [
    *(reverse(f"worry:{name}") for name in PLAIN),
    *(reverse("worry:role", args=[role.slug]) for role in guide().roles.role),
    *(reverse("worry:in_language", args=[code]) for code in all_pages()),
    *(reverse("worry:safety_in_language", args=[code]) for code in all_pages()),
]


class Tags(HTMLParser):
    """The tags inside `main`, with their attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.inside = False
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside |= tag == "main"
        if self.inside:
            self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "main"

    def named(self, *names: str) -> Iterator[dict[str, str | None]]:
        return (attrs for tag, attrs in self.found if tag in names)


def read(path: str, client: Client | None = None) -> str:
    response = (client or Client()).get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_everybody_may_read_it_and_it_leaves_no_trace(cast: Cast, path: str) -> None:
    client = Client()
    before = LogEntry.objects.count()
    read(path, client)
    assert client.post(path).status_code == 405
    assert LogEntry.objects.count() == before
    assert not Draft.objects.exists()
    assert not Session.objects.exists()
    assert not client.cookies.get("s")


@pytest.mark.requirement("MV-01")
@pytest.mark.parametrize("path", PAGES)
def test_nothing_on_it_can_be_sent(path: str, client: Client, db: None) -> None:
    tags = Tags(read(path, client))
    assert not list(tags.named("form", "button")) or all(
        attrs.get("type") == "button" for attrs in tags.named("form", "button")
    )
    for attrs in tags.named("input", "textarea"):
        assert attrs.get("autocomplete") == "off"
        assert "name" not in attrs or attrs.get("type") == "radio"
        assert not any(name.startswith("hx-") for name in attrs)


@pytest.mark.requirement("CL-08")
@pytest.mark.parametrize("path", PAGES)
def test_whom_to_call_stands_on_every_page(path: str, client: Client, db: None) -> None:
    html = read(path, client)
    for line in lines():
        assert f'href="tel:{line.call}"' in html


def links(path: str, client: Client) -> set[str]:
    """Where one can go from a page without scripts."""
    response = client.get(path)
    html = response.content.decode(errors="replace") if response.status_code == 200 else ""
    return {href.partition("#")[0] for href in re.findall(r'<a[^>]*\bhref="([^"]+)"', html)}


def taps_from(start: str, client: Client) -> dict[str, int]:
    """How many taps every page is from `start`, up to the most that is allowed."""
    found, edge = {start: 0}, {start}
    for taps in range(1, MOST_TAPS + 1):
        edge = {to for page in edge if page.startswith("/") for to in links(page, client)} - set(
            found
        )
        found |= dict.fromkeys(edge, taps)
    return found


@pytest.mark.requirement("MV-03")
def test_seeing_talking_doing_and_support_are_three_taps_from_the_front_door(
    cast: Cast, client: Client
) -> None:
    taps = taps_from(reverse("home:home"), client)
    for name in ("begin", "words", "gestures", "three_things", "safety"):
        assert taps[reverse(f"worry:{name}")] <= MOST_TAPS
    assert taps[reverse("worry:role", args=["buur"])] == 2
    assert taps[reverse("support:ask")] <= MOST_TAPS
    assert taps["tel:08002000"] == 1


@pytest.mark.requirement("MV-03")
@pytest.mark.parametrize("role", guide().roles.role, ids=lambda role: role.key)
def test_from_what_one_notices_it_is_one_tap_to_talking_doing_and_asking(
    role: object, client: Client, db: None
) -> None:
    there = links(reverse("worry:role", args=[role.slug]), client)  # type: ignore[attr-defined]
    for name in ("worry:words", "worry:gestures", "worry:safety", "support:ask", "guide:near"):
        assert reverse(name) in there


@pytest.mark.requirement("KG-05")
@pytest.mark.parametrize("slug", ["huisarts", "behandelaar"])
def test_who_treats_a_parent_is_asked_to_ask_about_the_children(
    slug: str, client: Client, db: None
) -> None:
    html = read(reverse("worry:role", args=[slug]), client)
    assert "Zijn er kinderen, en wie vertelt hun wat?" in html
    assert "Zijn er kinderen" not in read(reverse("worry:role", args=["buur"]), client)


@pytest.mark.requirement("CL-08", "CL-09")
def test_advice_without_names_comes_before_any_step(client: Client, db: None) -> None:
    html = read(reverse("worry:safety"), client)
    assert html.index("Vraag eerst raad, zonder namen") < html.index("Vrijwilligers: drie stappen")
    assert "meldt niemand" in html
    for step in guide().route(guide().roles.role[2].route).steps:
        assert str(step.title) in html


@pytest.mark.requirement("VN-09")
def test_nothing_needed_and_not_now_are_answers_like_the_others(client: Client, db: None) -> None:
    html = read(reverse("worry:three_things"), client)
    assert html.count("Dat gaat goed") == html.count("Hier kan iemand bij helpen") == 3
    assert html.count("Nu niet") == 3


@pytest.mark.requirement("X-03")
@pytest.mark.parametrize("code", all_pages())
def test_a_page_in_another_language_says_its_language_and_who_checked_it(
    code: str, client: Client, db: None
) -> None:
    for name in ("in_language", "safety_in_language"):
        html = read(reverse(f"worry:{name}", args=[code]), client)
        way = "rtl" if code == "ar" else "ltr"
        assert f'<html lang="{code}" dir="{way}">' in html
        assert (all_pages()[code].frame.unchecked in html) is (code != "nl")
        assert ("nog worden nagelezen" in html) is (code not in ("nl", "en"))


@pytest.mark.parametrize("code", ["ar", "tr", "ti", "uk", "pl"])
def test_what_one_says_stands_there_in_dutch_too(code: str, client: Client, db: None) -> None:
    html = read(reverse("worry:in_language", args=[code]), client)
    assert '<p class="said__dutch" lang="nl" dir="ltr">Hoe gaat het met jou?</p>' in html


def test_a_page_in_english_is_english_throughout(client: Client, db: None) -> None:
    client.post(reverse("set_language"), {"language": "en"})
    for path in PAGES[: len(PLAIN) + 8]:
        main = read(path, client).partition("<main")[2].partition('<details class="fold">')[0]
        assert not re.search(r"\b(?:het|een|niet|voor|kinderen)\b", re.sub(r"<[^>]*>", " ", main))


@pytest.mark.parametrize("slug", ["nobody", "buur'", "BUUR"])
def test_a_role_that_is_not_there_is_not_there(slug: str, client: Client, db: None) -> None:
    assert client.get(f"/zorgen/voor/{slug}/").status_code == 404
    assert client.get(f"/zorgen/in/{slug}/").status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(path: str, client: Client, db: None) -> None:
    html = read(path, client)
    assert "htmx-2.min" not in html  # nothing here is fetched
    assert len(html.encode()) < HEAVIEST / 2  # style sheets and scripts weigh about 25 kB


@pytest.mark.once  # beside PostgreSQL the net is stretched first, whatever a page reads
def test_no_page_of_the_guide_asks_the_database_anything(client: Client) -> None:
    """Without the fixture `db` every question to the database is an error."""
    for path in PAGES:
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("who", ["parent", "coordinator", "supporting_parent"])
def test_who_is_signed_in_reads_the_same(cast: Cast, sign_in: SignIn, who: str) -> None:
    assert "Wie ben jij voor dit kind?" in read(reverse("worry:begin"), sign_in(cast.by_name(who)))


def test_a_volunteer_who_is_signed_in_finds_the_contact_person_by_name(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.supporting_parent)
    where = reverse("home:support")
    assert f'href="{where}">Wie is mijn contactpersoon?' in read(reverse("worry:safety"), client)
    assert cast.coordinator.first_name in read(where, client)
    assert "Wie is mijn contactpersoon?" not in read(reverse("worry:safety"))


def test_a_worry_leads_on_to_who_is_near(client: Client, db: None) -> None:
    text = read(reverse("worry:begin"), client)
    assert reverse("guide:near") in text.partition("<main")[2]
