"""Reads the record of processing from its files, and says all that is wrong in them."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from naast.common.processing.values import (
    Clock,
    Erased,
    Ground,
    Period,
    PersonalField,
    Record,
    TechnicalField,
    Then,
)
from naast.common.words import NEEDED_LANGUAGES, FrozenTable, Words

COLUMNS = [
    "model", "field", "nl", "en", "whose", "purpose", "ground", "readers", "clock", "key",
    "export", "erased",
]  # fmt: skip
TECHNICAL_COLUMNS = ["model", "field", "reason"]


class InvalidRecord(ValueError):
    """A record of processing that cannot be read. Names the file and what is expected there."""


@cache
def record() -> Record:
    """The record of this installation. Raises: InvalidRecord."""
    return read(Path(settings.RECORD_FOLDER))


def read(folder: Path) -> Record:
    """The record that stands in a folder.

    Raises: InvalidRecord for a file that is missing, or a row that cannot be understood.
    """
    try:
        words = _toml(folder / "fields.toml")
        return Record(
            fields=tuple(map(_personal, _rows(folder / "fields.csv", COLUMNS))),
            technical=tuple(
                TechnicalField(**row) for row in _rows(folder / "technical.csv", TECHNICAL_COLUMNS)
            ),
            clocks=_clocks(_toml(folder / "retention.toml")["clock"]),
            whose=_texts(words["whose"]),
            purposes=_texts(words["purpose"]),
            grounds=FrozenTable({key: _ground(text) for key, text in words["ground"].items()}),
            readers=_texts(words["reader"]),
            erasures=_texts(words["erased"]),
        )
    except InvalidRecord:
        raise
    except KeyError as missing:
        raise InvalidRecord(f"{folder.name}: {missing} is missing") from missing
    except (OSError, ValueError, TypeError) as wrong:
        raise InvalidRecord(f"{folder.name}: {wrong}") from wrong


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _rows(path: Path, columns: list[str]) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if reader.fieldnames != columns:
            raise InvalidRecord(f"{path.name}: the columns are {', '.join(columns)}")
        for row in reader:
            if None in row or None in row.values():
                raise InvalidRecord(f"{path.name}:{reader.line_num}: too few or too many columns")
            yield row


def _personal(row: Mapping[str, str]) -> PersonalField:
    if row["export"] not in ("yes", "no"):
        raise InvalidRecord(f"{row['model']}.{row['field']}: export is yes or no")
    return PersonalField(
        model=row["model"],
        field=row["field"],
        name=_words({"nl": row["nl"], "en": row["en"]}),
        whose=_codes(row["whose"]),
        purpose=row["purpose"],
        ground=row["ground"],
        readers=_codes(row["readers"]),
        clock=row["clock"],
        sealed_with=row["key"],
        in_export=row["export"] == "yes",
        erased=Erased(row["erased"]),
    )


def _codes(written: str) -> tuple[str, ...]:
    return tuple(code for code in written.split(";") if code)


def _clocks(rows: list[dict[str, Any]]) -> Mapping[str, Clock]:
    clocks = [
        Clock(
            key=row["key"],
            name=_words(row["name"]),
            period=_period(row["period"]),
            starts=tuple(row["starts"]),
            unless=tuple(row.get("unless", ())),
            then=Then(row["then"]),
            counted_from=_words(row["counted_from"]),
            reason=_words(row["reason"]),
        )
        for row in rows
    ]
    return FrozenTable({clock.key: clock for clock in clocks})


def _period(table: Mapping[str, int]) -> Period:
    given = dict(table)
    months = given.pop("months", 0) + 12 * given.pop("years", 0)
    return Period(days=given.pop("days", 0), months=months, **given)


def _texts(table: Mapping[str, Mapping[str, str]]) -> Mapping[str, Words]:
    return FrozenTable({key: _words(texts) for key, texts in table.items()})


def _ground(table: Mapping[str, Any]) -> Ground:
    plain = {language: text for language, text in table.items() if language != "law"}
    return Ground(words=_words(plain), law=_words(table["law"]))


def _words(texts: Mapping[str, str]) -> Words:
    if lacking := [language for language in NEEDED_LANGUAGES if not texts.get(language)]:
        raise InvalidRecord(f"{dict(texts)}: no text in {', '.join(lacking)}")
    return Words(texts)
