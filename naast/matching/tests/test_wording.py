"""Reasons read as people speak."""

from datetime import date

import pytest

from naast.matching import SLOTS, Reason, assess, say
from naast.matching.tests.cast import ON, RULES, family, supporter
from naast.matching.wording import _DUTCH, _ENGLISH


def test_a_pair_reads_as_a_small_story() -> None:
    pair = assess(family(), supporter(km=2.3), RULES, ON)
    assert [say(reason) for reason in pair.reasons] == [
        "jullie wonen 2,3 km van elkaar",
        "allebei op woensdagmiddag",
        "jullie spreken allebei Nederlands",
        "samen koken",
        "steun-oma, zoals gewenst",
        "de vraag staat al 3 maanden open",
    ]
    assert [say(reason, "en") for reason in pair.reasons] == [
        "you live 2.3 km from each other",
        "both on Wednesday afternoon",
        "you both speak Dutch",
        "together: koken",
        "steun-oma, as wished",
        "the request has been open for 3 months",
    ]


def test_what_stands_in_the_way_is_said_with_its_numbers() -> None:
    far = supporter(
        km=11.4,
        slots=frozenset({"ma-avond"}),
        languages=frozenset({"ti"}),
        child_age_max=6,
        vog_seen_on=date(2023, 10, 20),
        active=1,
    )
    assert [say(reason) for reason in assess(family(), far, RULES, ON).obstacles] == [
        "de afstand is 11,4 km, de grens is 10 km",
        "geen dagdeel samen",
        "geen taal samen",
        "er is plek voor kinderen van 2 tot en met 6 jaar, de vraag is voor een kind van 8 jaar",
        "de VOG is gezien op 20 oktober 2023 en is te oud",
        "er is nu geen plek vrij",
    ]


def test_just_too_far_never_reads_as_the_limit_itself() -> None:
    assert say(Reason("too_far", {"km": 10.0004, "limit_km": 10.0})) == (
        "de afstand is 10,0004 km, de grens is 10 km"
    )


@pytest.mark.parametrize(
    ("slots", "text"),
    [
        (("wo-middag",), "allebei op woensdagmiddag"),
        (("ma-ochtend", "wo-middag"), "allebei op maandagochtend en woensdagmiddag"),
        (SLOTS[15:], "allebei in het weekend"),
        (("vr-avond", *SLOTS[15:]), "allebei op vrijdagavond en in het weekend"),
        (
            SLOTS[:7],
            "allebei op maandagochtend, maandagmiddag, maandagavond, dinsdagochtend en nog 3"
            " dagdelen",
        ),
    ],
)
def test_day_parts_are_said_as_people_say_them(slots: tuple[str, ...], text: str) -> None:
    assert say(Reason("slots", {"slots": slots})) == text


def test_dutch_comes_first_and_a_rare_language_keeps_its_code() -> None:
    both = frozenset({"ar", "nl", "vo"})
    pair = assess(family(languages=both), supporter(languages=both), RULES, ON)
    languages = next(reason for reason in pair.reasons if reason.code == "languages")
    assert say(languages) == "jullie spreken allebei Nederlands, Arabisch en taal “vo”"


def test_every_reason_has_its_sentence_in_both_languages() -> None:
    assert set(_DUTCH) == set(_ENGLISH)


@pytest.mark.parametrize(("count", "text"), [(1, "er past er één"), (3, "er passen er 3")])
def test_one_and_more_are_told_apart(count: int, text: str) -> None:
    assert text in say(Reason("needed_elsewhere", {"count": count}))
