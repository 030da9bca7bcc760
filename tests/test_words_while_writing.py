"""Who writes for everybody reads along with the lexicon while typing: in the form, in the browser
itself, and only where the words are their own.
"""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from conftest import SignIn
from naast.guide.models import Service
from naast.library import links
from naast.library.tests.sent_in import send
from naast.pages.blocks import Quote, Text
from naast.pages.tests.desk import draft, only
from naast.ui.forms import OUR_WORDS
from tests.cast import Cast
from tests.demo_map import Named
from tests.test_looks import come_in

TYPED = "De cliënten van deze casus"
SAID = ["“cliënten”", "“casus”"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
class TestInABrowser:
    """At 360 and 1280 px."""

    def advice(self, page: Page, label: str) -> None:
        """Type in a field; what is found stands under it, and a plain sentence takes it away."""
        field = page.get_by_label(label, exact=False).first
        field.fill(TYPED)
        found = page.locator(f"#{field.get_attribute('id')} + [role=status] strong")
        expect(found).to_have_count(2)
        assert found.all_inner_texts() == SAID
        field.fill("Hoe gaat het met jou")
        expect(found).to_have_count(0)

    @pytest.mark.requirement("VN-10")
    def test_who_sends_an_example_in(self, page: Page, live_server: LiveServer, cast: Cast) -> None:
        asked: list[Request] = []
        page.on("request", lambda request: asked.append(request))
        page.goto(live_server.url + reverse("library:send_section", args=["begin"]))
        assert not any(reverse("ui:words") in each.url for each in asked)
        self.advice(page, "In het kort")
        lists = [each for each in asked if each.url.endswith(reverse("ui:words"))]
        assert len(lists) == 1  # fetched once, at the first letter
        assert (lists[0].method, lists[0].post_data) == ("GET", None)
        page.goto(f"{live_server.url}{links.own_address(send(cast.now))}wijzigen/")
        self.advice(page, "Wat werkt")

    @pytest.mark.requirement("VN-10")
    def test_who_writes_a_page(
        self, page: Page, live_server: LiveServer, cast: Cast, sign_in: SignIn
    ) -> None:
        made = draft(cast, only(Text("Het begon zo."), Quote("Zo was het.", "mother", "yes")))
        come_in(page, live_server.url, sign_in, cast.coordinator)
        page.goto(live_server.url + reverse("pages:edit", args=[made.pk]))
        self.advice(page, "In één zin")
        page.locator("#id_b0_words").fill(TYPED)
        expect(page.locator("#id_b0_words + [role=status] strong")).to_have_count(2)
        page.locator("#id_b1_words").fill(TYPED)  # what somebody else said is theirs
        page.locator("#id_title").fill("Een casus")
        expect(page.locator("#id_title + [role=status] strong")).to_have_count(1)
        expect(page.locator("#id_b1_words + [role=status]")).to_have_count(0)

    @pytest.mark.requirement("VN-10")
    def test_who_keeps_the_map(
        self, page: Page, live_server: LiveServer, cast: Cast, sign_in: SignIn
    ) -> None:
        come_in(page, live_server.url, sign_in, cast.coordinator)
        page.goto(live_server.url + reverse("guide:add_service"))
        self.advice(page, "Wat is het?")


@pytest.mark.requirement("VN-10")
def test_without_javascript_the_advice_comes_after_keeping(
    cast: Cast, the_map: Named, sign_in: SignIn
) -> None:
    noor, service = sign_in(cast.coordinator), the_map("speelotheek")
    form = reverse("guide:change_service", args=[service.uuid])
    page = noor.get(form)
    assert "Het kan misschien eenvoudiger" not in page.content.decode()
    told = {name: each for name, each in page.context["form"].initial.items() if each is not None}
    hard = (
        "Interventies voor gezinsproblematiek." + " Ondersteuningsmogelijkheden organiseren." * 15
    )
    answer = noor.post(form, {**told, "about": hard}, follow=True)
    assert answer.redirect_chain[-1][0] == form
    text = answer.content.decode()
    assert "“Interventies”: liever" in text
    assert "Dit leest niet zo makkelijk" in text
    assert Service.objects.get(pk=service.pk).about == hard  # nothing is refused for it
    kept = noor.post(form, {**told, "about": "Speelgoed lenen voor drie weken."})
    assert kept.headers["Location"] == reverse("guide:keep")


def test_only_what_everybody_will_read_is_marked(cast: Cast, client: Client) -> None:
    def marked(key: str) -> int:
        page = client.get(reverse("library:send_section", args=[key])).content.decode()
        assert "ui/words.js" in page
        return page.count(OUR_WORDS)

    assert marked("begin") == 2
    assert marked("elements") == 8
    assert (marked("said"), marked("you")) == (0, 0)  # somebody's own words; whom we answer
