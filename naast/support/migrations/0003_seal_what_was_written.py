"""Seals every text families and coordinators wrote before."""

from django.db import migrations

from naast.common.sealing import as_it_was, seal_column

OF_HOUSEHOLD = [("SupportRequest", "question"), ("SupportRequest", "asked_with"), ("Note", "words")]
OF_MATCH = [
    ("Step", "skipped_because"),
    ("Meeting", "place"),
    ("HouseRules", "rules"),
    ("Agreement", "items"),
    ("Evaluation", "went_well"),
    ("Evaluation", "differently"),
]


def seal(apps, editor):
    with as_it_was(apps):
        _seal(apps, editor)


def _seal(apps, editor):
    for kind, columns in (("household", OF_HOUSEHOLD), ("match", OF_MATCH)):
        for model, name in columns:
            seal_column(
                editor,
                apps.get_model("support", model),
                name,
                lambda pk, kind=kind: f"{kind}:{pk}",
                f"{kind}_id",
            )


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0004_only_ever_added_to"),
        ("support", "0002_sealed_texts"),
    ]

    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
