"""Choosing, taking along, sharing: for everybody, light, without an account and without a trace."""

import gzip
import re
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from conftest import SignIn
from naast.common.limits import Limit
from naast.common.models import Draft, LogEntry
from naast.people.models import Offering
from naast.programmes.language_files import ORDER
from naast.toolkit.addresses import Trail
from naast.toolkit.models import Reach
from naast.toolkit.papers import making
from naast.toolkit.tests.pieces import png
from naast.toolkit.texts import all_texts
from naast.toolkit.views import making as pages
from tests.cast import Cast

MAKE = "/materiaal/"
MADE = ("toolkit:preview", "toolkit:as_pdf", "toolkit:as_png")
HEAVIEST = 60_000
"""Bytes over the wire, with style sheets and scripts (25,000), without fonts and pictures."""


@pytest.fixture(autouse=True)
def _nothing_made_before() -> Iterator[None]:
    making._shelf.clear()
    yield
    making._shelf.clear()


def page(client: Client, **asked: str) -> str:
    answer = client.get(MAKE, asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.requirement("MV-06")
def test_a_poster_is_there_without_choosing_and_every_choice_stands_in_the_address(
    cast: Cast, client: Client
) -> None:
    text = page(client)
    query = "?wat=poster-a4&amp;over=naast-je&amp;taal=nl&amp;waar=&amp;nummers=nee"
    assert f'src="{reverse("toolkit:preview")}{query}"' in text
    assert f'href="{reverse("toolkit:as_pdf")}{query}"' in text
    chosen = {"wat": "kaartje", "over": "buurtgezinnen", "taal": "uk", "waar": "0546"}
    answer = client.get(reverse("toolkit:as_pdf"), {**chosen, "nummers": "ja"})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "kaartje-buurtgezinnen-leiden-uk.pdf" in answer.headers["Content-Disposition"]
    said = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    code = Trail("buurtgezinnen", "kaartje", "uk", "0546").code
    for each in ("Leiden", "Buurtgezinnen", "112", f"testserver/m/{code}"):
        assert each in said


def test_numbers_to_call_stand_by_themselves_on_what_is_for_who_sees_a_child(
    cast: Cast, client: Client
) -> None:
    for about, there in (("kijk-om", True), ("naast-je", False)):
        answer = client.get(reverse("toolkit:as_pdf"), {"over": about})
        said = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
        assert ("0800-2000" in said) is there


def test_the_only_organisation_there_is_stands_on_it(cast: Cast, client: Client) -> None:
    Offering.objects.filter(organisation=cast.far_organisation).delete()
    assert f"waar=o{cast.organisation.pk}&amp;" in page(client)
    assert "waar=&amp;" in page(client, waar="")


@pytest.mark.requirement("MV-06")
@pytest.mark.parametrize("language", ["en", "ar", "tr", "ti", "uk", "pl"])
def test_a_language_nobody_checked_says_so(cast: Cast, client: Client, language: str) -> None:
    said = "Laat dit eerst iemand lezen"
    assert said in page(client, taal=language)
    assert said not in page(client)
    direction = "rtl" if language == "ar" else "ltr"
    assert f'lang="{language}" dir="{direction}"' in page(client, taal=language)


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize(
    "asked",
    [
        {"wat": "vlag"}, {"over": "onbekend"}, {"taal": "xx"}, {"waar": "9999"},
        {"waar": "o0 OR 1"}, {"nummers": "misschien"}, {"taal": ""}, {"wat": "bericht"},
        {"over": "\x00"}, {"over": "home-start"},
    ],
)  # fmt: skip
def test_what_we_do_not_have_is_said(
    cast: Cast, client: Client, name: str, asked: dict[str, str]
) -> None:
    answer = client.get(reverse(name), asked)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "Kijk hier nog even naar" in text
    assert ("Kies nog iets." if asked == {"taal": ""} else "Dit hebben we niet.") in text
    assert "<img" not in text
    assert client.get(MAKE, asked).status_code == 200


def test_a_programme_is_named_with_a_place_only_where_it_is(cast: Cast, client: Client) -> None:
    Offering.objects.create(organisation=cast.far_organisation, programme="home-start")
    asked = {"over": "home-start", "waar": "0546"}
    assert "In Leiden is dit programma er nog niet." in page(client, **asked)
    assert client.get(reverse("toolkit:as_png"), asked).status_code == 400
    assert client.get(reverse("toolkit:as_png"), {**asked, "waar": "0098"}).status_code == 200


def logo(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/png")


@pytest.mark.requirement("MV-06")
def test_logos_of_partners_stand_on_one_file_and_are_kept_nowhere(
    cast: Cast, client: Client
) -> None:
    sent = {"logo_1": logo(png()), "naam_1": "Bakkerij De Bedachte", "logo_3": logo(png(40, 40))}
    answer = client.post(reverse("toolkit:with_logos"), {**sent, "wat": "flyer-a5", "als": "pdf"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    pdf = PdfReader(BytesIO(answer.content))
    assert all_texts()["nl"].frame.together in pdf.pages[0].extract_text()
    assert not making._shelf
    assert not Draft.objects.exists()
    again = {"logo_1": logo(png()), "als": "png", "wat": "beeld-vierkant"}
    picture = client.post(reverse("toolkit:with_logos"), again)
    assert picture.headers["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Kies minstens één logo."),
        ({"logo_1": logo(b"")}, "Dit bestand is leeg."),
        (
            {"logo_2": logo(b"<svg/>", "logo.svg")},
            "Kies een PNG of een JPEG. SVG nemen we niet aan.",
        ),
        ({"logo_1": logo(b"x" * 3_000_000)}, "hooguit 150 kB"),
        ({"logo_1": logo(b"\xff\xd8\xff" + b"x" * 90)}, "Dit logo kunnen we niet lezen."),
        ({"logo_1": logo(png()[:70])}, "Dit logo kunnen we niet lezen."),
        ({"logo_1": logo(png(points=b"\x00" * 90))}, "Dit logo kunnen we niet lezen."),
        ({"logo_1": logo(png()), "taal": "xx"}, "Dit hebben we niet."),
        ({"logo_1": logo(png()), "naam_1": "a" * 61}, "60"),
    ],
    ids=[
        "none",
        "empty",
        "svg",
        "huge",
        "only looks like it",
        "cut off",
        "too few points",
        "language",
        "name",
    ],
)
def test_a_logo_that_cannot_be_used_is_said(
    cast: Cast, client: Client, sent: dict[str, object], told: str
) -> None:
    for each in sent.values():
        if isinstance(each, SimpleUploadedFile):
            each.seek(0)
    data = {"naam_2": "Blijft staan", "over": "kijk-om", **sent}
    answer = client.post(reverse("toolkit:with_logos"), data)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert told in text
    if "taal" not in sent:
        assert 'value="Blijft staan"' in text
        assert '<input type="hidden" name="over" value="kijk-om">' in text


def test_who_makes_too_much_waits(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MAKE", Limit("toolkit.make", most=2, per=pages.MAKE.per))
    url = reverse("toolkit:as_pdf")
    assert [client.get(url).status_code for _each in range(3)] == [200, 200, 429]
    assert "Probeer het over een half uur" in client.get(url).content.decode()
    sent = {"logo_1": logo(png())}
    assert client.post(reverse("toolkit:with_logos"), sent).status_code == 429
    assert client.get(MAKE).status_code == 200


def test_when_it_is_busy_that_is_said(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "WAIT", 0.01)
    with making._turn:
        answer = client.get(reverse("toolkit:as_png"))
    assert answer.status_code == 503
    assert "Het is druk." in answer.content.decode()


@pytest.mark.parametrize("path", [MAKE, "/over/naast-je/", "/materiaal/delen/buurtgezinnen/"])
def test_a_page_is_light_and_asks_the_same_of_the_database_each_time(
    cast: Cast, client: Client, path: str
) -> None:
    answer = client.get(path)
    assert len(gzip.compress(answer.content)) < HEAVIEST - 25_000
    assert "htmx-2.min" not in answer.content.decode()
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    reads = [each["sql"] for each in asked if "people_" in each["sql"]]
    assert len(reads) == (0 if "delen" in path else 2)  # organisations and what they offer


def test_looking_and_making_leave_no_trace_and_no_cookie(cast: Cast) -> None:
    client, before = Client(), LogEntry.objects.count()
    for path in (MAKE, *map(reverse, MADE), "/over/naast-je/", "/materiaal/delen/naast-je/"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert set(answer.cookies) <= {"f"}  # against forged forms; says nothing of who
    assert LogEntry.objects.count() == before
    assert not Reach.objects.exists()


@pytest.mark.requirement("X-01")
def test_words_to_send_stand_ready_with_a_link_of_their_own(cast: Cast, client: Client) -> None:
    text = client.get("/materiaal/delen/buurtgezinnen/", {"taal": "pl"}).content.decode()
    said, frame = all_texts()["pl"].subject["buurtgezinnen"], all_texts()["pl"].frame
    link = f"http://testserver/m/{Trail('buurtgezinnen', 'bericht', 'pl', '').code}"
    blocks = re.findall(r'<p class="to-copy" lang="pl" dir="ltr">(.*?)</p>', text, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        assert said.title in block
        assert link in block
    assert frame.message_end.split(".")[0] in blocks[1]
    mail = unquote(re.findall(r'href="(mailto:[^"]+)"', text)[0])
    assert link in mail
    assert said.text in mail
    assert client.get("/materiaal/delen/niets/").status_code == 404


def test_where_a_code_leads_one_reads_on_in_ones_own_language_and_can_begin(
    cast: Cast, client: Client
) -> None:
    text = client.get("/over/buurtgezinnen/", {"taal": "ar"}).content.decode()
    assert '<div class="page-head" lang="ar" dir="rtl">' in text
    assert all_texts()["ar"].subject["buurtgezinnen"].title in text
    assert "Steun in Leiden" in text
    for name in ("support:ask", "people:offer"):
        assert f'href="{reverse(name)}"' in text
    assert f'href="{reverse("guide:near")}?taal=ar"' in text
    assert client.get("/over/niets/").status_code == 404
    assert '<html lang="nl"' in client.get("/over/sta-naast/", {"taal": "'xx"}).content.decode()


@pytest.mark.parametrize("language", ORDER)
def test_before_a_door_to_a_dutch_page_it_says_so_in_the_language_of_the_reader(
    language: str, cast: Cast, client: Client
) -> None:
    address, doors = "/over/buurtgezinnen/", all_texts()[language].doors
    text = client.get(address, {"taal": language}).content.decode()
    main = text.split("<main")[1].split("</main>")[0]
    for words in (doors.ask, doors.offer, doors.stop, doors.where, doors.share):
        assert words in main
    assert (f">{doors.what}<" in main) is (language in ("nl", "en"))  # where the programme says it
    assert (doors.next_is_dutch in main) is (language != "nl")
    if language not in ("nl", "en"):
        for dutch in ("Vertel wat je zoekt", "Wat het is", "Stoppen mag altijd", "Kijk bij jou"):
            assert dutch not in main
        assert "heeft deze woorden nog meegelezen" in main
    english = client.get(
        address, {"taal": "en"}, headers={"accept-language": "en"}
    ).content.decode()
    assert all_texts()["en"].doors.next_is_dutch not in english  # the next page is English too


def test_one_finds_it_from_the_front_door(cast: Cast, sign_in: SignIn, client: Client) -> None:
    for path in ("/", "/zorgen/"):
        assert f'href="{MAKE}"' in client.get(path).content.decode()
    reach = f'href="{reverse("toolkit:reach")}"'
    assert reach in sign_in(cast.coordinator).get(MAKE).content.decode()
    assert reach not in page(client)
