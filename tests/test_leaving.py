"""Leave quickly and discreet mode in a real browser: measured, not believed.

The neutral site and the site somebody came from are answered by the test itself; nothing leaves
this machine.
"""

from collections.abc import Callable
from statistics import median
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import ConsoleMessage, Error, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from conftest import SignIn
from tests.cast import Cast
from tests.plugin_browser import DESK, PHONE, Visitor, assert_accessible, assert_fits
from tests.plugin_trust import Promise, size
from tests.test_looks import come_in

pytestmark = [pytest.mark.browser, pytest.mark.trust, pytest.mark.django_db(transaction=True)]

BEFORE = "https://voor.example/"
"""The site that was open before."""
LEAVE_TO = settings.LEAVE_TO
MOST_MS = 300
"""Within so many milliseconds nothing of us may be on the screen, and the browser is away."""
PRESSED = "pressed "
TELL_OF_PRESSES = """for (const kind of ["click", "keydown"]) addEventListener(kind, (press) =>
  console.info(`pressed ${performance.timeOrigin + press.timeStamp}`), true)"""
BACK = 10
NEUTRAL = "Nieuw tabblad"

Arrive = Callable[..., Page]


@pytest.fixture
def arrive(visitor: Visitor, live_server: LiveServer) -> Arrive:
    """Somebody who comes from another site."""

    def come(width: int = PHONE, **options: Any) -> Page:
        page = visitor(width, elsewhere=(BEFORE, LEAVE_TO), **options)

        def answer(route: Route) -> None:
            name = "weer" if route.request.url.startswith(LEAVE_TO) else "voor"
            route.fulfill(body=f"<title>{name}</title>", content_type="text/html")

        page.route(f"{BEFORE}**", answer)
        page.route(f"{LEAVE_TO}**", answer)
        page.goto(BEFORE)
        return page

    return come


def be_unnoticed(page: Page) -> None:
    """Turn discreet mode on, and wait until the page is there again."""
    page.get_by_role("contentinfo").get_by_role("button", name="Onopvallend kijken").click()
    expect(page.get_by_role("contentinfo").get_by_text("staat aan")).to_be_visible()
    page.wait_for_load_state()


def press_leave(page: Page) -> None:
    """Press Leave quickly, and wait until the browser is somewhere else."""
    page.get_by_role("button", name="Snel weg").click(no_wait_after=True)
    page.wait_for_url(f"{LEAVE_TO}**", wait_until="commit")


def press_shift(page: Page) -> None:
    """Press Shift three times, and wait until the browser is somewhere else."""
    for _press in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(f"{LEAVE_TO}**", wait_until="commit")


def step_back(page: Page) -> None:
    """Press the back button once. Between two sites Chromium changes hands for a moment, and then
    says that nobody is there to press it.
    """
    for _patience in range(30):
        page.wait_for_load_state()
        try:
            page.go_back(wait_until="commit", timeout=3000)
        except Error as error:
            if "Not attached" not in str(error):
                raise
            page.wait_for_timeout(100)
        else:
            return
    raise AssertionError("the back button could not be pressed")


def ours_behind(page: Page, site: str) -> int:
    """How many pages of this house the back button still shows."""
    seen = 0
    for _step in range(BACK):
        before = page.url
        step_back(page)
        seen += page.url.startswith(site)
        if page.url in (before, "about:blank"):
            break
    return seen


