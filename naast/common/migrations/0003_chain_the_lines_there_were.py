"""Puts the lines of earlier versions in the chains of their organisations, and seals drafts."""

import json

from django.db import migrations

from naast.common import keys
from naast.common.logbook.lines import ABOUT, FIRST, hash_of
from naast.common.sealing import as_it_was, seal_column

BATCH = 500


def chain(apps, editor):
    with as_it_was(apps):
        _chain(apps)


def _chain(apps):
    LogEntry = apps.get_model("common", "LogEntry")
    LogHead = apps.get_model("common", "LogHead")
    Household = apps.get_model("people", "Household")
    looked_after = dict(Household.objects.values_list("pk", "organisation_id"))
    heads = {}
    for line in LogEntry.objects.order_by("pk").iterator(chunk_size=BATCH):
        known = line.household_id in looked_after
        line.organisation_id = looked_after.get(line.household_id, 0)
        owner = f"household:{line.household_id}" if known else keys.HOUSE
        detail = dict(line.detail or {})
        if line.actor_id is None:
            detail["name"] = line.actor_name
        if detail:
            line.payload = keys.seal(owner, json.dumps(detail, ensure_ascii=False), about=ABOUT)
        seq, previous = heads.get(line.organisation_id, (0, FIRST))
        line.seq, line.previous = seq + 1, previous
        line.hash = hash_of(line)
        heads[line.organisation_id] = (line.seq, line.hash)
        line.save()
    LogHead.objects.all().delete()
    LogHead.objects.bulk_create(
        LogHead(organisation_id=organisation, seq=seq, hash=last)
        for organisation, (seq, last) in heads.items()
    )


def seal_drafts(apps, editor):
    seal_column(editor, apps.get_model("common", "Draft"), "answers", lambda pk: keys.HOUSE, "id")


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0002_keys_and_a_chain"),
        ("people", "0002_contact_details"),
    ]

    operations = [
        migrations.RunPython(chain, migrations.RunPython.noop),
        migrations.RunPython(seal_drafts, migrations.RunPython.noop),
    ]
