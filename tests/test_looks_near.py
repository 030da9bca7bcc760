"""The social map at 360 and 1280 px: it fits, and everybody can use it (axe)."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from conftest import SignIn
from naast.guide.exchange import as_sheets, tables_of
from naast.guide.models import Service
from naast.guide.services import contacts, map_file, owners
from tests.cast import Cast
from tests.demo_map import Named
from tests.test_looks import come_in, look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.requirement("MV-05")
def test_what_is_near(page: Page, live_server: LiveServer, cast: Cast, the_map: Named) -> None:
    service = the_map("vraagteam")
    contact = service.contacts.get()
    near = reverse("guide:near")
    look_at(
        page,
        live_server.url,
        [
            near,
            f"{near}?vraag=ik+trek+het+niet+meer&plaats=2316",
            f"{near}?vraag=xqzw&plaats=2316",
            f"{near}?over=baby&plaats=wolvega&gratis=on",
            reverse("guide:service", args=[service.uuid]),
            reverse("guide:service", args=[the_map("klusteam").uuid]),
            reverse("guide:still_right", args=[owners.link_to(service)]),
            reverse("guide:be_contact", args=[contacts.link_of(contact)]),
        ],
    )


def test_who_keeps_it(
    page: Page, live_server: LiveServer, cast: Cast, the_map: Named, sign_in: SignIn
) -> None:
    service = the_map("vraagteam")
    come_in(page, live_server.url, sign_in, cast.coordinator)
    own = ("change_service", "add_place", "add_contact")
    pages = [reverse(f"guide:{name}") for name in ("keep", "add_service", "words", "gaps")]
    pages += [reverse(f"guide:{name}", args=[service.uuid]) for name in own]
    look_at(page, live_server.url, pages)


def test_a_whole_map_before_and_after_it_was_sent(
    page: Page, live_server: LiveServer, cast: Cast, the_map: Named, sign_in: SignIn
) -> None:
    come_in(page, live_server.url, sign_in, cast.coordinator)
    address = reverse("guide:import_map")
    look_at(page, live_server.url, [address])
    content = as_sheets(tables_of(timezone.localdate()))
    the_map("taalcafe").at.all().delete()
    Service.objects.filter(pk=the_map("vraagteam").pk).update(name="Anders")
    map_file.keep_file(
        actor=cast.coordinator, name="kaart.zip", content=content, now=timezone.now()
    )
    look_at(page, live_server.url, [address])
