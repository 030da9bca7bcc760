"""Moves phone numbers and addresses behind their own seal, and seals the words of supporters."""

from django.db import migrations

from naast.common import keys
from naast.common.sealing import as_it_was, seal_column


def move_contact(apps, editor):
    with as_it_was(apps):
        _move_contact(apps, editor)


def _move_contact(apps, editor):
    Person = apps.get_model("people", "Person")
    ContactDetails = apps.get_model("people", "ContactDetails")
    Role = apps.get_model("people", "Role")
    member = apps.get_model("people", "HouseholdMember")
    for person in Person.objects.exclude(phone="", address="").iterator(chunk_size=500):
        home = member.objects.filter(person=person).select_related("household").first()
        if home is None:
            # Who works here is called on a number that families may know.
            Role.objects.filter(person=person).update(phone=person.phone)
        details, _new = ContactDetails.objects.get_or_create(
            person_id=person.pk,
            defaults={"organisation_id": home.household.organisation_id if home else None},
        )
        with editor.connection.cursor() as cursor:
            for name in ("phone", "address"):
                text, about = getattr(person, name), f"people.contactdetails.{name}"
                sealed = keys.seal(f"person:{details.pk}", text, about=about) if text else ""
                write = f"UPDATE people_contactdetails SET {name} = %s WHERE person_id = %s"  # nosec B608
                cursor.execute(write, [sealed, person.pk])


def seal_words(apps, editor):
    supporter = apps.get_model("people", "Supporter")
    with as_it_was(apps):
        seal_column(editor, supporter, "words", lambda pk: f"household:{pk}", "household_id")


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0004_only_ever_added_to"),
        ("people", "0002_contact_details"),
    ]

    operations = [
        migrations.RunPython(move_contact, migrations.RunPython.noop),
        migrations.RunPython(seal_words, migrations.RunPython.noop),
    ]
