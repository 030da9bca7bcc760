"""No page asks anything of another site, and what is typed is kept with us, not in the browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from conftest import SignIn
from naast.common.models import Draft
from tests.cast import Cast
from tests.plugin_browser import DESK, PHONE, Visitor
from tests.plugin_trust import FULL, Promise, in_this_part
from tests.test_leaving import kept_in_browser
from tests.test_looks import come_in
from tests.walk import Walk, readable

pytestmark = [pytest.mark.browser, pytest.mark.trust, pytest.mark.django_db(transaction=True)]

LEADS_AWAY = "home:leave"
"""The one page that is meant to."""


@pytest.mark.parametrize("width", [PHONE, DESK] if FULL else [PHONE])
def test_no_page_asks_anything_elsewhere(
    visitor: Visitor, live_server: LiveServer, cast: Cast, sign_in: SignIn, promise: Promise,
    width: int,
) -> None:  # fmt: skip
    walk, opened, elsewhere = Walk(cast), 0, []
    for role in (None, "parent", "coordinator"):
        page = visitor(width)
        page.on(
            "request",
            lambda asked: (
                elsewhere.append(asked.url) if not asked.url.startswith(live_server.url) else None
            ),
        )
        if role is not None:
            come_in(page, live_server.url, sign_in, cast.by_name(role))
        chosen = {
            name: address for name, address in walk.addresses.items()
            if name != LEADS_AWAY and in_this_part(role or "", name, of=3)
        }  # fmt: skip
        for name in readable(sign_in(walk.person(role)), chosen):
            page.goto(live_server.url + walk.addresses[name])
            opened += 1
    what = f"verzoeken naar elders, {width} px"
    promise.kept("P24", what, count=opened, broken=len(elsewhere), floor=40)


def test_a_draft_is_kept_with_us_and_not_in_the_browser(
    page: Page, live_server: LiveServer, cast: Cast, promise: Promise
) -> None:
    page.goto(live_server.url + reverse("support:ask_question", args=["words"]))
    page.get_by_role("textbox").fill("Alleen tussen ons.")
    expect(page.locator("#draft-status")).to_have_text("Bewaard")
    assert "Alleen tussen ons." in str(Draft.objects.get().answers)
    kept = kept_in_browser(page, live_server.url)
    promise.kept("P14", "opslag van de browser bij typen", count=1, broken=len(kept), floor=1)
