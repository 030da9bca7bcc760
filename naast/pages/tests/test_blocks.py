"""Blocks: what is kept is what was written, and nothing else can be kept."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from naast.pages.advice import advice_on
from naast.pages.blocks import (
    KINDS,
    TARGETS,
    Block,
    Button,
    Film,
    Help,
    Number,
    Paper,
    Points,
    Quote,
    Steps,
    Text,
)
from naast.pages.content import MOST, BadBlock, from_json, to_json
from naast.pages.forms import moved, typed
from naast.pages.quotes import digest
from naast.pages.starters import starters
from naast.pages.tests.desk import only

pytestmark = pytest.mark.once

TYPED = st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=40)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    kind = KINDS[draw(st.sampled_from(sorted(KINDS)))]
    values = {
        name: draw(st.sampled_from(["", "yes"]) if question.yes else TYPED)
        for name, question in kind.questions().items()
    }
    return kind(**values)


PAGES = st.lists(blocks(), max_size=6).map(tuple)


@given(PAGES)
def test_what_was_kept_comes_back_as_it_was(page: tuple[Block, ...]) -> None:
    assert from_json(to_json(page)) == page


@given(PAGES)
def test_what_was_typed_in_the_form_is_what_is_kept(page: tuple[Block, ...]) -> None:
    sent = {"title": "T", "summary": "S"}
    for number, block in enumerate(page):
        kept = to_json([block])[0]
        sent |= {f"b{number}_{name}": value for name, value in kept.items()}
    assert typed(sent).blocks == page


@given(PAGES, st.text(max_size=8), st.sampled_from([*KINDS, "", "script"]))
def test_no_button_loses_a_block_that_was_not_taken_away(
    page: tuple[Block, ...], do: str, kind: str
) -> None:
    content = only(*page)
    for press in (do, "up-1", "down-0", "add", "up-99", "down--1", "save"):
        after, _number = moved(content, press, kind)
        added = press == "add" and kind in KINDS
        if not press.startswith("drop-"):
            assert len(after.blocks) == len(page) + added
            assert sorted(map(repr, page)) == sorted(map(repr, after.blocks[: len(page)]))
    if page:
        after, number = moved(content, "drop-0", "")
        assert after.blocks == page[1:]
        assert number in (0, None)


@pytest.mark.parametrize(
    "wrong",
    [
        None, {}, "text", [None], ["text"], [{"kind": "script"}], [{"kind": "text", "words": 3}],
        [{"kind": "text", "onload": "x"}], [{"words": "no kind"}], [{"kind": ["text"]}],
        [{"kind": "help"}] * (MOST + 1),
    ],
)  # fmt: skip
def test_what_is_no_block_is_refused(wrong: object) -> None:
    with pytest.raises(BadBlock):
        from_json(wrong)


@pytest.mark.parametrize(
    ("block", "missing"),
    [
        (Text(), {"words"}),
        (Text("x" * 4001), {"words"}),
        (Quote("Ja.", "mother"), {"approved"}),
        (Quote("Ja.", "Samira", "yes"), {"who"}),
        (Button("//elsewhere.example"), {"to"}),
        (Number("1 op de 4", "kinderen"), {"year", "source"}),
        (Number("1", "x", "2020", "bron", "http://zomaar.example"), {"url"}),
        (Film("T", "A", "9 min", "", "van ons", "javascript:alert(7)"), {"url"}),
        (Film("T", "A", "9 min", "", "van ons", "https://[kapot"), {"url"}),
        (Paper("Hoe was het?", "score"), {"answer"}),
        (Help(), set()),
        (Button("near"), set()),
        (Film("T", "A", "9 min", "", "van ons", "https://film.example/zien"), set()),
    ],
)
def test_what_is_missing_is_said_at_its_field(block: Block, missing: set[str]) -> None:
    assert set(block.complaints()) == missing


def test_a_button_leads_to_pages_of_ours_only() -> None:
    for page, words in TARGETS.values():
        assert reverse(page).startswith("/")
        assert str(words)
    assert Button("https://elsewhere.example", "Klik").page == ""


def test_a_film_elsewhere_is_linked_to_only_when_its_address_is_one() -> None:
    assert Film(url=" https://film.example/zien ").away == "https://film.example/zien"
    for wrong in ("javascript:alert(7)", "data:text/html,x", "https://", "//film.example", "film"):
        assert Film(url=wrong).away == ""


def test_other_words_ask_for_a_new_yes() -> None:
    said = Quote("We  lachen\nweer.", "mother", "yes")
    assert digest(said) == digest(Quote("We lachen weer.", "mother"))
    assert digest(said) != digest(Quote("We lachen nooit.", "mother"))
    assert digest(said) != digest(Quote("We lachen weer.", "father"))


def test_every_block_reads_as_text() -> None:
    assert Points("een\n\n twee ").as_text() == "– een\n– twee"
    assert Steps("een\ntwee").as_text() == "1. een\n2. twee"
    assert "0800-2000 Veilig Thuis" in Help().as_text()


def test_advice_tells_what_can_be_plainer_and_leaves_somebodys_own_words() -> None:
    told = " ".join(advice_on(Text("De hulpverlener doet een intake bij 30 procent.")))
    assert "hulpverlener" in told
    assert "intake" in told
    assert "30 procent" in told
    long_one = " ".join(["het kind loopt met de hond door de straat naar het huis"] * 3)
    assert advice_on(Text(long_one))
    assert advice_on(Quote("De hulpverlener deed een intake.", "mother", "yes")) == []
    assert advice_on(Text("Kom eten. Dat is fijn.")) == []


def test_the_texts_we_bring_along_are_whole_and_need_no_advice() -> None:
    assert {each.kind for each in starters().values()} == {"film", "evening", "campaign"}
    for starter in starters().values():
        assert from_json(to_json(starter.content.blocks)) == starter.content.blocks
        assert [advice for block in starter.content.blocks for advice in advice_on(block)] == []
