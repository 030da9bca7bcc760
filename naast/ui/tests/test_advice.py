"""Advice on a text: words, and an alarm that is silent about what is short and plain."""

from naast.ui.advice import ENOUGH_WORDS, LONG_SENTENCE, advice

PLAIN = "Je komt binnen en schuift aan. Praten mag, stil zijn ook. "
HARD = "Ondersteuningsmogelijkheden organiseren maatschappelijke vervolgvoorzieningen. "


def test_a_word_we_say_otherwise_is_told_once() -> None:
    (told,) = advice("Deze casus is een casus.")
    assert told.startswith("“casus”")


def test_an_alarm_needs_enough_words() -> None:
    assert advice(HARD) == []
    (told,) = advice(HARD * (ENOUGH_WORDS // 4 + 1))
    assert "some effort" in told or "niet zo makkelijk" in told
    assert advice(PLAIN * 6) == []


def test_a_long_sentence_is_told_of_by_its_first_words() -> None:
    told = advice("We lopen met de hond " + "en de kat " * (LONG_SENTENCE // 3) + "naar huis.")
    assert [each for each in told if "We lopen met de hond…" in each]
