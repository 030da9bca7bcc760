"""What somebody writes is theirs; only a citizen service number is refused."""

import pytest

from naast.people.forms.text import carries_bsn


@pytest.mark.parametrize(
    "text",
    [
        "111222333",
        "mijn bsn: 111222333.",
        "111 222 333",
        "1112.22.333",
        "12-34-56-782",
        "123456782",
    ],
)
def test_a_bsn_is_seen_however_it_is_written(text: str) -> None:
    assert carries_bsn(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123456789",
        "000000000",
        "06 12 34 56 78",
        "+31 6 12345678",
        "1112223330",
        "0111222333",
        "Ze zijn 6, 9 en 12 en we wonen hier sinds 2016.",
        "NL00 BANK 0111 2223 33",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not carries_bsn(text)
