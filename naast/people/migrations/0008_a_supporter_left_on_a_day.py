"""Who left has a moment, and nobody else has."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("people", "0007_who_was_erased")]

    operations = [
        migrations.AddConstraint(
            "supporter",
            models.CheckConstraint(
                name="supporter_left_at_iff_left",
                condition=Q(status="left", left_at__isnull=False)
                | (~Q(status="left") & Q(left_at__isnull=True)),
            ),
        ),
    ]
