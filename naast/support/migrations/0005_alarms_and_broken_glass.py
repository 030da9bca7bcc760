"""Alarms, and glass that is broken in an emergency."""

import django.db.models.deletion
from django.db import migrations, models

import naast.common.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_two_people_and_the_child"),
        ("support", "0004_anonymised_matches"),
    ]

    operations = [
        migrations.CreateModel(
            name="Alarm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("safety", "Something is not right"),
                            ("surprise", "This surprises me"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "about_line",
                    models.BigIntegerField(help_text="Number of a line of the logbook.", null=True),
                ),
                ("words", naast.common.sealed.SealedTextField(blank=True)),
                ("raised_at", models.DateTimeField()),
                ("answer", naast.common.sealed.SealedTextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "about_person",
                    models.ForeignKey(
                        help_text="Who stands in that line.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alarms",
                        to="people.household",
                    ),
                ),
                (
                    "match",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alarms",
                        to="support.match",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["raised_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "safety"), ("match__isnull", True), _connector="OR"
                        ),
                        name="a_surprise_rests_nothing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BrokenGlass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", naast.common.sealed.SealedTextField()),
                ("asked_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("closes_at", models.DateTimeField(null=True)),
                ("explanation", naast.common.sealed.SealedTextField(blank=True)),
                ("explained_at", models.DateTimeField(null=True)),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="glasses",
                        to="people.household",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        help_text="For whom this person works.",
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
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closes_at__isnull", True), ("opened_at__isnull", True)),
                            ("closes_at__gte", models.F("opened_at")),
                            _connector="OR",
                        ),
                        name="a_glass_opens_with_an_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("explained_at__isnull", True),
                            ("explained_at__gte", models.F("closes_at")),
                            _connector="OR",
                        ),
                        name="a_glass_is_explained_after_it_was_open",
                    ),
                ],
            },
        ),
    ]
