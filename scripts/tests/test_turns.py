"""Most tests take turns beside two databases: none is left out, and promises never wait."""

import pytest

from tests import turns


@pytest.fixture(params=["0", "1"])
def turn(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(turns.TURN, request.param)
    return str(request.param)


def test_every_test_has_its_turn_and_no_more_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = dict.fromkeys((f"naast/home/tests/test_{n}.py::test_it" for n in range(200)), 0)
    for turn in "01":
        monkeypatch.setenv(turns.TURN, turn)
        for nodeid in tried:
            tried[nodeid] += turns.is_run(nodeid, fixtures=["cast"], marks=())
    assert set(tried.values()) == {1}


def test_of_three_the_server_takes_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(turns.TURN, "1")
    names = [f"naast/home/tests/test_{n}.py::test_it" for n in range(600)]
    taken = sum(turns.is_run(name, fixtures=[], marks=()) for name in names)
    assert 150 < taken < 250


@pytest.mark.parametrize(
    ("nodeid", "fixtures", "marks"),
    [
        ("naast/common/tests/test_keys.py::test_it", (), ()),
        ("tests/lasting/test_backups.py::test_it", (), ("trust",)),
        ("tests/test_the_net.py::test_it", (), ()),
        ("naast/home/tests/test_today.py::test_it", ("django_assert_num_queries",), ()),
        ("tests/test_doors.py::test_it", (), ("trust",)),
        ("naast/kernel/tests/test_clock.py::test_it", (), ("once",)),
    ],
)
def test_what_a_database_has_to_keep_is_tried_in_each_turn(
    turn: str, nodeid: str, fixtures: tuple[str, ...], marks: tuple[str, ...]
) -> None:
    assert turns.is_run(nodeid, fixtures=fixtures, marks=marks)


@pytest.mark.parametrize("folder", ["tests/abuse", "naast/people/tests"])
def test_a_story_and_a_promise_of_one_room_are_tried_beside_one_of_the_two(
    monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    tried = 0
    for turn in "01":
        monkeypatch.setenv(turns.TURN, turn)
        tried += turns.is_run(f"{folder}/test_a.py::test_it", fixtures=(), marks=("trust",))
    assert tried == 1


def test_without_turns_everything_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(turns.TURN, raising=False)
    assert all(turns.is_run(f"a::{n}", fixtures=(), marks=()) for n in range(20))
