"""From here on lines of the logbook can only be added."""

from django.db import migrations, models

from naast.common.logbook import triggers


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0003_chain_the_lines_there_were"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="logentry",
            name="actor_name",
        ),
        migrations.RemoveField(
            model_name="logentry",
            name="detail",
        ),
        migrations.AddConstraint(
            model_name="logentry",
            constraint=models.UniqueConstraint(
                fields=("organisation_id", "seq"), name="a_place_in_the_chain"
            ),
        ),
        migrations.AlterField(
            "logentry",
            "organisation_id",
            models.BigIntegerField(help_text="Whose chain; 0 for the house itself."),
        ),
        migrations.AlterField("logentry", "seq", models.BigIntegerField()),
        migrations.AlterField(
            "logentry",
            "kind",
            models.CharField(choices=[("write", "Written"), ("look", "Read")], max_length=5),
        ),
        migrations.AlterField("logentry", "previous", models.CharField(max_length=64)),
        migrations.AlterField("logentry", "hash", models.CharField(max_length=64)),
        migrations.RunPython(
            lambda apps, editor: triggers.put_on(editor.connection),
            lambda apps, editor: triggers.take_off(editor.connection),
        ),
    ]
