"""Works out the last day of every VOG that was seen, and since when each role is held."""

from datetime import datetime, time

from django.db import migrations
from django.utils import timezone

from naast.kernel.clock import add_months
from naast.programmes import find


def write_last_days(apps, editor):
    supporter = apps.get_model("people", "Supporter")
    offering = apps.get_model("people", "Offering")
    terms = {}
    for offer in supporter.objects.all():
        for each in offering.objects.filter(
            organisation=offer.organisation_id, programme=offer.programme
        ):
            definition = find(each.programme).with_overrides(each.overrides)
            months = definition.matching.vog_valid_months
            known = terms.get(offer.household_id, months)
            terms[offer.household_id] = min(known, months)
    for seen in apps.get_model("people", "VogSighting").objects.select_related("member"):
        months = terms.get(seen.member.household_id, 0)
        seen.counts_until = add_months(seen.seen_on, months)
        seen.save(update_fields=["counts_until"])


def date_roles(apps, editor):
    for role in apps.get_model("people", "Role").objects.all():
        role.granted_at = timezone.make_aware(datetime.combine(role.since, time()))
        role.save(update_fields=["granted_at"])


class Migration(migrations.Migration):
    dependencies = [("people", "0009_two_people_and_the_child")]

    operations = [
        migrations.RunPython(write_last_days, migrations.RunPython.noop),
        migrations.RunPython(date_roles, migrations.RunPython.noop),
    ]
