"""A mark for matches of which only dates and codes are left."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("support", "0003_seal_what_was_written")]

    operations = [
        migrations.AddField(
            "match", "anonymised_at", models.DateTimeField(editable=False, null=True)
        ),
    ]
