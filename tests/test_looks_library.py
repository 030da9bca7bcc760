"""The library at 360 and 1280 px: sending in, the links and the desk fit, and everybody can use
them (axe).
"""

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from conftest import SignIn
from naast.library import links
from naast.library.models import ExampleContact
from naast.library.services import keeping
from naast.library.tests.sent_in import SITE, ask_contact, publish, send
from tests.cast import Cast
from tests.demo_map import Named
from tests.test_looks import come_in, look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.requirement("VN-04")
def test_sending_in_and_the_links(page: Page, live_server: LiveServer, cast: Cast) -> None:
    asked, shown = send(cast.now, works="De hulpverlener komt langs."), send(cast.now)
    reviewer = keeping.invite_reviewer(
        actor=cast.coordinator, uuid=asked.uuid, email="m@voorbeeld.test", site=SITE, now=cast.now
    )
    ask_contact(asked, by=cast.coordinator, now=cast.now)
    publish(shown, by=cast.coordinator, now=cast.now)
    sections = [reverse("library:send_section", args=[key]) for key in ("begin", "said", "where")]
    look_at(
        page,
        live_server.url,
        [
            reverse("library:send"),
            *sections,
            links.own_address(asked),
            f"{links.own_address(asked)}wijzigen/",
            links.reviewer_address(reviewer),
            *(links.contact_address(each) for each in ExampleContact.objects.order_by("pk")),
            reverse("library:example", args=["soep-op-straat"]),
            reverse("library:versions", args=["soep-op-straat"]),
            reverse("library:version", args=["soep-op-straat", 1]),
        ],
    )


def test_what_is_soon_near_a_postcode(
    page: Page, live_server: LiveServer, cast: Cast, the_map: Named
) -> None:
    ones = [reverse("library:example", args=[slug]) for slug in ("ouderkamer", "duo-coaching")]
    nearby = [f"{one}?plaats={place}" for one in ones for place in ("2312", "1791", "nergens")]
    without = reverse("library:example", args=["eigen-toekomst-plan"])
    look_at(page, live_server.url, [*nearby, without])
    page.goto(live_server.url + ones[0])
    page.get_by_label("Je postcode of plaats").fill("2312 AB")
    page.get_by_role("button", name="Bekijk").click()
    page.wait_for_url("**/?plaats=2312+AB#binnenkort")  # one comes back to where one was
    assert page.get_by_role("link", name="Koffieochtend voor ouders").is_visible()


def test_the_desk(page: Page, live_server: LiveServer, cast: Cast, sign_in: SignIn) -> None:
    submission = send(cast.now)
    publish(send(cast.now, title="Fietsen"), by=cast.coordinator, now=cast.now)
    keeping.invite_reviewer(
        actor=cast.coordinator, uuid=submission.uuid, email="m@voorbeeld.test", site=SITE,
        now=cast.now,
    )  # fmt: skip
    come_in(page, live_server.url, sign_in, cast.coordinator)
    there = reverse("library:submission", args=[submission.uuid])
    look_at(page, live_server.url, [reverse("library:desk"), there])
