"""A mark for who was erased, and the day on which a supporter stopped."""

from django.db import migrations, models
from django.db.models import F


def they_left_when_they_registered(apps, _editor):
    """Nobody wrote down when a supporter stopped; the clock begins at the day that is known."""
    supporters = apps.get_model("people", "Supporter").objects
    supporters.filter(status="left", left_at=None).update(left_at=F("registered_at"))


class Migration(migrations.Migration):
    dependencies = [("people", "0006_codes_and_sessions")]

    operations = [
        migrations.AddField(
            "household", "erased_at", models.DateTimeField(editable=False, null=True)
        ),
        migrations.AddField("person", "erased_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField("supporter", "left_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunPython(they_left_when_they_registered, migrations.RunPython.noop),
    ]
