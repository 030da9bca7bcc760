"""Every row of a house, to be laid beside those of another one.

`python -m naast.demo.tests.rows 500 2026-11-02` builds the region as it stands after 500 acts in
the empty installation in `NAAST_HOME`, and says its rows as JSON.
"""

import io
import json
import sys
from datetime import date
from unittest import mock

import django
from django.apps import apps

Rows = dict[str, list[dict[str, object]]]

SECRETS = {
    ("people", "account", "password"),
    ("common", "bucket", "key"),
    ("common", "logentry", "payload"),
    ("common", "logentry", "previous"),
    ("common", "logentry", "hash"),
    ("common", "loghead", "hash"),
    ("guide", "mapstate", "mark"),
}
"""What is drawn by chance on purpose, or follows from it: keys, and what they seal."""


def everything() -> Rows:
    """Every row of this house, per kind, as JSON says them. Keys are left out."""
    rows: Rows = {}
    for model in apps.get_models():
        if model.__module__.startswith("naast.") and model._meta.label != "common.Key":
            meta = model._meta
            names = [
                f.attname for f in meta.concrete_fields
                if (meta.app_label, meta.model_name, f.name) not in SECRETS
            ]  # fmt: skip
            rows[meta.label] = list(model._default_manager.order_by("pk").values(*names))
    said: Rows = json.loads(json.dumps(rows, default=str))
    return said


ALL = 1_000_000
"""More acts than there are."""


def build(acts: int, *, on: date | None) -> None:
    """The region as it stands after so many acts, oldest first. The whole takes half a minute."""
    from naast.demo import region
    from naast.demo.region.chronicle import Chronicle

    whole = Chronicle.in_order
    with mock.patch.object(Chronicle, "in_order", lambda chronicle: whole(chronicle)[:acts]):
        region.build(on=on, stdout=io.StringIO())


if __name__ == "__main__":
    django.setup()
    build(int(sys.argv[1]), on=date.fromisoformat(sys.argv[2]))
    json.dump(everything(), sys.stdout)
