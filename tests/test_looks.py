"""Every page at 360 and 1280 px: it fits, and everybody can use it (axe); also without scripts."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from conftest import SignIn
from naast.people.models import Person
from tests.cast import Cast
from tests.plugin_browser import Visitor, assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def come_in(page: Page, site: str, sign_in: SignIn, person: Person) -> None:
    """Sign in on this browser without the mail."""
    session = sign_in(person).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}]
    )


def look_at(page: Page, site: str, paths: list[str]) -> None:
    """Open each page and look."""
    for path in paths:
        answer = page.goto(site + path)
        assert answer is not None
        assert answer.status == 200, path
        assert_fits(page)
        assert_accessible(page)


def test_the_front_door(page: Page, live_server: LiveServer, cast: Cast) -> None:
    names = ["home:home", "worry:begin", "home:reach", "home:privacy", "support:ask"]
    names += ["people:offer", "people:sign_in", "ui:style_guide", "toolkit:make"]
    names += ["pages:stories", "pages:film", "pages:evening"]
    look_at(page, live_server.url, [reverse(name) for name in names])
    arabic = [
        f"{reverse(f'toolkit:{name}', args=['naast-je'])}?taal=ar" for name in ("about", "share")
    ]
    look_at(page, live_server.url, arabic)


def test_the_library(page: Page, live_server: LiveServer) -> None:
    everything = reverse("library:examples")
    one = reverse("library:example", args=["eigen-toekomst-plan"])
    others = [reverse(f"library:{name}") for name in ("elements", "matrix")]
    look_at(page, live_server.url, [everything, f"{everything}?element=e3", one, *others])


def test_the_desk(page: Page, live_server: LiveServer, cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    come_in(page, live_server.url, sign_in, cast.coordinator)
    names = ["home:today", "support:waiting_list", "support:plan", "support:matches"]
    paths = [reverse(name) for name in [*names, "people:supporters"]]
    paths += [reverse(f"support:{name}", args=[match.pk]) for name in ("path", "house_rules")]
    paths += [
        reverse("support:request", args=[cast.request.pk]),
        reverse("support:match_board", args=[cast.request.pk]),
        reverse("support:write_note", args=[cast.asking.pk]),
        reverse("people:supporter", args=[cast.supporter.pk]),
        reverse("people:note_vog", args=[cast.supporter.pk, cast.joost.pk]),
    ]
    look_at(page, live_server.url, paths)


@pytest.mark.parametrize(
    ("who", "own"), [("parent", "home:circle"), ("supporting_parent", "home:support")]
)
def test_the_pages_of_both_families(
    page: Page, live_server: LiveServer, cast: Cast, sign_in: SignIn, who: str, own: str
) -> None:
    match = cast.to_trial()
    come_in(page, live_server.url, sign_in, cast.by_name(who))
    of_match = ("path", "house_rules", "evaluate", "stop")
    paths = [reverse(f"support:{name}", args=[match.pk]) for name in of_match]
    mine = [reverse(f"home:{name}") for name in ("my_data", "my_export", "erase", "erased")]
    look_at(page, live_server.url, [reverse(own), *paths, *mine])


def test_saying_yes_takes_no_javascript(
    visitor: Visitor, live_server: LiveServer, cast: Cast, sign_in: SignIn
) -> None:
    match = cast.propose()
    phone = visitor(java_script_enabled=False)
    come_in(phone, live_server.url, sign_in, cast.parent)
    phone.goto(live_server.url + reverse("support:path", args=[match.pk]))
    phone.get_by_role("button", name="Ja, graag").click()
    expect(phone.get_by_role("main")).to_be_visible()
    match.refresh_from_db()
    assert [answer.reply for answer in match.answers.all()] == ["yes"]
