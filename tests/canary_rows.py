"""Canaries in every personal field: a word that stands nowhere else, in each row of the world.

Which fields are personal, the record of processing says; so a new model is filled as well.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models

from naast.common.logbook.lines import detail_of
from naast.common.models import LogEntry
from naast.common.processing import record
from naast.common.sealed import SealedJSONField

Row = tuple[str, int]
"""A row: label of its model, and its number."""

FIXED = {
    # Links, codes, or what the machinery itself depends on.
    "common.Draft.token", "sessions.Session.session_key", "sessions.Session.session_data",
    "support.SupportRequest.programme", "people.Supporter.programme", "people.Supporter.kind",
    "support.ChosenThemes.chosen",
    "support.Step.phase", "support.Evaluation.phase", "support.Enough.phase",
    "people.Grant.basis", "people.Grant.purpose",
    "support.SupportRequest.alike", "support.SupportRequest.asked_by",
    "support.MeasureAnswer.measure", "support.MeasureAnswer.phase",
    "support.YoungMeasureAnswer.measure", "support.YoungMeasureAnswer.phase",
    "support.SupportRequest.slots", "people.Supporter.slots", "support.Rhythm.rule",
}  # fmt: skip


class Canaries:
    """What was put where. `of[row]` holds the canaries of a row by field."""

    def __init__(self) -> None:
        self.of: dict[Row, dict[str, str]] = defaultdict(dict)
        self._numbers = itertools.count(10000)

    def fill(self) -> None:
        """Put a canary in every personal text of every row that is there now."""
        for model, fields in _texts().items():
            for row in apps.get_model(model)._base_manager.all():
                for field in fields:
                    if field.name != "skipped_because" or row.completed_on:
                        self._put(row, field)
                row.save()

    def _put(self, row: models.Model, field: models.Field[Any, Any]) -> None:
        word = f"Kx{next(self._numbers)}"
        value: Any = f"{word}@kanarie.test" if isinstance(field, models.EmailField) else word
        if isinstance(field, SealedJSONField):
            value = {"a": word} if field.get_default() == {} else [word]
        elif isinstance(field, models.JSONField):
            value = [word]
        elif isinstance(field, models.CharField) and (field.max_length or 99) < len(value):
            return
        setattr(row, field.attname, value)
        self.of[(row._meta.label, row.pk)][field.name] = word

    def words(self, rows: Iterator[Row] | list[Row] | set[Row]) -> set[str]:
        """The canaries of these rows."""
        return {word for row in rows for word in self.of.get(row, {}).values()}


def _texts() -> dict[str, list[models.Field[Any, Any]]]:
    """Personal fields that hold free text or a list, by model; without codes."""
    found: dict[str, list[models.Field[Any, Any]]] = defaultdict(list)
    for personal in record().fields:
        field = apps.get_model(personal.model)._meta.get_field(personal.field)
        free = isinstance(field, models.CharField | models.TextField | models.JSONField)
        if free and not field.choices and personal.label not in FIXED | LINES:
            found[personal.model].append(field)
    return found


LINES = {f"common.LogEntry.{name}" for name in
         ("actor_role", "action", "subject", "basis", "payload", "kind")}  # fmt: skip
"""The logbook refuses to be changed."""


def everything() -> str:
    """All that can be read in the database, with every key that is left: as it stands in each
    table, and as each row reads.
    """
    return "\n".join([*_raw(), *_opened()])


def _raw() -> Iterator[str]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield from (repr(row) for row in cursor.fetchall())


def _opened() -> Iterator[str]:
    for model in apps.get_models():
        for row in model._base_manager.all():
            yield repr([getattr(row, field.attname) for field in model._meta.concrete_fields])
            if isinstance(row, LogEntry):
                yield repr(detail_of(row))
