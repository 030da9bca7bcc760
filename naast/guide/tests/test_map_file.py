"""A keeper takes a whole map in from a file: first what it would do, then a yes, in one go."""

import io
import json
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Postman, SignIn
from naast.common.models import Draft, LogEntry
from naast.guide.exchange import Unfit, as_json, as_sheets, read_file, tables_of
from naast.guide.exchange.comparing import Comparison, Part
from naast.guide.exchange.nested import PAGE
from naast.guide.exchange.profile import ON_A_PAGE
from naast.guide.models import ContactPerson, Service, Synonym
from naast.guide.models.words import changed
from naast.guide.selectors.map_file import read_for, waiting_file
from naast.guide.services import contacts, map_file
from naast.kernel.errors import DomainError, Refused
from tests.cast import NOW, Cast
from tests.demo_map import Named

URL = "/sociale-kaart/inlezen/"
SITE = "https://naast.example"
Change = Callable[[list[dict[str, Any]]], object]


def file_with(change: Change, *, everything: bool = True) -> bytes:
    """The map as it stands, as JSON, with a change."""
    page = json.loads(as_json(tables_of(NOW.date(), everything=everything)))
    change(page["contents"])
    return json.dumps(page).encode()


def named(services: list[dict[str, Any]], service: Service) -> dict[str, Any]:
    return next(each for each in services if each["id"] == str(service.uuid))


def small(change: Change, *keep: Service) -> bytes:
    """Only these services, so that it fits on a page."""

    def cut(services: list[dict[str, Any]]) -> None:
        ids = {str(each.uuid) for each in keep}
        services[:] = [each for each in services if each["id"] in ids]
        change(services)

    return file_with(cut)


