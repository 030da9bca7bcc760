"""Somebody who carries off the database, and the insider who runs the machine."""

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import override_settings
from django.urls import NoReverseMatch, reverse

from naast.common import keys
from naast.common.logbook.chain import verify
from naast.common.models import Draft, LogEntry
from naast.config.environment import database, new_master_key
from naast.people.models import Account, ContactDetails
from naast.support.models import Note, SupportRequest
from tests.abuse.conftest import World

pytestmark = pytest.mark.trust

SEALED = ("een boek lezen", "zwemles", "We bellen", "pannenkoeken", "06 00 00 00 00",
          "Kanarie-parent", "plek aan tafel", "Buurthuis")  # fmt: skip


def whole_database() -> str:
    """Every value of every table, as a thief reads it."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows.append(repr(cursor.fetchall()))
    return "\n".join(rows)


def test_a_stolen_database_says_nothing_that_a_family_wrote(world: World) -> None:
    stolen = whole_database()
    assert [word for word in SEALED if word in stolen] == []
    assert "Samira" in stolen  # first names stand there in the clear: docs/decisions/0024


def test_an_unfinished_answer_is_sealed_too(world: World) -> None:
    now = world.cast.now
    draft = Draft.objects.create(kind="asking", created_at=now, updated_at=now)
    draft.keep("words", {"words": ["Ik durf het haast niet te vragen."]}, now)
    assert "durf het haast niet" not in whole_database()


def test_without_the_master_key_nothing_opens(world: World) -> None:
    with override_settings(MASTER_KEYS=[new_master_key()]):
        keys.forget()
        with pytest.raises(InvalidTag):
            Note.objects.get()
    keys.forget()
    assert Note.objects.get().words == "Vertelde over de zwemles."


def test_the_master_key_is_not_in_the_database(world: World) -> None:
    stolen = whole_database()
    assert not [key for key in settings.MASTER_KEYS if key in stolen]


def test_an_erased_family_cannot_be_read_with_all_keys_of_today(world: World) -> None:
    keys.destroy(f"household:{world.cast.asking.pk}")
    asked = SupportRequest.objects.get(pk=world.cast.request.pk)
    assert "boek" not in asked.question
    assert "zwemles" not in Note.objects.get().words


def test_the_key_of_one_family_opens_nothing_of_another(world: World) -> None:
    keys.destroy(f"household:{world.cast.supporting.pk}")
    assert Note.objects.get().words == "Vertelde over de zwemles."


def test_a_text_carried_to_another_place_does_not_open(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM support_note")
        words = cursor.fetchone()[0]
        cursor.execute("UPDATE support_supportrequest SET question = %s", [words])
    with pytest.raises(InvalidTag):
        SupportRequest.objects.get(pk=world.cast.request.pk)


def test_a_phone_number_goes_with_the_key_of_its_person(world: World) -> None:
    keys.destroy(f"person:{world.cast.parent.pk}")
    assert "06" not in ContactDetails.objects.get(person=world.cast.parent).phone


def test_what_was_deleted_is_overwritten_on_the_disk(world: World) -> None:
    options = database("", settings.NAAST_HOME)["OPTIONS"]
    assert "secure_delete=ON" in options["init_command"]


def test_the_insider_changes_a_line_of_the_logbook(world: World) -> None:
    line = LogEntry.objects.chain(world.cast.organisation.pk).first()
    assert line is not None
    with pytest.raises(DatabaseError), transaction.atomic():
        LogEntry.objects.filter(pk=line.pk).update(action="support.note.read")


def test_the_insider_removes_a_line_of_the_logbook(world: World) -> None:
    line = LogEntry.objects.chain(world.cast.organisation.pk).first()
    assert line is not None
    with pytest.raises(DatabaseError), transaction.atomic():
        line.delete()


def test_the_chain_of_the_logbook_holds_after_erasing_a_family(world: World) -> None:
    assert verify() == []
    keys.destroy(f"household:{world.cast.asking.pk}")
    assert verify() == []


def test_the_insider_cannot_sign_in_as_somebody(world: World) -> None:
    for name in ("demo:cast", "demo:enter", "admin:index", "people:impersonate"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for address in ("/demo/", "/admin/", "/django-admin/", "/hijack/", "/su/"):
        assert world.client("coordinator").get(address).status_code == 404


def test_no_account_may_everything(world: World) -> None:
    fields = {field.name for field in Account._meta.get_fields()}
    assert not fields & {"is_superuser", "is_staff", "user_permissions", "groups"}


def test_lines_of_the_logbook_hold_nothing_that_was_written(world: World) -> None:
    rows = repr(list(LogEntry.objects.values_list()))
    assert [word for word in (*SEALED, "Samira", "Noor", "Anke") if word in rows] == []
