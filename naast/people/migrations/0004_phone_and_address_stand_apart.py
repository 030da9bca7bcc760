from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_seal_what_was_written"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="person",
            name="address",
        ),
        migrations.RemoveField(
            model_name="person",
            name="phone",
        ),
    ]
