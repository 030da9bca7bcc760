"""Pages for everybody and the pages of editors, at 360 and 1280 px: it fits, and everybody can use
it (axe); an editor needs no JavaScript.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from conftest import SignIn
from naast.pages.blocks import KINDS, Picture, Text
from naast.pages.content import Content
from naast.pages.models import PageVersion
from naast.pages.selectors.reading import place_slug
from naast.pages.starters import starters
from naast.pages.tests.desk import again, draft, offered, only, pictured, publish, published
from tests.cast import Cast
from tests.plugin_browser import Visitor
from tests.sent_files import jpeg
from tests.test_looks import come_in, look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.requirement("KG-01", "KG-02")
def test_what_everybody_reads(page: Page, live_server: LiveServer, cast: Cast) -> None:
    whole = [block for starter in starters().values() for block in starter.content.blocks]
    kinds = {each.kind: each for each in whole}
    assert set(kinds) | {"quote", "picture"} == set(KINDS)
    story = published(cast, only(*kinds.values(), Text("Tot slot.")))
    _content, seen = pictured(cast)
    publish(cast, seen)
    look_at(
        page,
        live_server.url,
        [
            reverse("home:home"),
            reverse("pages:story", args=[seen.slug]),
            reverse("pages:stories"),
            reverse("pages:story", args=[story.slug]),
            reverse("pages:campaign", args=["maak-het-verschil"]),
            reverse("pages:place", args=[place_slug(cast.organisation)]),
        ],
    )


def test_the_pages_of_editors(
    page: Page, live_server: LiveServer, cast: Cast, sign_in: SignIn
) -> None:
    read, waits = published(cast), offered(cast)
    again(cast, read, only(Text("Een tweede begin.")))
    writes = draft(cast, Content("Alles", "S.", tuple(kind() for kind in KINDS.values())))
    come_in(page, live_server.url, sign_in, cast.coordinator)
    names = ["pages:desk", "pages:begin", "pages:evening"]
    paths = [reverse(name) for name in names]
    paths += [reverse("pages:edit", args=[writes.pk]), reverse("pages:versions", args=[read.pk])]
    paths += [reverse("pages:review", args=[waits.pk]), reverse("pages:preview", args=[read.pk])]
    look_at(page, live_server.url, paths)


@pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "without"])
def test_a_picture_goes_along_with_the_button_and_not_with_every_key(
    visitor: Visitor, live_server: LiveServer, cast: Cast, sign_in: SignIn, scripts: bool
) -> None:
    made, file = draft(cast, only(Text("Eerst."), Picture())), jpeg(1200, 900)
    desk, sent = visitor(java_script_enabled=scripts), []
    come_in(desk, live_server.url, sign_in, cast.coordinator)
    desk.goto(live_server.url + reverse("pages:edit", args=[made.pk]))
    desk.on("request", lambda asked: sent.append(len(asked.post_data_buffer or b"")))
    chosen = FilePayload(name="foto.jpg", mimeType="image/jpeg", buffer=file)
    desk.locator("input[type=file]").set_input_files(chosen)
    desk.get_by_label("Wie heeft het gemaakt?").fill("Noor")
    if scripts:
        expect(desk.get_by_text("Bewaard", exact=True)).to_be_visible()
        assert max(sent) < len(file)
    desk.get_by_role("button", name="Bewaren").first.click()
    expect(desk.get_by_role("img", name="De foto die je koos")).to_be_visible()
    expect(desk.get_by_label("Wie heeft het gemaakt?")).to_have_value("Noor")


def test_a_page_is_written_without_javascript(
    visitor: Visitor, live_server: LiveServer, cast: Cast, sign_in: SignIn
) -> None:
    made = draft(cast, only(Text("Eerst.")))
    desk = visitor(java_script_enabled=False)
    come_in(desk, live_server.url, sign_in, cast.coordinator)
    desk.goto(live_server.url + reverse("pages:edit", args=[made.pk]))
    desk.locator("#id_b0_words").fill("Eerst, maar mooier.")
    desk.get_by_label("Voeg een deel toe").select_option(label="Kop")
    desk.get_by_role("button", name="Toevoegen").click()
    desk.locator("#id_b1_words").fill("Een kop")
    desk.get_by_role("button", name="Omhoog: deel 2").click()
    expect(desk.locator("#id_b1_words")).to_have_value("Eerst, maar mooier.")
    kept = PageVersion.objects.get(page=made)
    assert [block["words"] for block in kept.blocks] == ["Een kop", "Eerst, maar mooier."]


def test_typing_is_kept_by_itself_and_a_button_still_saves_after_it(
    page: Page, live_server: LiveServer, cast: Cast, sign_in: SignIn
) -> None:
    made = draft(cast, only(Text("Eerst.")))
    come_in(page, live_server.url, sign_in, cast.coordinator)
    page.goto(live_server.url + reverse("pages:edit", args=[made.pk]))
    page.locator("#id_b0_words").fill("Getypt.")
    expect(page.locator("#draft-status")).to_have_text("Bewaard")
    page.locator("#id_b0_words").fill("Getypt en bewaard.")
    page.get_by_role("button", name="Bewaren").first.click()
    expect(page.get_by_text("Niemand anders leest het nog.")).to_be_visible()
    kept = PageVersion.objects.get(page=made)
    assert kept.blocks[0]["words"] == "Getypt en bewaard."
