"""A coordinator's day without a mouse: everything is reached with Tab and done with Enter."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from conftest import SignIn
from naast.support.models import Match, Note, SupportRequest
from tests.cast import Cast
from tests.plugin_browser import DESK, Visitor
from tests.test_looks import come_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FARTHEST = 90
"""Nothing on a page may be more presses of Tab away."""
FOCUSED = """() => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  const label = here.labels && here.labels.length ? here.labels[0].innerText : "";
  return {
    name: (here.innerText || label || here.getAttribute("aria-label") || "").trim(),
    ring: style.outlineStyle !== "none" || style.boxShadow !== "none",
  };
}"""


def go_to(page: Page, name: str) -> None:
    """Press Tab until `name` has the focus; it must be seen that it has."""
    for _press in range(FARTHEST):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if name in here["name"]:
            assert here["ring"], f"{name}: nobody sees where they are"
            return
    raise AssertionError(f"{name} is out of reach on {page.url}")


def choose(page: Page, name: str) -> None:
    """Go to a link or a button and press Enter; the next page is there when this ends."""
    go_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_coordinators_day_without_a_mouse(
    visitor: Visitor, live_server: LiveServer, cast: Cast, sign_in: SignIn
) -> None:
    page = visitor(DESK, locale="nl-NL")
    come_in(page, live_server.url, sign_in, cast.coordinator)
    today = live_server.url + reverse("home:today")

    page.goto(today)
    choose(page, "Plan kennismaking")
    go_to(page, "Wanneer")
    page.keyboard.type("11112026")  # day and month alike, for either order
    page.keyboard.press("ArrowRight")
    page.keyboard.type("1030a")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert SupportRequest.objects.get(pk=cast.request.pk).talk_planned_at is not None

    page.goto(live_server.url + reverse("support:note_talk", args=[cast.request.pk]))
    choose(page, "Noteer gesprek")
    page.goto(today)
    choose(page, "Bekijk de wachtlijst")
    choose(page, "Kijk wie past")
    choose(page, "Stel voor aan Samira")
    assert Match.objects.get().request_id == cast.request.pk

    page.goto(live_server.url + reverse("support:request", args=[cast.request.pk]))
    choose(page, "Schrijf een notitie")
    go_to(page, "Wat wil je opschrijven?")
    page.keyboard.type("Samira belde: zaterdag past goed.")
    choose(page, "Schrijf op")
    assert Note.objects.get().words == "Samira belde: zaterdag past goed."
    expect(page.get_by_role("main")).to_be_visible()