def send(client: Client, content: bytes, name: str = "kaart.json") -> str:
    sent = SimpleUploadedFile(name, content, "application/octet-stream")
    response = client.post(URL, {"file": sent}, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def whole_map() -> object:
    return tables_of(NOW.date(), everything=True)


def seal_of(cast: Cast) -> str:
    waiting = waiting_file(cast.coordinator, cast.now)
    assert waiting is not None
    return waiting.seal


@pytest.mark.requirement("MV-05")
def test_first_one_reads_what_it_would_do_and_a_yes_does_it(
    cast: Cast, the_map: Named, sign_in: SignIn, postman: Postman
) -> None:
    cafe = the_map("taalcafe")

    def change(services: list[dict[str, Any]]) -> None:
        there = named(services, cafe)
        there["name"] = "Taalcafé op dinsdag"
        there.pop("service_at_locations")
        new = json.loads(json.dumps(there))
        new |= {"id": "0a4f5c1e-0000-4000-8000-000000000001", "name": "Fietsles voor moeders"}
        for kind in ("phones", "languages", "service_areas", "cost_options", "attributes"):
            for number, part in enumerate(new.get(kind, [])):
                part["id"] = f"0a4f5c1e-0000-4000-8000-{hash(kind) % 10**6:06d}{number:06d}"
                part.pop("service_id", None)
                if kind == "attributes":
                    part["link_id"] = new["id"]
        new["contacts"] = [{
            "id": "0a4f5c1e-0000-4000-8000-000000000002", "name": "Roos",
            "email": "roos@fiets.example",
        }]  # fmt: skip
        services.append(new)

    client, before = sign_in(cast.coordinator), whole_map()
    text = send(client, small(change, cafe))
    for words in ("Fietsles voor moeders", "Taalcafé op dinsdag", "de naam", "de plek", "Roos"):
        assert words in text, words
    assert whole_map() == before
    assert 'type="file"' in text
    assert "base64" not in text  # the file waits here, not in the page

    seal = text.split('name="seal" value="')[1].split('"')[0]
    response = client.post(reverse("guide:answer_import"), {"answer": "yes", "seal": seal})
    assert response.status_code == 302
    new = Service.objects.get(name="Fietsles voor moeders")
    assert Service.objects.get(uuid=cafe.uuid).name == "Taalcafé op dinsdag"
    assert not cafe.at.exists()
    assert Service.objects.count() == 70
    line = LogEntry.objects.get(action="guide.map.taken_in")
    assert line.actor_id == cast.coordinator.pk
    roos = new.contacts.get()
    assert roos.said_yes_at is None
    assert roos.asked_at is not None
    assert [letter.to for letter in postman()] == [["roos@fiets.example"]]
    assert not Draft.objects.filter(kind="guide.map_file").exists()


def test_the_own_part_goes_out_and_comes_back_without_a_change(
    cast: Cast, the_map: Named, sign_in: SignIn
) -> None:
    client = sign_in(cast.coordinator)
    for address in ("mijn-kaart.zip", "mijn-kaart.json"):
        content = client.get(f"/sociale-kaart/{address}").content
        tables = read_file(content)
        mine = Service.objects.looked_after_by(cast.coordinator).count()
        assert len(tables["service"]) == mine < 69
        text = send(client, content, address)
        assert "staat al op de kaart" in text
        assert f"{mine} voorzieningen blijven" in text
    assert "taalcafe" not in client.get("/sociale-kaart/mijn-kaart.json").content.decode()


def test_the_map_everybody_may_take_along_comes_back_too(cast: Cast, the_map: Named) -> None:
    """It lacks what visitors do not read; for what others keep that is no change."""
    far = the_map("w_taal")
    ContactPerson.objects.create(service=far, name="Wacht nog", email="w@far.example")
    for content in (as_sheets(tables_of(NOW.date())), file_with(lambda all_: all_[:3])[:0]):
        if content:
            found = map_file.keep_file(
                actor=cast.coordinator, name="k.zip", content=content, now=cast.now
            )
            assert not found.refused
            assert not found.changed
            assert not found.new


def rename(services: list[dict[str, Any]]) -> None:
    services[0]["name"] = "Van mij nu"


def widen(services: list[dict[str, Any]]) -> None:
    services[0]["service_areas"][0]["extent"] = "GM0098"


def grow(services: list[dict[str, Any]]) -> None:
    services[0]["service_areas"] = [
        {"id": services[0]["id"], "extent": "NL", "extent_type": "text"}
    ]


def rename_owner(services: list[dict[str, Any]]) -> None:
    services[0]["organization"]["name"] = "Iets anders"


def new_elsewhere(services: list[dict[str, Any]]) -> None:
    there = services[0]
    area = {"id": there["id"], "extent": "GM0098", "extent_type": "text"}
    services[0] = {
        "id": "0a4f5c1e-0000-4000-8000-000000000009", "name": "Nieuw", "description": "Ver weg.",
        "status": "active", "organization": there["organization"], "service_areas": [area],
    }  # fmt: skip


def checked_later(services: list[dict[str, Any]]) -> None:
    services[0]["assured_date"] = "2027-01-01"


@pytest.mark.parametrize(
    ("whose", "change", "says"),
    [
        ("w_taal", rename, "houdt iemand anders bij"),
        ("veiligthuis", rename, "houdt iemand anders bij"),
        ("w_taal", rename_owner, "houdt iemand anders bij"),
        ("w_taal", new_elsewhere, "waar je niet werkt"),
        ("taalcafe", widen, "eigen gemeenten"),
        ("taalcafe", grow, "eigen gemeenten"),
        ("taalcafe", checked_later, "nog moet komen"),
    ],
)
def test_only_what_is_ones_own_changes(
    whose: str, change: Change, says: str, cast: Cast, the_map: Named
) -> None:
    before, content = whole_map(), small(change, the_map(whose))
    found = map_file.keep_file(actor=cast.coordinator, name="k", content=content, now=cast.now)
    assert any(says in fault for fault in found.refused.faults)
    assert waiting_file(cast.coordinator, cast.now) is None
    assert whole_map() == before


def test_an_organisation_that_others_use_too_is_not_renamed(cast: Cast, the_map: Named) -> None:
    mine, theirs = the_map("taalcafe"), the_map("w_taal")
    Service.objects.filter(pk=theirs.pk).update(provider=mine.provider)
    content = small(rename_owner, the_map("taalcafe"))
    found = map_file.keep_file(actor=cast.coordinator, name="k", content=content, now=cast.now)
    assert found.refused.faults == [
        "Iets anders: anderen gebruiken dit ook, en je bestand verandert het"
    ]


def test_an_id_stays_with_what_it_belongs_to(cast: Cast, the_map: Named) -> None:
    """Nobody pulls a place, a time or a person of others to themselves by writing their id."""
    mine = the_map("taalcafe")
    theirs = ContactPerson.objects.create(
        service=the_map("w_taal"), name="Van hen", email="hen@far.example", said_yes_at=cast.now
    )
    other_at = the_map("w_taal").at.first() or the_map("koffieochtend").at.get()

    def steal_person(services: list[dict[str, Any]]) -> None:
        services[0]["contacts"] = [
            {"id": str(theirs.uuid), "name": "Van mij", "email": "mij@x.example"}
        ]

    def steal_place(services: list[dict[str, Any]]) -> None:
        services[0]["service_at_locations"][0]["id"] = str(other_at.uuid)
        services[0]["service_at_locations"][0].pop("schedules", None)

    for steal in (steal_person, steal_place):
        found = map_file.keep_file(
            actor=cast.coordinator, name="k.json", content=small(steal, mine), now=cast.now
        )
        assert any("id van iets anders" in fault for fault in found.refused.faults)
    theirs.refresh_from_db()
    assert theirs.name == "Van hen"


def test_a_person_who_cannot_be_asked_is_refused(cast: Cast, the_map: Named) -> None:
    def change(services: list[dict[str, Any]]) -> None:
        services[0]["contacts"] = [
            {"id": "0a4f5c1e-0000-4000-8000-000000000003", "name": "Zonder adres"}
        ]

    content = small(change, the_map("taalcafe"))
    found = map_file.keep_file(actor=cast.coordinator, name="k", content=content, now=cast.now)
    assert "zonder e-mailadres" in found.refused.faults[0]


def on_the_map(cast: Cast, service: Service, **more: Any) -> ContactPerson:
    given = {"asked_at": cast.now, "said_yes_at": cast.now, **more}
    return ContactPerson.objects.create(
        service=service, name="Ans", role="Gastvrouw", phone="071 1", email="ans@cafe.example",
        face=b"face", **given,
    )  # fmt: skip


def told(contact: ContactPerson, **more: Any) -> Change:
    """A file in which the contact person is told of in other words."""

    def change(services: list[dict[str, Any]]) -> None:
        there = services[0]["contacts"]
        mine = next(each for each in there if each["id"] == str(contact.uuid))
        if (phone := more.pop("phone", None)) is not None:
            mine["phones"][0]["number"] = phone
        if more.pop("elsewhere", False):
            at = services[0]["service_at_locations"][0]
            mine["location_id"] = at["location"]["id"]
        mine.update(more)
        services[0]["name"] = "Anders"  # so that the service is written

    return change


def look_and_yes(cast: Cast, content: bytes, now: Any = None) -> list[str]:
    found = map_file.keep_file(
        actor=cast.coordinator, name="k", content=content, now=now or cast.now
    )
    assert not found.refused.faults
    map_file.take_in_file(
        actor=cast.coordinator, seal=seal_of(cast), site=SITE, now=now or cast.now
    )
    return found.asked


@pytest.mark.parametrize(
    "more",
    [
        {"name": "Kees"}, {"phone": "071 999"}, {"title": "Baas"}, {"elsewhere": True},
        {"email": "kees@cafe.example"},
    ],
)  # fmt: skip
def test_a_yes_is_to_these_words_and_no_others(
    more: dict[str, Any], cast: Cast, the_map: Named, postman: Postman
) -> None:
    ans = on_the_map(cast, the_map("taalcafe"))
    asked = look_and_yes(cast, small(told(ans, **more), the_map("taalcafe")))
    assert asked == [more.get("name", "Ans")]
    here = ContactPerson.objects.get(uuid=ans.uuid)
    assert here.said_yes_at is None
    assert [letter.to for letter in postman()] == [[here.email]]
    somebody_else = "name" in more or "email" in more
    assert (here.pk != ans.pk) == somebody_else
    assert (here.face is None) == somebody_else
    assert (contacts.opened_by(contacts.link_of(ans)) is None) == ("email" in more)


def test_who_is_told_of_in_the_same_words_is_not_asked_again(
    cast: Cast, the_map: Named, postman: Postman
) -> None:
    ans = on_the_map(cast, the_map("taalcafe"))
    waits = on_the_map(cast, the_map("taalcafe"), said_yes_at=None)
    assert look_and_yes(cast, small(told(ans), the_map("taalcafe"))) == []
    assert postman() == []
    assert ContactPerson.objects.get(pk=ans.pk).said_yes_at == cast.now
    assert ContactPerson.objects.get(pk=waits.pk).said_yes_at is None


def test_who_was_never_asked_is_named_too_and_counts_along(
    cast: Cast, the_map: Named, postman: Postman
) -> None:
    cafe = the_map("taalcafe")
    ans = on_the_map(cast, cafe, asked_at=None, said_yes_at=None)
    assert look_and_yes(cast, small(told(ans), cafe)) == ["Ans"]
    assert len(postman()) == 1
    ContactPerson.objects.bulk_create(
        ContactPerson(service=cafe, name=f"Ans {n}", email=f"ans{n}@cafe.example")
        for n in range(51)
    )
    content = small(lambda all_: all_[0].update(name="Weer anders"), the_map("taalcafe"))
    found = map_file.keep_file(actor=cast.coordinator, name="k", content=content, now=cast.now)
    assert any("50" in fault for fault in found.refused.faults)


def with_people(*addresses: str) -> Change:
    def change(services: list[dict[str, Any]]) -> None:
        services[0]["contacts"] = [
            {"id": str(uuid4()), "name": f"Roos {n}", "email": address}
            for n, address in enumerate(addresses)
        ]

    return change


def test_one_mailbox_is_not_asked_again_and_again(
    cast: Cast, the_map: Named, postman: Postman
) -> None:
    cafe = the_map("taalcafe")
    found = map_file.keep_file(
        actor=cast.coordinator, name="k", now=cast.now,
        content=small(with_people(*["a@b.example", "A@b.example"] * 3), cafe),
    )  # fmt: skip
    assert [fault for fault in found.refused.faults if "a@b.example" in fault]
    for _file in range(2):
        assert look_and_yes(cast, small(with_people(*["a@b.example"] * 5), cafe))
    before = whole_map()
    with pytest.raises(DomainError, match=r"a@b\.example"):
        look_and_yes(cast, small(with_people("c@b.example", "a@b.example"), cafe))
    assert whole_map() == before
    assert len(postman()) == contacts.ASK_AT.most


def test_one_keeper_does_not_have_everybody_asked(
    cast: Cast, the_map: Named, postman: Postman
) -> None:
    cafe = the_map("taalcafe")
    for day in range(2):
        people = [f"r{day}{n}@b.example" for n in range(50)]
        look_and_yes(cast, small(with_people(*people), cafe))
    with pytest.raises(DomainError, match="morgen"):
        look_and_yes(cast, small(with_people("nog@b.example"), cafe))
    assert len(postman()) == contacts.ASK_BY.most


def test_a_yes_counts_for_what_was_seen(cast: Cast, the_map: Named) -> None:
    cafe = the_map("taalcafe")

    def change(services: list[dict[str, Any]]) -> None:
        services[0]["name"] = "Anders"

    def keep() -> None:
        map_file.keep_file(
            actor=cast.coordinator, name="k", content=small(change, cafe), now=cast.now
        )

    def yes(seal: str, **more: Any) -> None:
        given = {"actor": cast.coordinator, "now": cast.now, **more}
        map_file.take_in_file(seal=seal, site=SITE, **given)

    with pytest.raises(DomainError):
        yes("")  # nothing waits
    keep()
    seal = seal_of(cast)
    changed()
    with pytest.raises(DomainError, match="veranderd"):
        yes(seal)
    assert the_map("taalcafe").name != "Anders"
    with pytest.raises(DomainError):
        yes(seal_of(cast), actor=cast.far_coordinator)
    with pytest.raises(DomainError):
        yes(seal_of(cast), now=cast.now + timedelta(days=1, minutes=1))
    with pytest.raises(Refused):
        yes(seal_of(cast), actor=cast.parent)
    yes(seal_of(cast))
    assert the_map("taalcafe").name == "Anders"


def test_a_file_goes_when_thrown_away_and_after_a_day(
    cast: Cast, the_map: Named, sign_in: SignIn
) -> None:
    cafe = the_map("taalcafe")
    content = small(lambda all_: all_[0].update(name="Anders"), cafe)
    client = sign_in(cast.coordinator)
    send(client, content)
    waiting = Draft.objects.filter(kind="guide.map_file")
    assert waiting.count() == 1
    client.post(reverse("guide:answer_import"), {"answer": "no"})
    assert not waiting.exists()
    map_file.keep_file(
        actor=cast.coordinator, name="k", content=content, now=cast.now - timedelta(days=3)
    )
    assert waiting_file(cast.coordinator, cast.now) is None
    call_command("ask_owners")
    assert not waiting.exists()
    assert the_map("taalcafe").name == cafe.name


def zipped(*members: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def with_lzma(member: bytes) -> bytes:
    """A zip that says its member is LZMA, whatever it is."""
    made = bytearray(zipped((TABLE, b"")))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.infolist()[0].header_offset == 0
    directory, end = made.index(b"PK\x01\x02"), made.index(b"PK\x05\x06")
    first, rest, tail = made[:30] + TABLE.encode(), made[directory:end], made[end:]
    for header, at in ((first, 8), (rest, 10)):
        header[at : at + 2] = zipfile.ZIP_LZMA.to_bytes(2, "little")
        size = len(member).to_bytes(4, "little")
        header[at + 10 : at + 18] = size + (1000).to_bytes(4, "little")
    tail[16:20] = (len(first) + len(member)).to_bytes(4, "little")
    return bytes(first + member + rest + tail)


def before_its_beginning() -> bytes:
    """A zip that says its list of members stands further on than it does."""
    made = bytearray(zipped((TABLE, b"id\n")))
    end = made.index(b"PK\x05\x06")
    made[end + 16 : end + 20] = b"\0\0\1\0"
    return bytes(made)


def misspelt() -> bytes:
    """A zip of which a name says that it is UTF-8, and is not."""
    made = zipped(("café.csv", b"id\n"))
    return made.replace("é".encode(), b"\xff\xff")


TABLE = "organizations.csv"
HOSTILE: dict[str, Callable[[], bytes]] = {
    "a bomb": lambda: zipped(("services.csv", b"0" * 900_000_000)),
    "many small bombs": lambda: zipped(
        *((name, b"a,b\n" + b",\n" * 4_000_000) for name in ("services.csv", TABLE, "phones.csv"))
    ),
    "rows without end": lambda: zipped((TABLE, b"id,name\n" + b"x,y\n" * 2_000_000)),
    "columns without end": lambda: zipped((TABLE, b",".join(b"%d" % n for n in range(100_000)))),
    "nothing but depth": lambda: b"[" * 900_000,
    "a million objects": lambda: b"[" + b"{}," * 300_000 + b"{}]",
    "one long number": lambda: b'[{"minimum_age": ' + b"9" * 900_000 + b"}]",
    "no zip": lambda: b"PK" + b"\0" * 900_000,
    "a damaged member": lambda: with_lzma(b"\x09\x04\x05\x00" + b"\xff" * 60),
    "four gigabytes of memory": lambda: with_lzma(
        b"\x09\x04\x05\x00\x5d\xff\xff\xff\xff" + b"\0" * 60
    ),
    "a name that is none": lambda: misspelt(),
    "a place before the beginning": lambda: before_its_beginning(),
    "a point without end": lambda: (
        b'[{"service_at_locations": [{"location": {"latitude": 1' + b"0" * 400 + b"}}]}]"
    ),
    "another way of writing": lambda: "naam\nCafé\n".encode("utf-16"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_stays_small_and_changes_nothing(
    name: str, cast: Cast, the_map: Named
) -> None:
    before, words = whole_map(), Synonym.objects.count()
    content = HOSTILE[name]()
    assert len(content) <= 1_000_000, "what a page takes"
    tracemalloc.start()
    begun = time.process_time()
    try:
        with pytest.raises(Unfit):
            map_file.keep_file(actor=cast.coordinator, name="k", content=content, now=cast.now)
        seconds, (_now, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 120_000_000
    assert seconds < 20  # traced, that is slow; without it some tenths of a second
    assert whole_map() == before
    assert Synonym.objects.count() == words
    assert not Draft.objects.filter(kind="guide.map_file").exists()


def test_a_page_says_in_one_report_what_is_wrong(
    cast: Cast, the_map: Named, sign_in: SignIn
) -> None:
    client = sign_in(cast.coordinator)
    text = send(client, HOSTILE["another way of writing"](), "naam.csv")
    assert "Er is niets veranderd" in text
    assert "UTF-8" in text
    text = send(client, file_with(lambda all_: [each.update(geheim=1) for each in all_]))
    assert "geheim: dit veld kennen we niet" in text
    assert "(en nog 68 keer)" in text
    assert "groter dan 1 MB" in send(client, b" " * 1_000_001)
    assert "Vul dit nog in" in client.post(URL, {}).content.decode()
    assert ON_A_PAGE.each > 1_000_000
    assert "contents" in PAGE


def test_not_too_often_and_only_by_who_keeps_a_map(cast: Cast, the_map: Named) -> None:
    for _each in range(30):
        with pytest.raises(Unfit):
            map_file.keep_file(actor=cast.coordinator, name="k", content=b"", now=cast.now)
    with pytest.raises(DomainError):
        map_file.keep_file(actor=cast.coordinator, name="k", content=b"", now=cast.now)
    with pytest.raises(Refused):
        map_file.keep_file(actor=cast.parent, name="k", content=b"", now=cast.now)


def test_looking_again_costs_nothing_until_the_map_changes(
    cast: Cast, the_map: Named, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[int] = []

    def counted(*given: Any) -> Any:
        reads.append(1)
        return read_for(*given)

    monkeypatch.setattr(map_file, "read_for", counted)
    client = sign_in(cast.coordinator)
    content = small(with_people("roos@b.example"), the_map("taalcafe"))
    first = send(client, content)
    for _look in range(3):
        again = client.get(URL).content.decode()
        assert "Roos 0" in again
        assert "contactpersonen" in again
    assert len(reads) == 1
    seal = first.split('name="seal" value="')[1].split('"')[0]
    changed()
    for _look in range(2):
        assert "Roos 0" in client.get(URL).content.decode()
    assert len(reads) == 3
    answer = reverse("guide:answer_import")
    for _yes in range(40):
        client.post(answer, {"answer": "yes", "seal": seal})  # to a map that is no more
    text = client.get(URL).content.decode()
    assert "veel bestanden" in text
    assert "Roos 0" not in text
    assert len(reads) == 3


def test_what_was_found_is_read_back_as_it_was() -> None:
    found = Comparison(["Nieuw"], [Part("Café", ["de naam"])], [Part("Café", ["x"])], 3, ["Roos"])
    found.ids.add("b")
    for _time in range(2):
        found.refused.add("rij 1", "dit klopt niet", alike="a")
    back = Comparison.read_back(json.loads(json.dumps(found.as_kept())))
    assert back == found
    assert back.refused.faults == found.refused.faults


def test_for_everybody_else_these_pages_do_not_exist(cast: Cast, sign_in: SignIn) -> None:
    for who in ("parent", "supporting_parent", "regional", "municipality", "stranger"):
        client = sign_in(cast.by_name(who))
        for name in ("import_map", "my_json", "my_sheets"):
            assert client.get(reverse(f"guide:{name}")).status_code == 404, (who, name)
        for name in ("import_map", "answer_import"):
            assert client.post(reverse(f"guide:{name}"), {"answer": "yes"}).status_code == 404
    visitor = Client()
    assert visitor.get(URL).status_code in (302, 404)
    assert not Draft.objects.filter(kind="guide.map_file").exists()


def test_a_map_of_a_command_asks_its_contact_persons_too(
    cast: Cast, the_map: Named, tmp_path: Path, postman: Postman
) -> None:
    file = tmp_path / "kaart.json"
    file.write_bytes(as_json(tables_of(NOW.date())))
    ContactPerson.objects.all().delete()
    call_command("import_map", str(file))
    with_address = ContactPerson.objects.exclude(email="")
    assert len(postman()) == with_address.count() > 0
    assert not ContactPerson.objects.filter(asked_at=None).exists()


def test_a_command_leaves_who_had_many_mails_for_another_day(
    cast: Cast, the_map: Named, tmp_path: Path, postman: Postman
) -> None:
    file = tmp_path / "kaart.json"
    file.write_bytes(small(with_people(*["a@b.example"] * 12), the_map("taalcafe")))
    call_command("import_map", str(file))
    later = ContactPerson.objects.filter(email="a@b.example", asked_at=None)
    assert (len(postman()), later.count()) == (10, 2)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        call_command("import_map", str(file))
        assert (len(postman()), later.count()) == (2, 0)
