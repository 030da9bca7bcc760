from django.db import migrations, models
from django.db.models import F


def told_at_once(apps, schema_editor):
    """Until now every answer made a mail at once."""
    apps.get_model("support", "OutingReply").objects.update(told=F("comes"), told_at=F("said_at"))


class Migration(migrations.Migration):
    dependencies = [("support", "0026_outings")]

    operations = [
        migrations.AddField(
            model_name="outingreply",
            name="told",
            field=models.BooleanField(
                help_text="What the others of the pair were last mailed about; None: nothing.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="outingreply",
            name="told_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(told_at_once, migrations.RunPython.noop, elidable=True),
    ]
