"""The registry of what belongs to whom, held against the record of processing."""

from django.apps import apps

from naast.common.belongings import (
    ELSEWHERE,
    Becomes,
    Erasing,
    chapters,
    erasings,
    hands,
)
from naast.common.processing import Erased, record
from naast.common.sealed import SealedTextField
from tests.cast import NOW

MAY: dict[Erased, set[Becomes]] = {
    Erased.ROW: {Becomes.GONE},
    Erased.KEY: {Becomes.GONE, Becomes.EMPTY, Becomes.UNREADABLE, Becomes.KEPT},
    Erased.EMPTIED: {Becomes.GONE, Becomes.EMPTY},
    Erased.UNNAMED: {Becomes.GONE, Becomes.EMPTY, Becomes.UNREADABLE, Becomes.KEPT},
    Erased.CLOCK: {Becomes.KEPT},
    Erased.ASKED: {Becomes.KEPT},
}
"""What may become of a row with a field that the record says is erased in that way."""


def lines_of(model: str) -> list[Erasing]:
    return [line for line in erasings() if line.model == model]


def test_every_model_with_personal_data_says_what_becomes_of_it() -> None:
    personal = {field.model for field in record().fields}
    assert personal - {line.model for line in erasings()} == set()


def test_what_becomes_of_a_row_is_what_the_record_promises() -> None:
    for field in record().fields:
        for line in lines_of(field.model):
            if field.erased is Erased.ROW and line.becomes is not Becomes.GONE:
                # Only where who leaves keeps a nameless place under what was agreed.
                assert line.model == "people.HouseholdMember", field.label
                continue
            assert line.becomes in MAY[field.erased], (field.label, line.becomes)


def test_what_is_promised_to_be_emptied_is_emptied() -> None:
    for field in record().fields:
        empties = [line for line in lines_of(field.model) if line.becomes is Becomes.EMPTY]
        if field.erased is Erased.EMPTIED:
            assert empties, field.label
            assert all(line.empty and field.field in line.empty(NOW) for line in empties), field


def test_what_is_promised_to_go_with_its_key_is_sealed() -> None:
    by_hand = {"common.LogEntry.payload"}
    for field in record().fields:
        if field.erased is Erased.KEY and field.label not in by_hand:
            column = apps.get_model(field.model)._meta.get_field(field.field)
            assert isinstance(column, SealedTextField), field.label


def test_what_stays_says_why_it_may() -> None:
    for line in erasings():
        assert bool(line.why) == (line.becomes is not Becomes.GONE), line.model
        assert (line.empty is not None) == (line.becomes is Becomes.EMPTY), line.model


def test_every_personal_field_stands_in_a_chapter_or_is_left_out_on_purpose() -> None:
    """Left out on purpose is what the record says is not in an export."""
    exported = {field.model for field in record().fields if field.in_export}
    assert exported == {chapter.model for chapter in chapters()}


def test_every_clock_has_a_hand_and_every_hand_a_clock() -> None:
    assert set(hands()) | set(ELSEWHERE) == set(record().clocks)
