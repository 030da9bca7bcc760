"""Lets every open door of a supporting family to contact rest on its VOG."""

from django.db import migrations


def rest_on_vog(apps, editor):
    grant = apps.get_model("people", "Grant")
    for match in apps.get_model("support", "Match").objects.filter(ended_at=None):
        household = apps.get_model("support", "SupportRequest").objects.get(pk=match.request_id)
        grant.objects.filter(
            basis=f"match:{match.pk}",
            household=household.household_id,
            ends_at=None,
            topic__in=["contact", "address"],
        ).update(needs_vog_of=match.supporter_id)


class Migration(migrations.Migration):
    dependencies = [
        ("support", "0005_alarms_and_broken_glass"),
        ("people", "0010_last_days_of_vogs"),
    ]

    operations = [migrations.RunPython(rest_on_vog, migrations.RunPython.noop)]
