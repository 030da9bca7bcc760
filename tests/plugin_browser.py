"""Fixtures for walks through real pages in Chromium.

`visitor(width)` gives somebody's own browser at the running site; `phone` and `desk` are one
visitor each and `page` runs a test at both widths. Every visitor is watched: an error in the
console, a breach of the content security policy, a part of a page that is missing or a request to
anywhere else fails the test.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
    WebError,
)
from pytest_django.live_server_helper import LiveServer

from scripts import browser
from scripts.screenshot import CHROMIUM_OPTIONS

HTMX_TELLS = ("htmx:", "Response Status Error Code")
"""How htmx says in the console that a request of its own did not succeed."""

PHONE, DESK = 360, 1280
"""The two widths every page is made for, CSS pixels."""

VIEWPORTS = {
    PHONE: ViewportSize(width=PHONE, height=780),
    DESK: ViewportSize(width=DESK, height=900),
}


class Visitor(Protocol):
    """Opens somebody's own browser: own cookies, own drafts."""

    def __call__(
        self, width: int = PHONE, *, elsewhere: tuple[str, ...] = (), refused: tuple[int, ...] = (),
        **options: Any,
    ) -> Page:  # fmt: skip
        """Give an empty page at `width`.

        Args:
            width: PHONE or DESK.
            elsewhere: beginnings of addresses this walk goes to on purpose.
            refused: statuses from 400 on that a part of a page answers with on purpose; what htmx
                says of them in the console is no complaint either.
            options: more for Playwright's new_context, such as java_script_enabled=False.
        """


@dataclass
class Watch:
    """What went wrong in one visitor's browser, noticed without the test asking."""

    own: tuple[str, ...]
    refused: tuple[int, ...] = ()
    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Start noticing."""
        context.on("console", self.console)
        context.on("weberror", self.error)
        context.on("request", self.request)
        context.on("response", self.response)

    def console(self, message: ConsoleMessage) -> None:
        """An error in the console; a missing file is told by `response`, with its address."""
        meant = ("Failed to load resource", *(HTMX_TELLS if self.refused else ()))
        if message.type == "error" and not message.text.startswith(meant):
            self.complaints.append(f"console: {message.text}")

    def error(self, error: WebError) -> None:
        """A script that broke."""
        self.complaints.append(f"script: {error.error}")

    def request(self, request: Request) -> None:
        """A request that leaves the site."""
        if not request.url.startswith((*self.own, "data:", "blob:", "about:")):
            self.complaints.append(f"elsewhere: {request.url}")

    def response(self, response: Response) -> None:
        """A part of a page that is missing. Whether the page itself may be is for the test."""
        if response.status < 400 or response.status in self.refused:
            return
        if not response.request.is_navigation_request():
            self.complaints.append(f"missing part: {response.status} {response.url}")


@pytest.fixture(scope="session")
def database_beside_playwright() -> Iterator[None]:
    """Let tests use the database although Playwright keeps an event loop in the same thread."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session")
def files_are_kept() -> Iterator[None]:
    """Let a browser keep style, scripts and letters, as an installation does. By the clock of the
    cast they come from long ago, so they may be kept for years.
    """
    found = StaticFilesHandlerMixin.serve

    def serve(handler: StaticFilesHandlerMixin, request: HttpRequest) -> HttpResponseBase:
        answer: HttpResponseBase = found(handler, request)
        answer.headers["Cache-Control"] = "max-age=315360000, immutable"
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandlerMixin, "serve", serve)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(
    database_beside_playwright: None,
    files_are_kept: None,
    browser_type_launch_args: dict[str, Any],
) -> dict[str, Any]:
    """The Chromium of this machine; without one, Playwright looks for its own."""
    found = browser.on_this_machine()
    chosen = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, "args": CHROMIUM_OPTIONS, **chosen}


@pytest.fixture
def visitor(
    live_server: LiveServer, new_context: Callable[..., BrowserContext]
) -> Iterator[Visitor]:
    """Open browsers at the running site; fails the test afterwards for what was noticed there."""
    watches: list[Watch] = []

    def arrive(
        width: int = PHONE, *, elsewhere: tuple[str, ...] = (), refused: tuple[int, ...] = (),
        **options: Any,
    ) -> Page:  # fmt: skip
        context = new_context(
            **{
                "base_url": live_server.url,
                "viewport": VIEWPORTS[width],
                "locale": "nl-NL",
                "timezone_id": "Europe/Amsterdam",
                "reduced_motion": "reduce",
                **options,
            }
        )
        watches.append(Watch((live_server.url, *elsewhere), refused))
        watches[-1].over(context)
        return context.new_page()

    yield arrive
    complaints = [complaint for watch in watches for complaint in watch.complaints]
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def phone(visitor: Visitor) -> Page:
    """Somebody with a phone."""
    return visitor(PHONE)


@pytest.fixture
def desk(visitor: Visitor) -> Page:
    """Somebody at a desk."""
    return visitor(DESK)


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, visitor: Visitor) -> Page:
    """Somebody with a phone, and in a second run of the test somebody at a desk."""
    return visitor(request.param)


def assert_accessible(page: Page) -> None:
    """Fail when axe finds anything in the page as it is now, with the place and the rule."""
    found = Axe().run(page).response["violations"]
    lines = [
        f"{rule['id']}: {rule['help']}\n    {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
    ]
    assert not lines, f"{page.url}\n" + "\n".join(lines)


def assert_fits(page: Page) -> None:
    """Fail when the page is wider than the window, so that it must be scrolled sideways."""
    wide, room = page.evaluate("[document.scrollingElement.scrollWidth, window.innerWidth]")
    assert wide <= room, f"{page.url} is {wide} px wide in a window of {room} px"
