"""Every row of a house, to be laid beside those of another one.

`python -m naast.demo.tests.rows` says them of the installation in `NAAST_HOME`, as JSON.
"""

import json
import sys

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


if __name__ == "__main__":
    django.setup()
    json.dump(everything(), sys.stdout)