def walk_around(page: Page) -> None:
    """A visit as people make it: links, a form with a mistake, answers, going back a question."""
    main = page.get_by_role("main")
    main.get_by_role("link", name="Vertel wat je zoekt").click()
    main.get_by_role("link", name="Begin", exact=True).click()
    main.get_by_role("button", name="Verder", exact=True).click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("Wat is je postcode?").fill("2311 AB")
    main.get_by_role("button", name="Verder", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wat zou helpen?")
    page.get_by_role("textbox").fill("Ik wil een uur slapen.")
    expect(page.locator("#draft-status")).to_have_text("Bewaard")
    main.get_by_role("button", name="Verder", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wanneer")
    main.get_by_role("link", name="Terug").click()
    expect(page.get_by_role("textbox")).to_have_value("Ik wil een uur slapen.")
    page.get_by_role("contentinfo").get_by_role("link", name="Hoe werkt dat?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Onopvallend kijken")


def kept_in_browser(page: Page, site: str) -> list[object]:
    """Everything the browser stored for this house in this tab, read from a page without our
    scripts: those refuse to look.
    """
    page.goto(f"{site}/static/ui/blank.svg")
    return list(
        page.evaluate(
            """async () => [
              ...Object.keys(localStorage), ...Object.keys(sessionStorage),
              ...(await indexedDB.databases()), ...(await caches.keys()),
            ]"""
        )
    )


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_going_back_shows_nothing_of_us_in_discreet_mode(
    arrive: Arrive, live_server: LiveServer, cast: Cast, promise: Promise, width: int
) -> None:
    tries, behind = size(1, 10), 0
    for _try in range(tries):
        page = arrive(width)
        page.goto(live_server.url)
        be_unnoticed(page)
        walk_around(page)
        assert page.title() == NEUTRAL
        assert urlsplit(page.url).path == "/"
        press_leave(page)
        assert page.title() in ("", "weer")
        behind += ours_behind(page, live_server.url)
        page.context.close()
    what = f"terugknop na weggaan, {width} px"
    promise.kept("P14", what, count=tries * BACK, broken=behind, floor=BACK)


def hear_presses(page: Page) -> list[float]:
    """When somebody pressed something, in milliseconds by the clock of the browser; grows."""
    pressed: list[float] = []

    def heard(told: ConsoleMessage) -> None:
        if told.text.startswith(PRESSED):
            pressed.append(float(told.text.removeprefix(PRESSED)))

    page.on("console", heard)
    page.add_init_script(TELL_OF_PRESSES)
    return pressed


@pytest.mark.parametrize(
    ("name", "way"), [("Snel weg", press_leave), ("drie keer Shift", press_shift)]
)
def test_leaving_takes_less_than_a_blink(
    arrive: Arrive,
    live_server: LiveServer,
    cast: Cast,
    promise: Promise,
    name: str,
    way: Callable[[Page], None],
) -> None:
    """From the last press until the browser begins to go, by the clock of the browser: how quickly
    a test presses and the other site answers is not ours. The middle of several tries: what our
    page does comes back in each, another process that has the machine for a moment does not.
    """
    tries, took = size(5, 25), []
    for _try in range(tries):
        page = arrive()
        pressed = hear_presses(page)
        page.goto(live_server.url)
        way(page)
        took.append(page.evaluate("performance.timeOrigin") - pressed[-1])
        page.context.close()
    late = median(took) > MOST_MS
    what = f"{name}: weg in {median(took):.0f} ms"
    promise.kept("P14", what, count=tries, broken=tries * late, floor=5)


def test_leaving_empties_the_browser_and_ends_the_session(
    arrive: Arrive, live_server: LiveServer, cast: Cast, sign_in: SignIn, promise: Promise
) -> None:
    left = 0
    for unnoticed in (False, True):
        page = arrive()
        come_in(page, live_server.url, sign_in, cast.parent)
        session = page.context.cookies(live_server.url)[0]["value"]
        page.goto(live_server.url + reverse("home:circle"))
        if unnoticed:
            be_unnoticed(page)
        assert page.context.cookies(live_server.url)
        press_leave(page)
        left += len(cookies_after_a_moment(page, live_server.url))
        page.goto(live_server.url + reverse("home:circle"))
        assert reverse("people:sign_in") in page.url
        left += len(kept_in_browser(page, live_server.url))
        left += Session.objects.filter(session_key=session).count()
    promise.kept("P14", "cookies en opslag leeg na weggaan", count=2, broken=left, floor=2)


def cookies_after_a_moment(page: Page, site: str) -> list[object]:
    """What is left of our cookies a second after leaving; leaving does not wait for it."""
    for _step in range(20):
        if not (left := page.context.cookies(site)):
            return []
        page.wait_for_timeout(50)
    return list(left)


def test_three_times_shift_leads_away_and_is_told(
    arrive: Arrive, live_server: LiveServer, cast: Cast
) -> None:
    page = arrive(DESK)
    page.goto(live_server.url)
    told = page.locator("[data-leave-status]")
    expect(told).to_have_attribute("role", "status")
    page.keyboard.press("Shift")
    expect(told).to_contain_text("nog 2 keer")
    page.keyboard.press("Shift")
    expect(told).to_contain_text("nog 1 keer")
    page.keyboard.press("a")
    expect(told).to_be_empty()
    press_shift(page)


def test_two_presses_in_time_and_one_too_late_change_nothing(
    arrive: Arrive, live_server: LiveServer, cast: Cast
) -> None:
    page = arrive(DESK)
    page.clock.install()
    page.goto(live_server.url)
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.fast_forward(5001)
    expect(page.locator("[data-leave-status]")).to_contain_text("Je blijft")
    page.keyboard.press("Shift")
    expect(page.locator("[data-leave-status]")).to_contain_text("nog 2 keer")
    assert page.url.startswith(live_server.url)


def test_the_screen_is_blank_before_anything_is_sent(
    arrive: Arrive, live_server: LiveServer, cast: Cast
) -> None:
    page = arrive()
    page.goto(live_server.url)
    # Read in the same breath in which the button is pressed: nothing of the network comes between.
    seen = page.evaluate(
        """() => {
          document.querySelector("form[data-leave]").requestSubmit();
          return [getComputedStyle(document.body).display, document.title];
        }"""
    )
    assert seen == ["none", "-"]
    page.wait_for_url(f"{LEAVE_TO}**")


def test_discreet_mode_turned_on_later_goes_back_to_the_first_page(
    arrive: Arrive, live_server: LiveServer, cast: Cast, promise: Promise
) -> None:
    page = arrive()
    for name in ("home:home", "worry:begin", "home:reach"):
        page.goto(live_server.url + reverse(name))
    be_unnoticed(page)
    assert urlsplit(page.url).path == "/"
    press_leave(page)
    behind = ours_behind(page, live_server.url)
    promise.kept("P14", "aangezet op de derde pagina", count=BACK, broken=behind, floor=BACK)


def test_who_walks_away_from_the_screen_leaves_nothing_on_it(
    arrive: Arrive, live_server: LiveServer, cast: Cast
) -> None:
    page = arrive()
    page.clock.install()
    page.goto(live_server.url)
    be_unnoticed(page)
    page.clock.fast_forward("14:00")
    page.keyboard.press("Tab")
    page.clock.fast_forward("14:00")
    assert page.url.startswith(live_server.url)
    page.clock.fast_forward("01:01")
    page.wait_for_url(f"{LEAVE_TO}**")


def test_pages_in_discreet_mode_are_as_good_as_the_others(
    arrive: Arrive, live_server: LiveServer, cast: Cast, sign_in: SignIn
) -> None:
    match = cast.to_trial()
    for width in (PHONE, DESK):
        page = arrive(width)
        come_in(page, live_server.url, sign_in, cast.parent)
        page.goto(live_server.url + reverse("home:circle"))
        be_unnoticed(page)
        for link in ("Naar de koppeling", "Huisregels"):
            found = page.get_by_role("main").get_by_role("link", name=link)
            if found.count():
                found.first.click()
                expect(page.get_by_role("heading", level=1)).to_be_focused()
            assert_fits(page)
            assert_accessible(page)
        assert page.title() == NEUTRAL
        page.goto(live_server.url + reverse("support:evaluate", args=[match.pk]))
        fields = page.locator("form, input:not([type=hidden]), textarea, select")
        offered = [each.get_attribute("autocomplete") for each in fields.all()]
        assert offered
        assert set(offered) == {"off"}
        icon = page.locator("link[rel=icon]").get_attribute("href") or ""
        assert "blank" in icon


def test_without_scripts_the_button_leads_away_too(
    arrive: Arrive, live_server: LiveServer, cast: Cast, sign_in: SignIn
) -> None:
    page = arrive(java_script_enabled=False)
    come_in(page, live_server.url, sign_in, cast.parent)
    page.goto(live_server.url + reverse("home:circle"))
    press_leave(page)
    assert page.context.cookies(live_server.url) == []
    page.goto(live_server.url + reverse("home:watch_safely"))
    expect(page.get_by_text("In deze browser staat JavaScript uit")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Onopvallend kijken").click()
    expect(page.get_by_role("main").get_by_text("staat aan")).to_be_visible()
    assert page.title() == NEUTRAL
