"""Run in a house: how many rows of each model there are, and which texts of a version are lost.

The table of what must be there is on the input (see tests/versions). Read through the models, so
that sealed texts are opened, and moved ones are looked for where they stand now.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402  # models need Django first

from naast.common.logbook import chain  # noqa: E402


def wrong(expected: dict[str, dict[str, Any]]) -> Iterator[str]:
    """What is not as it was."""
    for label, rows in expected["rows"].items():
        found = apps.get_model(label)._base_manager.count()
        if found != rows:
            yield f"{label}: {rows} rijen, nu {found}"
    for where, text in expected["texts"].items():
        label, _, field = where.rpartition(".")
        model = apps.get_model(label)
        if not any(text in str(getattr(row, field)) for row in model._base_manager.all()):
            yield f"{where}: {text!r} is weg"


if __name__ == "__main__":
    found = [*wrong(json.load(sys.stdin)), *map(str, chain.verify())]
    print(json.dumps(found))
