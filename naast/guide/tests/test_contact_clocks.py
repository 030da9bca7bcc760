"""Contact persons go by themselves: without a yes after sixty days, with one after two years."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from naast.common.belongings import hands
from naast.common.logbook import SYSTEM
from naast.common.processing import record
from naast.guide.exchange import as_json, read_file, tables_of, take_in
from naast.guide.models import ContactPerson
from naast.guide.services import contacts
from tests.cast import Cast
from tests.clocks import last_second
from tests.demo_map import Named
from tests.plugin_trust import Promise

Written = Callable[[Cast, Named], ContactPerson]
MAIL = "kanaria@school.example"


def asked_by_hand(cast: Cast, the_map: Named) -> ContactPerson:
    return contacts.name_contact(
        actor=cast.coordinator, service_uuid=the_map("vraagteam").uuid, at_uuid=None, face=None,
        told=contacts.ContactTold("Kanaria", MAIL), site="https://naast.example", now=cast.now,
    )  # fmt: skip


def from_a_file(cast: Cast, the_map: Named) -> ContactPerson:
    ContactPerson.objects.create(
        service=the_map("vraagteam"), name="Kanaria", said_yes_at=cast.now, waits_since=None
    )
    file = as_json(tables_of(cast.now.date(), everything=True))
    ContactPerson.objects.all().delete()
    take_in(read_file(file), actor=SYSTEM, now=cast.now)
    return ContactPerson.objects.get(name="Kanaria")


def never_asked(cast: Cast, the_map: Named) -> ContactPerson:
    return ContactPerson.objects.create(
        service=the_map("vraagteam"), name="Kanaria", email=MAIL, waits_since=cast.now
    )


def said_yes(cast: Cast, the_map: Named) -> ContactPerson:
    made = never_asked(cast, the_map)
    contacts.say_yes(token=contacts.link_of(made), now=cast.now)
    return made


@pytest.mark.trust
@pytest.mark.parametrize(
    ("clock", "written"),
    [
        ("contact_unanswered", asked_by_hand),
        ("contact_unanswered", from_a_file),
        ("contact_unanswered", never_asked),
        ("contact_person", said_yes),
    ],
)
def test_a_contact_person_goes_to_the_second(
    cast: Cast, the_map: Named, promise: Promise, clock: str, written: Written
) -> None:
    person, last, broken = written(cast, the_map), last_second(clock, cast.now), 0
    for seconds, expected in ((0, True), (1, False), (2, False)):
        for key in ("contact_unanswered", "contact_person"):
            hands()[key](record().clocks[key], last + timedelta(seconds=seconds))
        broken += ContactPerson.objects.filter(pk=person.pk).exists() is not expected
    promise.kept(
        "P17", f"klok {clock}: −1 s er nog, 0 en +1 s weg", count=3, broken=broken, floor=3
    )


def test_who_said_yes_does_not_go_for_having_been_asked_long_ago(
    cast: Cast, the_map: Named
) -> None:
    person, later = asked_by_hand(cast, the_map), cast.now + timedelta(days=59)
    contacts.say_yes(token=contacts.link_of(person), now=later)
    person.refresh_from_db()
    assert person.waits_since is None
    clock = record().clocks["contact_unanswered"]
    assert hands()["contact_unanswered"](clock, later + timedelta(days=600)) == 0


def test_who_is_asked_anew_by_a_file_has_sixty_days_from_then(cast: Cast, the_map: Named) -> None:
    person, later = said_yes(cast, the_map), cast.now + timedelta(days=400)
    tables = tables_of(cast.now.date(), everything=True)
    for row in tables["contact"]:
        if row["id"] == str(person.uuid):
            row["title"] = "Nu iets anders"
    take_in(tables, actor=SYSTEM, now=later)
    person.refresh_from_db()
    assert (person.said_yes_at, person.waits_since) == (None, later)


def test_who_was_there_before_this_clock_waits_since_the_day_of_the_question(
    cast: Cast, the_map: Named
) -> None:
    asked, _never, _yes = (
        ContactPerson.objects.create(service=the_map("vraagteam"), name=name, **days)
        for name, days in (
            ("A", {"asked_at": cast.now - timedelta(days=70)}),
            ("B", {}),
            ("C", {"said_yes_at": cast.now, "waits_since": None}),
        )
    )
    migration = import_module("naast.guide.migrations.0002_contacts_without_a_yes")
    migration.since_when(apps, None)
    since = dict(ContactPerson.objects.values_list("name", "waits_since"))
    assert since["A"] == asked.asked_at
    assert since["B"] is not None
    assert since["B"] != asked.asked_at
    assert since["C"] is None


def test_without_a_yes_and_without_a_day_nobody_is_kept(cast: Cast, the_map: Named) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPerson.objects.create(service=the_map("vraagteam"), name="Kanaria", waits_since=None)


def test_the_page_says_what_happens_without_an_answer(
    cast: Cast, the_map: Named, client: Client
) -> None:
    own = reverse("guide:be_contact", args=[contacts.link_of(asked_by_hand(cast, the_map))])
    assert "60 dagen" in client.get(own).content.decode()
    after = client.post(own, {"answer": "yes"}).content.decode()
    assert "60 dagen" not in after
    assert "Ja, zet mij erbij" not in after


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_an_answer_that_comes_too_late_is_said(
    cast: Cast, the_map: Named, client: Client, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    person = asked_by_hand(cast, the_map)
    own, opened_by = (
        reverse("guide:be_contact", args=[contacts.link_of(person)]),
        contacts.opened_by,
    )

    def gone_after_the_look(token: str) -> ContactPerson | None:
        found = opened_by(token)
        ContactPerson.objects.filter(pk=person.pk).delete()
        return found

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(contacts, "opened_by", gone_after_the_look)
        response = client.post(own, {"answer": answer})
    assert response.status_code == 200
    text = response.content.decode()
    assert "Intussen heeft iemand dit veranderd" in text
    assert "Kanaria" not in text
    assert client.get(own).status_code == 404
