"""Who has not said yes is kept for so long after a day that stands there."""

import django.utils.timezone
from django.db import migrations, models
from django.db.models.functions import Coalesce, Now


def since_when(apps, schema_editor):
    """Who was asked waits since then; who never was, from now on; who said yes does not wait."""
    people = apps.get_model("guide", "ContactPerson").objects
    people.filter(said_yes_at=None).update(waits_since=Coalesce("asked_at", Now()))


class Migration(migrations.Migration):
    dependencies = [
        ("guide", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="contactperson",
            name="waits_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(since_when, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="contactperson",
            name="waits_since",
            field=models.DateTimeField(blank=True, default=django.utils.timezone.now, null=True),
        ),
        migrations.AddConstraint(
            model_name="contactperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("said_yes_at__isnull", False), ("waits_since__isnull", False), _connector="OR"
                ),
                name="guide_contact_said_yes_or_waits",
            ),
        ),
    ]
