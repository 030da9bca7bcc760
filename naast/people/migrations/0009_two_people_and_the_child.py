"""Regional coordinators, a second yes, and doors that need a VOG."""

import datetime

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_a_supporter_left_on_a_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="needs_vog_of",
            field=models.ForeignKey(
                blank=True,
                help_text="Open only while the VOG of every adult there counts.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.supporter",
            ),
        ),
        migrations.AddField(
            model_name="role",
            name="granted_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now,
                editable=False,
                help_text="When it was written down. A role of less than a day gives no second yes.",
            ),
        ),
        migrations.AddField(
            model_name="vogsighting",
            name="counts_until",
            field=models.DateField(
                blank=True,
                default=datetime.date(2000, 1, 1),
                help_text="Its last day, by the shortest term of what the household offers.",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="role",
            name="kind",
            field=models.CharField(
                choices=[
                    ("coordinator", "Coordinator"),
                    ("regional", "Regional coordinator"),
                    ("municipality", "Reads totals"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(max_length=40)),
                ("given_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["given_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("about", "person"), name="one_yes_per_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="NeverAgain",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.CharField(blank=True, db_index=True, max_length=64)),
                ("phone", models.CharField(blank=True, db_index=True, max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("in_force_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_at__isnull", True), ("person__isnull", True), _connector="OR"
                        ),
                        name="an_entry_in_force_names_nobody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("email", ""), _negated=True),
                            models.Q(("phone", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_entry_knows_somebody_by_something",
                    ),
                ],
            },
        ),
    ]
