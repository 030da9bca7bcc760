"""The fixtures that watch our pages notice what they should."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.plugin_browser import DESK, PHONE, Visitor, Watch, assert_accessible, assert_fits

pytestmark = pytest.mark.browser
OWN = "http://127.0.0.1"


@pytest.fixture
def watch() -> Watch:
    return Watch(own=(OWN,))


@pytest.fixture
def watched(watch: Watch, new_context: Callable[..., BrowserContext]) -> Page:
    """A page of which every address answers 'not here', so that nothing leaves this machine."""
    context = new_context(viewport={"width": PHONE, "height": 780})
    context.route("**/*", lambda route: route.fulfill(status=404, body="<title>-</title>"))
    watch.over(context)
    return context.new_page()


def test_an_error_in_the_console_is_noticed(watched: Page, watch: Watch) -> None:
    watched.evaluate("console.error('broken')")
    assert watch.complaints == ["console: broken"]


def test_a_script_that_breaks_is_noticed(watched: Page, watch: Watch) -> None:
    watched.evaluate("setTimeout(() => { throw new Error('broken') })")
    watched.wait_for_timeout(100)
    assert watch.complaints == ["script: broken"]


def test_a_request_to_elsewhere_is_noticed(watched: Page, watch: Watch) -> None:
    watched.goto("http://elsewhere.example/")
    assert watch.complaints == ["elsewhere: http://elsewhere.example/"]


def test_a_missing_part_is_noticed_and_a_missing_page_is_for_the_test(
    watched: Page, watch: Watch
) -> None:
    watched.goto(f"{OWN}/nobody")
    assert watch.complaints == []
    watched.set_content(f'<img src="{OWN}/no.png" alt="">', wait_until="load")
    assert watch.complaints == [f"missing part: 404 {OWN}/no.png"]


def test_a_breach_of_the_content_security_policy_is_noticed(watched: Page, watch: Watch) -> None:
    rule = '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'">'
    watched.set_content(f"{rule}<script>1</script>", wait_until="load")
    assert len(watch.complaints) == 1
    assert "Content Security Policy" in watch.complaints[0]


def test_a_page_that_axe_refuses_is_refused_with_the_rule(watched: Page) -> None:
    watched.set_content("<html lang=nl><title>T</title><main><h1>T</h1><input></main>")
    with pytest.raises(AssertionError, match="label"):
        assert_accessible(watched)


def test_a_page_wider_than_the_window_is_refused(watched: Page) -> None:
    watched.set_content('<!doctype html><p style="width:500px">wide</p>')
    with pytest.raises(AssertionError, match="508 px wide in a window of 360 px"):
        assert_fits(watched)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_visitor_has_the_width_and_the_cookies_of_one_person(
    visitor: Visitor, width: int
) -> None:
    one, other = visitor(width), visitor(width)
    assert one.evaluate("window.innerWidth") == width
    assert one.context is not other.context
