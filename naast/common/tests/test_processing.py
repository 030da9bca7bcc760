"""The record of processing: what a privacy officer reads, and what the machinery acts on."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from naast.common.models import Draft
from naast.common.processing import InvalidRecord, Period, Then, record
from naast.common.processing.checks import (
    every_field,
    faults,
    the_record_of_processing_is_whole,
)
from naast.common.processing.reading import read
from tests.plugin_trust import Promise

FILES = ("fields.csv", "technical.csv", "fields.toml", "retention.toml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the record, to spoil."""
    for name in FILES:
        shutil.copy(Path(settings.RECORD_FOLDER) / name, tmp_path)
    return tmp_path


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.trust
def test_every_field_of_every_model_is_described_or_says_nothing_about_anybody(
    promise: Promise,
) -> None:
    tried = sum(1 for _field in every_field())
    broken = list(faults(record()))
    assert broken == []
    promise.kept("P17", "velden in het register", count=tried, broken=len(broken), floor=130)


def test_the_start_refuses_a_record_that_is_not_whole() -> None:
    assert the_record_of_processing_is_whole(None) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "fields.csv",
            "people.ContactDetails,phone,",
            "people.ContactDetails,fax,",
            "no field people.ContactDetails.fax",
        ),
        (
            "fields.csv",
            "people.ContactDetails,phone,",
            "people.ContactDetails,fax,",
            "people.ContactDetails.phone is in",
        ),
        ("fields.csv", "parent;child;supporter,know", "stranger,know", "whose 'stranger'"),
        ("fields.csv", ",reach,agreement,", ",sell,agreement,", "purpose 'sell'"),
        ("fields.csv", ",reach,agreement,", ",reach,habit,", "ground 'habit'"),
        ("fields.csv", "other_family,family,,yes", "press,family,,yes", "readers 'press'"),
        ("fields.csv", "self,draft,,no", "self,forever,,no", "clock 'forever'"),
        ("fields.csv", "self,draft,house,yes,row", "self,draft,person,yes,row", "if and only if"),
        ("fields.csv", "self,draft,house,yes,row", "self,draft,,yes,row", "if it is sealed"),
        ("fields.csv", "self,draft,,no,row", "self,draft,,no,key", "if and only if"),
        ("technical.csv", "common.Draft,kind", "common.Draft,answers", "can only be one"),
        ("technical.csv", "common.Draft,kind", "common.Draft,answers", "Draft.kind is in no row"),
        ("retention.toml", "common.LogEntry.at", "common.LogEntry.when", "which is no field"),
        ("retention.toml", '"people.Role"]', '"people.Job"]', "which is no model"),
        ("retention.toml", 'key = "demo"', 'key = "toy"', "no field is kept by the clock toy"),
    ],
)
def test_a_fault_is_named_with_its_place(
    folder: Path, file: str, old: str, new: str, told: str
) -> None:
    spoil(folder, file, old, new)
    assert [fault for fault in faults(read(folder)) if told in fault]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("fields.csv", "model,field,nl", "model,field,de", "the columns are"),
        ("fields.csv", "self,draft,,no,row", "self,draft,,no,row,more", "too few or too many"),
        ("fields.csv", "self,draft,,no,row", "self,draft,,perhaps,row", "export is yes or no"),
        ("fields.csv", "self,draft,,no,row", "self,draft,,no,shredded", "shredded"),
        ("fields.csv", ",telefoonnummer,", ",,", "no text in nl"),
        ("retention.toml", 'then = "anonymise"', 'then = "sell"', "sell"),
        ("retention.toml", "{ days = 30 }", "{ weeks = 4 }", "weeks"),
        ("retention.toml", "reason = {", "because = {", "'reason' is missing"),
        ("fields.toml", "[reader]", "[readers]", "'reader' is missing"),
    ],
)
def test_what_cannot_be_read_stops_with_the_reason(
    folder: Path, file: str, old: str, new: str, told: str
) -> None:
    spoil(folder, file, old, new)
    with pytest.raises(InvalidRecord, match=told):
        read(folder)


def test_a_field_twice_is_a_fault(folder: Path) -> None:
    lines = (folder / "fields.csv").read_text(encoding="utf-8").splitlines()
    (folder / "fields.csv").write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    assert "stands there 2 times" in "".join(faults(read(folder)))


def test_the_clocks_are_the_promised_ones() -> None:
    promised = {
        "draft": Period(days=30),
        "question": Period(days=30),
        "match": Period(months=12),
        "logbook": Period(months=60),
        "backup": Period(days=30),
    }
    assert {key: record().clocks[key].period for key in promised} == promised
    assert record().clocks["match"].then is Then.ANONYMISE
    assert Draft.KEPT_FOR.days == record().clocks["draft"].period.days


def test_a_clock_is_over_the_day_after_its_last_day() -> None:
    draft, match = record().clocks["draft"], record().clocks["match"]
    assert not draft.is_over(date(2026, 11, 2), on=date(2026, 12, 2))
    assert draft.is_over(date(2026, 11, 2), on=date(2026, 12, 3))
    assert not match.is_over(date(2024, 2, 29), on=date(2025, 2, 28))
    assert match.is_over(date(2024, 2, 29), on=date(2025, 3, 1))


def test_of_a_vog_only_the_day_and_that_it_was_seen_are_kept() -> None:
    kept = {field.field for field in record().of_model("people.VogSighting")}
    assert kept == {"seen_on", "seen_by", "profile_ok", "counts_until"}


def test_whoever_asks_can_look_things_up() -> None:
    assert "people.Person.email" in [field.label for field in record().about("parent")]
    assert {field.model for field in record().kept_by("draft")} == {"common.Draft"}
    assert "support.SupportRequest.interests" in [f.label for f in record().about("child")]
