"""Lists narrowed in the address."""

from django.http import QueryDict

from naast.common.listing import choices, chosen

PARTS = {"alle": "Alles", "nieuw": "Nieuw"}


def test_the_first_option_holds_when_nothing_or_nonsense_is_asked() -> None:
    for query in ("", "toon=onzin", "toon="):
        assert chosen(QueryDict(query), "toon", PARTS) == "alle"
    assert chosen(QueryDict("toon=nieuw"), "toon", PARTS) == "nieuw"


def test_a_choice_leaves_the_other_parameters_as_they_are() -> None:
    first, second = choices(QueryDict("toon=nieuw&volgorde=naam"), "toon", PARTS, {"nieuw": 3})
    assert (first.url, first.current, first.count) == ("?volgorde=naam", False, 0)
    assert second.url == "?toon=nieuw&volgorde=naam"
    assert (second.current, second.count) == (True, 3)


def test_without_counts_nothing_is_counted() -> None:
    assert [choice.count for choice in choices(QueryDict(""), "toon", PARTS)] == [None, None]
