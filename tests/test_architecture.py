"""The plan of the house, held by the code: relations point down, and every word stands in the
glossary.
"""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.db.models.fields.related import RelatedField

FLOORS = [
    {"home", "demo"},
    {"impact", "library", "toolkit", "pages"},
    {"support"},
    {"guide", "worry"},
    {"people"},
    {"programmes", "matching", "places"},
    {"ui"},
    {"common"},
]
"""Rooms from the top floor down, as in `[tool.importlinter]`."""

OURS = [model for model in apps.get_models() if model.__module__.startswith("naast.")]
GLOSSARY = (Path(__file__).parents[1] / "GLOSSARY.md").read_text(encoding="utf-8")


def floor(model: type[models.Model]) -> int:
    """On which floor a model lives; 0 is the top."""
    room = model.__module__.split(".")[1]
    return next(level for level, rooms in enumerate(FLOORS) if room in rooms)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_relations_point_down(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        target = field.related_model if isinstance(field, RelatedField) else None
        if isinstance(target, type) and target.__module__.startswith("naast."):
            assert floor(target) >= floor(model), f"{model.__name__}.{field.name} points up"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_model_stands_in_the_glossary(model: type[models.Model]) -> None:
    assert f"`{model.__name__}`" in GLOSSARY


def test_every_text_is_found_by_who_translates() -> None:
    """The extractor knows texts by the name of the function around them."""
    for path in sorted((Path(__file__).parents[1] / "naast").rglob("*.py")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("from django.utils.translation import") and " as " in line:
                assert line.rpartition(" as ")[2] == "_", f"{path}: {line}"


def test_the_logbook_carries_no_foreign_key() -> None:
    entry = apps.get_model("common", "LogEntry")
    assert not [field for field in entry._meta.get_fields() if isinstance(field, RelatedField)]


def test_no_model_can_hold_what_we_never_ask() -> None:
    never = ("bsn", "diagnos", "risk", "score", "nationalit", "religion")
    names = [field.name for model in OURS for field in model._meta.get_fields()]
    assert not [name for name in names for word in never if word in name]
