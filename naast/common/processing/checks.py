"""At start-up: every field of every model is in the record of processing, and nothing else is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field

from naast.common.processing.reading import InvalidRecord, record
from naast.common.processing.values import Erased, PersonalField, Record
from naast.common.sealed import HOUSE, SealedTextField

SEALED_BY_HAND = {"common.LogEntry.payload"}
"""Sealed before the row is made, because the chain covers it as it stands there."""

BACKUPS = "backup"
"""The clock that counts for copies outside the database, and so for no field."""


@register(Tags.compatibility)
def the_record_of_processing_is_whole(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One error for everything that is missing, unknown or written twice."""
    try:
        found = list(faults(record()))
    except InvalidRecord as wrong:
        found = [str(wrong)]
    return [Error(fault, id="common.E001") for fault in found]


def faults(of: Record) -> Iterator[str]:
    """All that is wrong between the record and the models of this installation."""
    yield from _undocumented(of)
    for field in of.fields:
        yield from _unknown_field(field)
        yield from _unknown_words(field, of)
    yield from _seals(of)
    yield from _clocks(of)
    for label, times in Counter(field.label for field in of.fields).items():
        if times > 1:
            yield f"fields.csv: {label} stands there {times} times"


def every_field() -> Iterator[tuple[str, Field[Any, Any]]]:
    """Each column of each model, with the label of its model."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            yield model._meta.label, field


def _undocumented(of: Record) -> Iterator[str]:
    documented = {field.label for field in of.fields}
    for model, field in every_field():
        label = f"{model}.{field.name}"
        technical = any(each.covers(model, field.name) for each in of.technical)
        if label not in documented and not technical:
            yield (
                f"{label} is in no row of fields.csv: write down whose it is, what for, who reads "
                "it and how long. Does it say nothing about anybody? Then it belongs in "
                "technical.csv, with the reason."
            )
        if label in documented and technical:
            yield f"{label} stands in fields.csv and in technical.csv: it can only be one of them"


def _unknown_field(field: PersonalField) -> Iterator[str]:
    if not _exists(field.label):
        yield f"fields.csv: there is no field {field.label}"


def _unknown_words(field: PersonalField, of: Record) -> Iterator[str]:
    known = [
        ("whose", field.whose, of.whose),
        ("purpose", (field.purpose,), of.purposes),
        ("ground", (field.ground,), of.grounds),
        ("readers", field.readers, of.readers),
        ("clock", (field.clock,), of.clocks),
        ("erased", (field.erased,), of.erasures),
    ]
    for column, codes, words in known:
        if not codes:
            yield f"fields.csv: {field.label} has no {column}"
        for code in codes:
            if code not in words:
                yield f"fields.csv: {field.label}: {column} {code!r} is not known"
    if (field.erased is Erased.KEY) != (field.sealed_with not in ("", HOUSE)):
        yield f"fields.csv: {field.label} is erased by its key if and only if it has one of its own"


def _seals(of: Record) -> Iterator[str]:
    sealed = {
        f"{model}.{field.name}"
        for model, field in every_field()
        if isinstance(field, SealedTextField)
    }
    for field in of.fields:
        if bool(field.sealed_with) != (field.label in sealed | SEALED_BY_HAND):
            yield f"fields.csv: {field.label} names a key if and only if it is sealed"


def _clocks(of: Record) -> Iterator[str]:
    for key, clock in of.clocks.items():
        for start in clock.starts:
            if not _exists(start):
                yield f"retention.toml: {key} starts at {start}, which is no field"
        for model in clock.unless:
            if model not in {each._meta.label for each in apps.get_models()}:
                yield f"retention.toml: {key} waits for {model}, which is no model"
        if key != BACKUPS and not of.kept_by(key):
            yield f"retention.toml: no field is kept by the clock {key}"


def _exists(label: str) -> bool:
    model, _dot, field = label.rpartition(".")
    try:
        apps.get_model(model)._meta.get_field(field)
    except (LookupError, ValueError, FieldDoesNotExist):
        return False
    return True
