"""The privacy page says what the record of processing says, in plain words, and nothing is left
out.
"""

import gzip
from html import unescape

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from conftest import SignIn
from naast.common.processing import record
from naast.home.privacy import everything_kept, terms
from naast.ui.lexicon import violations
from tests.cast import Cast

HEAVIEST = 60_000
"""Bytes, compressed, as for every public page."""


def page(client: Client | None = None) -> str:
    return unescape((client or Client()).get(reverse("home:privacy")).content.decode())


def test_everybody_can_read_it_and_every_page_links_to_it(cast: Cast, sign_in: SignIn) -> None:
    for who in (None, cast.parent, cast.coordinator):
        client = sign_in(who)
        assert "Wat we bewaren, en waarom" in page(client)
        assert f'href="{reverse("home:privacy")}"' in client.get("/").content.decode()


def test_every_field_of_the_record_stands_on_the_page(cast: Cast) -> None:
    html = page()
    shown = [field for field in record().fields if not field.model.startswith("demo.")]
    assert len(shown) > 100
    missing = [field.label for field in shown if str(field.name) not in html]
    assert missing == []


def test_every_reader_ground_and_clock_is_explained(cast: Cast) -> None:
    html, of = page(), record()
    used = {code for field in of.fields for code in field.readers}
    assert all(str(of.readers[code]) in html for code in used)
    assert all(str(ground.words) in html for ground in of.grounds.values())
    clocks = [clock for key, clock in of.clocks.items() if key != "demo"]
    assert all(str(clock.reason) in html and str(clock.name) in html for clock in clocks)
    assert "30 dagen na de laatste keer dat je eraan typte" in html
    assert "5 jaar na de dag van de regel" in html


def test_what_only_a_demo_keeps_is_told_in_a_demo(cast: Cast) -> None:
    assert "Mails van het voorbeeld" not in page()
    with override_settings(DEMO=True):
        assert "Mails van het voorbeeld" in [term.name for term in terms()]


def test_whom_to_ask_and_where_to_complain(cast: Cast) -> None:
    html = page()
    assert "Steun in Leiden" in html
    assert "Gemeente Leiden" not in html  # a municipality looks after no family
    assert "Autoriteit Persoonsgegevens" in html


def test_nothing_is_told_twice_within_one_purpose(cast: Cast) -> None:
    for about in everything_kept():
        for purpose in about.purposes:
            names = [kept.names for kept in purpose.kept]
            assert len(names) == len(set(names)), (about.title, purpose.words)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_can_be_read_in_every_language(cast: Cast, language: str) -> None:
    with translation.override(language):
        assert all(about.title and about.purposes for about in everything_kept())


def test_the_names_people_read_are_plain_words() -> None:
    texts = [field.name.in_language("nl") for field in record().fields]
    assert [(text, found) for text in texts for found in violations(text)] == []


def test_it_is_light_enough_for_a_phone(cast: Cast) -> None:
    assert len(gzip.compress(page().encode())) < HEAVIEST


@pytest.mark.parametrize("contact", ["mailto:veilig@buurt.internal", "https://buurt.internal/lek"])
def test_security_txt_says_where_to_report(cast: Cast, contact: str) -> None:
    with override_settings(SECURITY_CONTACT=contact):
        answer = Client().get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        f"Contact: {contact}",
        "Expires: 2027-01-31T09:00:00Z",
        "Preferred-Languages: nl, en",
        "Canonical: http://testserver/.well-known/security.txt",
    ]


def test_without_an_address_there_is_no_security_txt(cast: Cast) -> None:
    assert Client().get("/.well-known/security.txt").status_code == 404
