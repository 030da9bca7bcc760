"""What everybody may read is written in our own words and reads easily, on the page itself; and so
does every text that comes with the house, also where no page of this walk shows it.
"""

from collections import defaultdict

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from naast.config.doors import doors
from naast.library.selectors.shelf import examples
from naast.ui import lexicon, reading
from naast.worry.content import guide
from tests.cast import Cast
from tests.our_texts import Piece, our_texts

OTHERS = {"home:leave", "home:start", "openid_connect_login", "openid_connect_callback"}
"""Pages without a text of their own."""

ABOUT_WORDS = {"ui:words", "ui:style_guide"}
"""Pages that show words to avoid, or samples."""


def public_pages() -> dict[str, list[str]]:
    """The addresses of every page that is open to everybody, by name."""
    found = {}
    for name, rows in doors().items():
        if name in OTHERS or name.startswith("demo:"):
            continue
        if any(
            row.who == "everybody" and row.method == "GET" and 200 in row.answer for row in rows
        ):
            try:
                found[name] = [reverse(name)]
            except NoReverseMatch:
                continue
    found["worry:role"] = [reverse("worry:role", args=[r.slug]) for r in guide().roles.role]
    found["library:example"] = [reverse("library:example", args=[e.slug]) for e in examples()]
    found["pages:campaign"] = [reverse("pages:campaign", args=["maak-het-verschil"])]
    found["worry:in_language"] = [reverse("worry:in_language", args=["nl"])]
    found["worry:safety_in_language"] = [reverse("worry:safety_in_language", args=["nl"])]
    return found


PAGES = public_pages()


def texts(name: str) -> list[str]:
    """What one reads on the pages with this name, in Dutch."""
    client = Client()
    answers = [client.get(path) for path in PAGES[name]]
    return [
        reading.text_of(answer.content.decode())
        for answer in answers
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    ]


@pytest.mark.requirement("MV-07")
@pytest.mark.parametrize("name", PAGES)
def test_a_public_page_reads_easily(cast: Cast, name: str) -> None:
    for text in texts(name):
        assert reading.ease(text) >= reading.floor_of(name), f"{name}: {reading.ease(text):.1f}"


@pytest.mark.requirement("MV-07", "VN-10")
@pytest.mark.parametrize("name", sorted(PAGES.keys() - ABOUT_WORDS))
def test_a_public_page_says_it_in_our_words(cast: Cast, name: str) -> None:
    titles = {source.title for source in guide().sources.source}
    for text in texts(name):
        lines = [line for line in text.splitlines() if not line.startswith("Liever niet:")]
        lines = [line for line in lines if not any(title in line for title in titles)]
        assert not lexicon.violations("\n".join(lines)), name


PIECES = our_texts()
ENOUGH_WORDS = 60
"""Below so many words the number says little of one text; then those of a file count together."""


def measured() -> dict[str, str]:
    """Every text to be measured, by its name."""
    short: dict[str, list[str]] = defaultdict(list)
    found = {}
    for piece in PIECES:
        if len(reading.WORD.findall(piece.text)) >= ENOUGH_WORDS:
            found[str(piece)] = piece.text
        else:
            short[piece.path].append(piece.text)
    return found | {path: "\n".join(said) for path, said in short.items()}


@pytest.mark.once
@pytest.mark.requirement("VN-10")
@pytest.mark.parametrize("piece", PIECES, ids=str)
def test_every_text_that_comes_with_the_house_says_it_in_our_words(piece: Piece) -> None:
    assert not lexicon.violations_in(piece.path, piece.text)


@pytest.mark.once
@pytest.mark.requirement("MV-07", "VN-10")
@pytest.mark.parametrize("name", measured())
def test_every_text_that_comes_with_the_house_reads_easily(name: str) -> None:
    usual, _others = reading.floors()
    assert reading.ease(measured()[name]) >= usual


def test_no_kind_of_text_is_left_out() -> None:
    """Services, stories, examples, what was sent in, pages of ours, material and programmes."""
    folders = {piece.path.split("/")[1] for piece in PIECES}
    assert folders == {"demo", "library", "pages", "toolkit", "programmes"}
    files = {piece.path for piece in PIECES if piece.path.startswith("naast/demo")}
    assert {path.rpartition("/")[2] for path in files} == {"map.toml", "pages.toml", "sent_in.toml"}


def test_a_floor_of_its_own_is_for_a_page_that_is_there_and_has_a_reason() -> None:
    usual, others = reading.floors()
    assert usual >= 70
    for each in others:
        assert each.page in PAGES
        assert each.reason
        assert each.floor < usual
