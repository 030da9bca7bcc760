"""Who worries ticks, writes and prints: nothing of it leaves the page, and nothing is kept."""

import gzip
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse
from icalendar import Calendar
from playwright.sync_api import Page, Response, expect
from pytest_django.live_server_helper import LiveServer

from naast.ui import lexicon
from tests.plugin_browser import DESK, PHONE, Visitor, assert_accessible, assert_fits
from tests.plugin_trust import FULL, Promise
from tests.test_leaving import kept_in_browser

pytestmark = [pytest.mark.browser, pytest.mark.trust, pytest.mark.django_db(transaction=True)]

HEAVIEST = 60_000
"""Bytes over the wire without fonts; files are compressed there, pages are not."""

CANARY = "Zorgenkanarie van de overkant, met een; komma"
ADDRESSES = [
    *(reverse(f"worry:{name}") for name in ("begin", "words", "three_things", "gestures")),
    reverse("worry:safety"),
    reverse("ui:words"),
    *(reverse("worry:role", args=[slug]) for slug in ("buur", "kinderopvang", "behandelaar")),
    *(reverse("worry:in_language", args=[code]) for code in ("ar", "ti", "pl")),
    *(reverse("worry:safety_in_language", args=[code]) for code in ("ar", "uk")),
]
"""Every kind of page, and every way of writing; the others differ in their words only."""


def tick_and_write_everything(page: Page) -> int:
    """Use every control in the text of a page; gives how many there were."""
    controls = page.locator("main input, main textarea")
    for place in range(controls.count()):
        control = controls.nth(place)
        if not control.is_visible():
            continue
        match control.get_attribute("type"):
            case "checkbox" | "radio":
                control.check()
            case "date":
                control.fill("2026-12-24")
            case _:
                control.fill(CANARY)
    return controls.count()


