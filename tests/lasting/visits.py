"""Run in a house: visits pages while the database fails, and again when it is back.

The name of a fault is given; what was seen comes out.
"""

import json
import os
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import django

django.setup()

import psycopg  # noqa: E402  # models need Django first
from django.conf import settings  # noqa: E402
from django.db import close_old_connections, connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from naast.people.models import Account, Household  # noqa: E402
from naast.support.models import Note  # noqa: E402
from tests.entering import let_in  # noqa: E402

WORDS = '\nZe zei: "het gaat <beter>" & lachte.\n' + "Dat was lang geleden. " * 500
"""Begins with an empty line, holds what HTML must not eat, and is longer than a page of a file."""
PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
PUBLIC = ("home:home", "worry:begin")

Repair = Callable[[], None]


def ask(statement: str) -> Any:
    """The first thing the database answers on the connection that the pages use."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def changed(settings_of: dict[str, Any], key: str, value: str) -> Repair:
    """Another setting for every connection from now on."""
    connection.close()
    before = settings_of[key]
    settings_of[key] = value

    def repair() -> None:
        connection.close()
        settings_of[key] = before

    return repair


def from_now_on(pragma: str) -> Repair:
    """Every connection to the file begins with this too."""
    options = connection.settings_dict["OPTIONS"]
    return changed(options, "init_command", options["init_command"] + pragma)


def full() -> Repair:
    """No room for one page of the file more; on a server, what it says when its disk is full."""
    if connection.vendor == "sqlite":
        ask("VACUUM")  # without it, room that was given back inside the file is used first
        return from_now_on(f"PRAGMA max_page_count = {ask('PRAGMA page_count')};")
    ask(
        "CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION 'could not extend file: No space left' USING ERRCODE = '53100';"
        " END $$; CREATE TRIGGER disk_is_full BEFORE INSERT ON support_note"
        " EXECUTE FUNCTION disk_is_full()"
    )
    return lambda: ask("DROP FUNCTION disk_is_full CASCADE")


def gone() -> Repair:
    """Nothing answers where the database was."""
    if connection.vendor == "sqlite":
        return changed(connection.settings_dict, "NAME", "/nowhere/naast.sqlite3")
    return changed(connection.settings_dict, "PORT", "1")


def cut_off() -> Repair:
    """The connection that the pages hold is ended by the server; a file is only not writable."""
    if connection.vendor == "sqlite":
        return from_now_on("PRAGMA query_only = 1;")
    pid = ask("SELECT pg_backend_pid()")
    with psycopg.connect(os.environ["DATABASE_URL"]) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])
    return lambda: None


class Visitor(Client):
    """A client that begins each request as the server does: with a connection that works."""

    def request(self, **request: Any) -> Any:
        close_old_connections()
        return super().request(**request)


class FormOf(HTMLParser):
    """The form that sends something again, as a browser would read it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.address, self.fields, self._open, self._inside = "", {}, "", False
        self.feed(html)

    fields: dict[str, str]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "main":
            self._inside = True
        if not self._inside:
            return
        if tag == "form":
            self.address = named.get("action") or ""
        elif tag == "input" and named.get("name"):
            self.fields[str(named["name"])] = named.get("value") or ""
        elif tag == "textarea":
            self._open = str(named["name"])
            self.fields[self._open] = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.fields[self._open] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # The first line break after the tag is not part of the value.
            self.fields[self._open] = self.fields[self._open].removeprefix("\n")
            self._open = ""
        if tag == "main":
            self._inside = False


def visit(fault: Callable[[], Repair]) -> dict[str, Any]:
    """Write a note while the fault is there, look around, and send it again afterwards."""
    home = Household.objects.get(name="Samira")
    coordinator = Account.objects.get(email="coordinator@voorbeeld.test")
    address = reverse("support:write_note", args=[home.pk])
    client = Visitor(enforce_csrf_checks=True, raise_request_exception=False)
    let_in(client, coordinator)
    form = FormOf(client.get(address).content.decode())
    before = Note.objects.count()
    repair = fault()
    seen: dict[str, Any] = {}
    failed = client.post(address, {**form.fields, "words": WORDS})
    again = FormOf(failed.content.decode())
    seen["failed"] = failed.status_code
    seen["headers"] = dict(failed.headers)
    seen["kept"] = again.fields.get("words") == WORDS and again.address == address
    seen["told"] = "Je bent niets kwijt" in failed.content.decode()
    seen["helped"] = "0800-2000" in failed.content.decode()
    seen["public"] = [client.get(reverse(name)).status_code for name in PUBLIC]
    seen["visitor"] = [
        Visitor(raise_request_exception=False).get(reverse(name)).status_code for name in PUBLIC
    ]
    repair()
    seen["again"] = client.post(again.address or "/", again.fields).status_code
    notes = list(Note.objects.values_list("words", flat=True))
    seen["saved"] = [words == WORDS.strip() for words in notes[before:]]
    seen["forged"] = _forged(client, address, fault)
    return seen


def _forged(client: Visitor, address: str, fault: Callable[[], Repair]) -> int:
    """What a form of another site gets, when it is sent again from our page with our button."""
    repair = fault()
    failed = client.post(address, {"words": "Van een andere site."})
    repair()
    again = FormOf(failed.content.decode())
    return client.post(address, again.fields).status_code


if __name__ == "__main__":
    settings.ALLOWED_HOSTS.append("testserver")
    settings.STORAGES = {"staticfiles": {"BACKEND": PLAIN_FILES}}
    faults = {"full": full, "gone": gone, "cut_off": cut_off}
    print(json.dumps(visit(faults[sys.argv[1]])))
