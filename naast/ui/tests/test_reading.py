"""How easily a text reads: an alarm that goes off for office language and not for ours."""

import pytest

from naast.ui import reading

PLAIN = "Hoe gaat het met jou? Ik zie dat je moe bent. Zal ik woensdag koken?"
OFFICE = (
    "Naar aanleiding van de geconstateerde ontwikkelingsachterstand adviseert de gemeentelijke "
    "commissie betrokkenen aanvullende ondersteuningsmogelijkheden te inventariseren."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("kind", 1), ("moeder", 2), ("ruzie", 2), ("eieren", 3), ("geëerd", 2), ("financiële", 5),
        ("leeuw", 1), ("koeien", 2), ("bijeen", 2), ("thuis", 1), ("radio", 3), ("idee", 2),
        ("mooi", 1), ("fraaie", 2), ("nieuwe", 2), ("ij", 1), ("hmm", 1), ("theater", 3),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_one_says_them(word: str, count: int) -> None:
    assert reading.syllables(word) == count


def test_the_formula_is_that_of_douma() -> None:
    assert reading.ease("Ik zie jou. Jij ziet mij.") == pytest.approx(206.8 - 77 - 0.93 * 3)


def test_plain_words_pass_and_office_language_does_not() -> None:
    floor, _others = reading.floors()
    assert reading.ease(PLAIN) > floor > reading.ease(OFFICE)


def test_a_text_without_words_has_no_number() -> None:
    with pytest.raises(ValueError, match="without words"):
        reading.ease("… 112 !")


def test_of_a_page_only_the_main_text_is_read() -> None:
    page = (
        "<header><p>Menu</p></header><main><h1>Dag</h1><nav>Op deze pagina</nav>"
        "<p>Hoe gaat <b>het</b> met jou?</p><svg><title>Art</title></svg></main><p>Voet</p>"
    )
    assert reading.text_of(page) == "Dag\nHoe gaat het met jou?"
