"""Telling of a day together over a bad connection, in a real browser: it arrives exactly once, what
was typed stays on the page, and a plain line says what happens.
"""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Dialog, Locator, Page, Request, Route, expect
from pytest_django.live_server_helper import LiveServer

from conftest import SignIn
from naast.people.models import LoginSession
from naast.support.models import HowItWent, Match
from naast.support.services import matches
from tests.cast import Cast
from tests.plugin_browser import PHONE, Visitor, assert_accessible, assert_fits
from tests.test_looks import come_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "Kanarie: Sem bleef maar lachen."
PATIENCE = "00:21"
"""Longer than the page waits for one answer."""
A_MOMENT = "00:06"
"""Longer than the page waits before it tries again."""
LABEL = "Wil je er iets over zeggen?"


def is_sending(request: Request) -> bool:
    """Whether the form itself goes, not its draft."""
    return request.method == "POST" and "bewaar" not in request.url


class Telling:
    """Anke tells of a day on her phone, over a line that can be cut, be slow or lose an answer.

    `drafts`: whether drafts reach the server; else they are answered on the way, so that one thing
    at a time asks the database of a test.
    """

    def __init__(self, page: Page, site: str, match: Match) -> None:
        self.page, self.site, self.match = page, site, match
        self.address = site + reverse("support:note_day", args=[match.pk])
        self.fate = "arrives"
        self.drafts = False
        self.sent = 0
        page.clock.install()
        page.route(re.compile(r"/dagen/vertellen/"), self._along_the_line)
        page.goto(self.address)

    def _along_the_line(self, route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        self.sent += is_sending(route.request)
        match self.fate:
            case "arrives" if not (self.drafts or is_sending(route.request)):
                route.fulfill(body="Bewaard")
            case "arrives":
                route.continue_()
            case "request lost":
                route.abort()
            case "answer lost":
                if is_sending(route.request):
                    route.fetch(max_redirects=0)
                route.abort()
            case "trouble":
                route.fulfill(status=503, body="Even niet")
            case "no answer":
                pass

    @property
    def words(self) -> Locator:
        """Where Anke types."""
        return self.page.get_by_label(LABEL)

    @property
    def line(self) -> Locator:
        """What the page says about sending."""
        return self.page.locator("[data-sending]")

    def type(self) -> None:
        """Two taps and a sentence."""
        self.page.get_by_label("Ja, we waren samen").check()
        self.words.fill(WORDS)

    def send(self) -> None:
        """Press Send."""
        self.page.get_by_role("button", name="Versturen").click()

    def is_still_there(self, said: str) -> None:
        """The words stand where they stood, with a line about what happens."""
        expect(self.line).to_contain_text(said)
        expect(self.words).to_have_value(WORDS)

    def has_arrived(self) -> None:
        """The next page thanks, and there is one note with all words."""
        expect(self.page.get_by_text("Dank je wel voor het vertellen")).to_be_visible()
        assert [note.words for note in HowItWent.objects.all()] == [WORDS]

    def close(self) -> list[str]:
        """Close the tab, and stay when the browser asks; gives what it asked."""
        asked: list[str] = []

        def stay(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.dismiss()

        self.page.on("dialog", stay)
        self.page.close(run_before_unload=True)
        self.page.context.new_page().close()  # by then the browser has asked, or closed
        return asked


@pytest.fixture
def telling(visitor: Visitor, live_server: LiveServer, cast: Cast, sign_in: SignIn) -> Telling:
    """The form is open in front of Anke."""
    match = cast.to_trial()
    page = visitor(PHONE, refused=(403, 404, 503), elsewhere=(settings.LEAVE_TO,))
    come_in(page, live_server.url, sign_in, cast.supporting_parent)
    return Telling(page, live_server.url, match)


# It arrives, once.


@pytest.mark.requirement("BG-09")
@pytest.mark.parametrize(
    ("fate", "arrived"), [("request lost", 0), ("answer lost", 1), ("trouble", 0)]
)
def test_what_did_not_arrive_is_sent_again_until_it_has_and_counts_once(
    telling: Telling, fate: str, arrived: int
) -> None:
    telling.type()
    telling.fate = fate
    telling.send()
    telling.is_still_there("Nog niet verstuurd")
    with telling.page.expect_request(is_sending):
        telling.page.clock.fast_forward(A_MOMENT)
    telling.is_still_there("maar één keer")
    assert HowItWent.objects.count() == arrived
    assert_fits(telling.page)
    assert_accessible(telling.page)
    telling.fate = "arrives"
    telling.page.clock.fast_forward(A_MOMENT)
    telling.has_arrived()
    assert telling.sent == 3


def test_an_answer_that_hangs_is_waited_for_and_then_asked_for_again(telling: Telling) -> None:
    telling.type()
    telling.fate = "no answer"
    telling.send()
    telling.is_still_there("Bezig met versturen")
    telling.send()  # a second tap sends nothing more
    telling.page.clock.fast_forward(PATIENCE)
    telling.is_still_there("Nog niet verstuurd")
    assert telling.sent == 1
    telling.fate = "arrives"
    telling.page.clock.fast_forward(A_MOMENT)
    telling.has_arrived()


def test_a_mistake_comes_back_in_the_ordinary_way(telling: Telling) -> None:
    telling.type()
    telling.page.get_by_label("Welke dag?").fill("2026-12-24")
    telling.send()
    expect(telling.page.get_by_role("alert")).to_contain_text("moet nog komen")
    expect(telling.words).to_have_value(WORDS)
    telling.page.get_by_label("Welke dag?").fill("2026-11-02")
    telling.send()
    telling.has_arrived()


# The session ended, or the door closed, while somebody was typing.


def test_whoever_is_signed_out_meanwhile_keeps_the_words_and_sends_them_after_signing_in(
    telling: Telling, cast: Cast, sign_in: SignIn
) -> None:
    LoginSession.objects.all().delete()
    telling.drafts = True
    telling.type()
    expect(telling.page.locator("#draft-status")).to_contain_text("Ben je nog ingelogd?")
    telling.send()
    telling.is_still_there("je bent niet meer ingelogd")
    with telling.page.context.expect_page() as opened:
        telling.page.get_by_role("link", name="Log in, in een nieuw tabblad").click()
    expect(opened.value.get_by_label("e-mailadres")).to_be_visible()
    assert_accessible(telling.page)
    telling.send()
    telling.is_still_there("je bent niet meer ingelogd")

    telling.page.context.clear_cookies()  # signing in renews the token of every form
    come_in(telling.page, telling.site, sign_in, cast.supporting_parent)
    opened.value.goto(telling.site)
    telling.send()
    telling.has_arrived()


def test_what_one_typed_never_goes_under_the_name_of_who_signed_in_after(
    telling: Telling, cast: Cast, sign_in: SignIn
) -> None:
    telling.type()
    telling.page.context.clear_cookies()
    come_in(telling.page, telling.site, sign_in, cast.parent)  # she may tell of this day as well
    for _press in range(3):
        telling.send()
        expect(telling.line).not_to_have_text("Bezig met versturen…")
    telling.is_still_there("iemand anders heeft hier ingelogd")
    assert not HowItWent.objects.exists()

    telling.page.context.clear_cookies()
    come_in(telling.page, telling.site, sign_in, cast.supporting_parent)
    telling.send()
    telling.has_arrived()


def test_what_can_no_longer_be_sent_stays_to_be_copied(telling: Telling, cast: Cast) -> None:
    telling.type()
    matches.stop_match(actor=cast.parent, match_id=telling.match.pk, now=cast.now)
    telling.send()
    telling.is_still_there("Dit kan nu niet verstuurd worden")
    assert not HowItWent.objects.exists()


# Closing the tab.


def test_closing_the_tab_warns_only_while_something_was_not_sent_or_kept(telling: Telling) -> None:
    telling.type()
    telling.fate = "request lost"
    telling.send()
    telling.is_still_there("Nog niet verstuurd")
    assert telling.close() == ["beforeunload"]
    telling.is_still_there("Nog niet verstuurd")


def test_what_is_kept_as_a_draft_may_be_closed_and_is_there_again(telling: Telling) -> None:
    telling.drafts = True
    telling.type()
    telling.page.clock.fast_forward(A_MOMENT)
    expect(telling.page.locator("#draft-status")).to_have_text("Bewaard")
    context = telling.page.context
    assert telling.close() == []
    again = context.new_page()
    again.goto(telling.address)
    expect(again.get_by_label(LABEL)).to_have_value(WORDS)


def test_leaving_quickly_is_never_held_up(telling: Telling) -> None:
    telling.page.route(f"{settings.LEAVE_TO}**", lambda route: route.fulfill(body="weer"))
    telling.page.on("dialog", lambda dialog: pytest.fail(dialog.type))
    telling.type()
    telling.fate = "request lost"
    telling.send()
    telling.is_still_there("Nog niet verstuurd")
    telling.page.get_by_role("button", name="Snel weg").click(no_wait_after=True)
    telling.page.wait_for_url(f"{settings.LEAVE_TO}**", wait_until="commit")


# Without scripts.


def test_without_scripts_it_is_a_form_like_any_other(
    visitor: Visitor, live_server: LiveServer, cast: Cast, sign_in: SignIn
) -> None:
    match = cast.to_trial()
    page = visitor(PHONE, java_script_enabled=False)
    come_in(page, live_server.url, sign_in, cast.supporting_parent)
    page.goto(live_server.url + reverse("support:note_day", args=[match.pk]))
    expect(page.get_by_role("link", name="Log in, in een nieuw tabblad")).to_be_hidden()
    page.get_by_label("Ja, we waren samen").check()
    page.get_by_label(LABEL).fill(WORDS)
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_text("Dank je wel voor het vertellen")).to_be_visible()
    assert [note.words for note in HowItWent.objects.all()] == [WORDS]