@pytest.mark.requirement("MV-01", "MV-04", "CL-07", "KG-04")
@pytest.mark.parametrize("width", [PHONE, DESK] if FULL else [PHONE])
def test_no_request_leaves_when_somebody_ticks_and_writes(
    visitor: Visitor, live_server: LiveServer, promise: Promise, width: int,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    page = visitor(width)
    caplog.set_level(logging.DEBUG)
    asked: list[str] = []
    used = 0
    page.on("request", lambda request: asked.append(request.url))
    for address in ADDRESSES:
        page.goto(live_server.url + address, wait_until="networkidle")
        asked.clear()
        used += tick_and_write_everything(page)
        page.emulate_media(media="print")
        page.emulate_media(media="screen")
        page.wait_for_timeout(100)
        assert not asked, address
    assert CANARY[:12] not in caplog.text
    assert not kept_in_browser(page, live_server.url)
    promise.kept("P14", "verzoeken bij aankruisen en schrijven", count=used, broken=0, floor=120)


def everything_in_the_database() -> Iterator[str]:
    """All rows of all tables as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield from map(str, cursor.fetchall())


def test_nothing_of_it_is_in_the_database(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + reverse("worry:safety"))
    assert tick_and_write_everything(page)
    page.get_by_role("button", name="Zet het in mijn agenda").click()
    assert not [row for row in everything_in_the_database() if CANARY[:12] in row]


def reminder(page: Page, folder: Path) -> Calendar:
    """The file that the page makes."""
    with page.expect_download() as given:
        page.get_by_role("button", name="Zet het in mijn agenda").click()
    path = folder / "reminder.ics"
    given.value.save_as(path)
    raw = path.read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    return Calendar.from_ical(raw)


@pytest.mark.requirement("KG-04")
def test_a_promise_becomes_a_reminder_without_saying_what_it_is(
    page: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    page.goto(live_server.url + reverse("worry:gestures"))
    page.get_by_label("Kook een pan meer en breng hem langs.").check()
    expect(page.get_by_label("Ik ga")).to_have_value("Kook een pan meer en breng hem langs.")
    page.get_by_role("button", name="Zet het in mijn agenda").click()
    expect(page.get_by_text("Kies eerst een dag.")).to_be_visible()
    page.get_by_label("Wanneer wil je eraan denken?").fill("2026-12-24")
    (event,) = reminder(page, tmp_path).walk("VEVENT")
    assert str(event["summary"]) == "Even aan denken"
    assert event["dtstart"].to_ical() == b"20261224T100000"
    assert len(event.walk("VALARM")) == 1

    page.get_by_label("Ik ga").fill(CANARY * 2)
    page.get_by_label("Zet mijn eigen woorden in mijn agenda").check()
    (event,) = reminder(page, tmp_path).walk("VEVENT")
    assert str(event["summary"]) == CANARY * 2


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
@pytest.mark.requirement("MV-01")
def test_choosing_an_age_shows_what_belongs_to_it(
    visitor: Visitor, live_server: LiveServer, scripts: bool
) -> None:
    page = visitor(PHONE, java_script_enabled=scripts)
    page.goto(live_server.url + reverse("worry:role", args=["buur"]))
    young, old = page.get_by_text("De baby huilt week na week"), page.get_by_text("stelt het eigen")
    ordinary = page.get_by_text("Huilen, kort slapen")
    expect(young).to_be_visible()
    expect(old).to_be_visible()
    expect(ordinary).to_be_hidden()
    page.get_by_label("0 en 1 jaar").check()
    expect(young).to_be_visible()
    expect(old).to_be_hidden()
    expect(ordinary).to_be_visible()


def test_what_was_ticked_is_gone_when_somebody_comes_back(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(live_server.url + reverse("worry:safety"))
    page.get_by_label("Dit zag of hoorde ik").fill(CANARY)
    page.goto(live_server.url + reverse("worry:words"))
    page.go_back()
    expect(page.get_by_label("Dit zag of hoorde ik")).to_have_value("")


def test_on_paper_stands_only_what_was_ticked(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + reverse("worry:role", args=["leerkracht"]))
    page.get_by_label("Het is 's ochtends al moe.").check()
    page.emulate_media(media="print")
    expect(page.get_by_text("Het is 's ochtends al moe.")).to_be_visible()
    expect(page.get_by_text("Het heeft vaak buikpijn")).to_be_hidden()
    expect(page.get_by_role("button", name="Druk deze pagina af")).to_be_hidden()


@pytest.mark.requirement("VN-10")
def test_who_writes_reads_which_words_we_say_otherwise(page: Page, live_server: LiveServer) -> None:
    text = "De cliënten van deze casus hebben opvoedproblemen! U krijgt hulp, o.a. een intake."
    page.goto(live_server.url + reverse("ui:words"))
    page.get_by_label("Probeer je eigen tekst").fill(text)
    found = page.locator("[data-lexicon-advice] strong")
    expect(found.first).to_be_visible()
    assert found.all_inner_texts() == [f"“{each.found}”" for each in lexicon.violations(text)]
    page.get_by_label("Probeer je eigen tekst").fill("Hoe gaat het met jou?")
    expect(page.get_by_text("Niets gevonden. Dit leest goed.")).to_be_visible()


def test_every_page_fits_and_everybody_can_use_it(page: Page, live_server: LiveServer) -> None:
    for address in ADDRESSES:
        answer = page.goto(live_server.url + address)
        assert answer is not None
        assert answer.status == 200, address
        assert_fits(page)
        assert_accessible(page)


def test_a_page_with_all_it_needs_but_fonts_is_light(page: Page, live_server: LiveServer) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(live_server.url + reverse("worry:gestures"), wait_until="networkidle")
    weighed = {
        answer.url: len(answer.body() if answer.url == page.url else gzip.compress(answer.body()))
        for answer in answers
        if not answer.url.endswith(".woff2") and not answer.url.startswith("data:")
    }
    assert len(weighed) >= 5
    assert sum(weighed.values()) < HEAVIEST, weighed
