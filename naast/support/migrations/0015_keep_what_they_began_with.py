"""Running matches keep the programme they began with: that of the day on which this is done."""

from django.db import migrations
from django.utils import timezone

from naast.programmes import edition


def keep_what_they_began_with(apps, schema_editor):
    """What runs now began before there were versions: it keeps the file and numbers of this day."""
    Offering = apps.get_model("people", "Offering")
    Edition = apps.get_model("people", "Edition")
    OfferingVersion = apps.get_model("people", "OfferingVersion")
    SupportRequest = apps.get_model("support", "SupportRequest")
    Match = apps.get_model("support", "Match")
    now = timezone.now()
    for offering in Offering.objects.all():
        mine = {"organisation": offering.organisation_id, "programme": offering.programme}
        asked = SupportRequest.objects.filter(**mine)
        if not asked.exists():
            continue
        kept = edition(offering.programme)
        text, _is_new = Edition.objects.get_or_create(
            digest=kept.digest,
            defaults={"programme": kept.slug, "text": kept.text, "kept_at": now},
        )
        own = {"numbers": offering.overrides} if offering.overrides else {}
        version, _is_new = OfferingVersion.objects.get_or_create(
            offering=offering, number=1, defaults={"edition": text, "own": own, "made_at": now}
        )
        asked.filter(version=None).update(version=version)
        Match.objects.filter(version=None, request__in=asked).update(version=version)


class Migration(migrations.Migration):
    dependencies = [("support", "0014_version_it_began_with")]

    operations = [
        migrations.RunPython(keep_what_they_began_with, migrations.RunPython.noop, elidable=True),
    ]
