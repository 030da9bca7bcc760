import pytest

from naast.common import erasing


@pytest.fixture
def erased(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Numbers of households that a room was asked to take away."""
    numbers: list[int] = []
    monkeypatch.setattr(erasing, "_erasers", {})
    erasing.let_erase("household", numbers.append)
    return numbers


def test_a_room_takes_away_what_came_back(erased: list[int]) -> None:
    assert erasing.erase_again("household:12") is True
    assert erased == [12]


def test_what_no_room_knows_is_left_for_somebody_to_do_by_hand(erased: list[int]) -> None:
    assert erasing.erase_again("visit:3") is False
    assert erased == []
