"""The form of who writes: it works without JavaScript, loses nothing and writes over nobody."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import SignIn
from naast.kernel.errors import DomainError
from naast.pages.blocks import Heading, Quote, Text
from naast.pages.content import Content, to_json
from naast.pages.models import Page, QuoteYes
from naast.pages.services import writing
from naast.pages.tests.desk import STORY, again, draft, mark, offered, only, published, save
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def sent(page: Page, content: Content, do: str = "save", **more: str) -> dict[str, str]:
    """The form as it is sent."""
    fields = {"title": content.title, "summary": content.summary, "replaces": mark(page), "do": do}
    for number, block in enumerate(content.blocks):
        kept = to_json([block])[0]
        fields |= {f"b{number}_{name}": value for name, value in kept.items() if value}
    return {**fields, **more}


def edit_url(page: Page) -> str:
    return reverse("pages:edit", args=[page.pk])


def content_of(page: Page) -> Content:
    newest = page.versions.order_by("number").last()
    assert newest is not None
    return newest.content


def test_from_nothing_to_a_story_that_everybody_reads(
    cast: Cast, sign_in: SignIn, client: Client
) -> None:
    noor, pim = sign_in(cast.coordinator), sign_in(cast.second_coordinator)
    began = noor.post(
        reverse("pages:begin"),
        {"title": "Samen soep", "kind": "story", "organisation": str(cast.organisation.pk)},
    )
    page = Page.objects.get()
    assert began.headers["Location"] == edit_url(page)
    noor.post(edit_url(page), sent(page, content_of(page), "add", new_kind="text"))
    assert content_of(page).blocks == (Text(),)
    whole = Content("Samen soep", "Over een pan soep.", (Text("Elke woensdag eten we samen."),))
    noor.post(edit_url(page), sent(page, whole, "offer"))
    review = reverse("pages:review", args=[page.pk])
    assert "Samen soep" in pim.get(reverse("pages:desk")).content.decode()
    text = pim.get(review).content.decode()
    assert "Elke woensdag eten we samen." in text
    assert "Ja, iedereen mag het lezen" in text
    assert "Ja, iedereen mag het lezen" not in noor.get(review).content.decode()
    pim.post(review, {"do": "publish", "replaces": mark(page)})
    assert "Elke woensdag" in client.get(reverse("pages:story", args=[page.slug])).content.decode()


def test_a_page_of_the_whole_house_begins_on_the_same_page(cast: Cast, sign_in: SignIn) -> None:
    noor, told = sign_in(cast.coordinator), {"title": "Voor overal", "organisation": "house"}
    text = noor.post(reverse("pages:begin"), {**told, "kind": "plain"}).content.decode()
    assert "hoort bij een organisatie" in text
    noor.post(reverse("pages:begin"), {**told, "kind": "campaign"})
    assert Page.objects.get().organisation is None
    elsewhere = {**told, "kind": "story", "organisation": str(cast.far_organisation.pk)}
    assert noor.post(reverse("pages:begin"), elsewhere).status_code == 200
    assert Page.objects.count() == 1


def test_every_button_keeps_what_was_typed_in_the_same_press(cast: Cast, sign_in: SignIn) -> None:
    page, noor = draft(cast, only(Text("een"), Heading("twee"))), sign_in(cast.coordinator)
    changed = only(Text("een, anders"), Heading("twee"))
    answer = noor.post(edit_url(page), sent(page, changed, "down-0"))
    assert answer.headers["Location"].endswith("#deel-2")
    assert content_of(page).blocks == (Heading("twee"), Text("een, anders"))
    noor.post(edit_url(page), sent(page, content_of(page), "add", new_kind="quote"))
    noor.post(edit_url(page), sent(page, content_of(page), "drop-0"))
    assert content_of(page).blocks == (Text("een, anders"), Quote())
    noor.post(edit_url(page), sent(page, content_of(page), "preview"))
    assert content_of(page).blocks == (Text("een, anders"), Quote())
    text = noor.get(edit_url(page)).content.decode()
    assert "een, anders</textarea>" in text


@pytest.mark.trust
def test_two_editors_at_once_lose_nothing(cast: Cast, sign_in: SignIn) -> None:
    page = draft(cast)
    noor, pim = sign_in(cast.coordinator), sign_in(cast.second_coordinator)
    of_noor, of_pim = sent(page, only(Text("Van Noor."))), sent(page, only(Text("Van Pim.")))
    assert noor.post(edit_url(page), of_noor).status_code == 302
    answer = pim.post(edit_url(page), of_pim)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert content_of(page).blocks == (Text("Van Noor."),)
    assert "Iemand schreef intussen een nieuwere versie" in text
    assert "Van Pim.</textarea>" in text
    assert text.index("<mark>Pim.</mark>") < text.index("<mark>Noor.</mark>")  # beside each other
    of_pim["replaces"] = mark(page)  # as it stands in the form that came back
    assert f'value="{mark(page)}"' in text
    assert pim.post(edit_url(page), of_pim).status_code == 302
    assert content_of(page).blocks == (Text("Van Pim."),)
    with pytest.raises(DomainError):
        writing.save(
            actor=cast.coordinator, page_id=page.pk, content=STORY,
            replaces=of_noor["replaces"], now=cast.now,
        )  # fmt: skip


def test_what_waits_for_a_second_yes_is_not_changed_under_the_eyes_of_who_reads_it(
    cast: Cast, sign_in: SignIn
) -> None:
    page, noor = offered(cast), sign_in(cast.coordinator)
    assert noor.get(edit_url(page)).headers["Location"] == reverse("pages:review", args=[page.pk])
    answer = noor.post(edit_url(page), sent(page, only(Text("Toch anders."))))
    assert "Neem het eerst terug" in answer.content.decode()
    assert "Toch anders.</textarea>" in answer.content.decode()
    noor.post(reverse("pages:review", args=[page.pk]), {"do": "take_back"})
    assert noor.post(edit_url(page), sent(page, only(Text("Toch anders.")))).status_code == 302


def test_it_is_kept_while_somebody_types(cast: Cast, sign_in: SignIn) -> None:
    page, noor = draft(cast), sign_in(cast.coordinator)
    first = sent(page, only(Text("Half een zi")))
    answer = noor.post(edit_url(page) + "?bewaar=ja", first).content.decode()
    assert answer.startswith("Bewaard")
    assert f'name="replaces" id="replaces" value="{mark(page)}"' in answer
    assert content_of(page).blocks == (Text("Half een zi"),)
    late = noor.post(edit_url(page) + "?bewaar=ja", first).content.decode()
    assert "Iemand schreef intussen" in late


def test_what_is_missing_is_said_when_it_is_offered_and_not_before(
    cast: Cast, sign_in: SignIn
) -> None:
    page, noor = draft(cast, only(Text())), sign_in(cast.coordinator)
    assert "Vul dit in" not in noor.get(edit_url(page)).content.decode()
    unfinished = only(Text(), Quote("Wat fijn.", "mother"))
    text = noor.post(edit_url(page), sent(page, unfinished, "offer")).content.decode()
    assert text.count("Vul dit in, of haal dit deel weg.") >= 2
    assert content_of(page) == unfinished
    assert QuoteYes.objects.count() == 0


def test_what_is_too_long_is_kept_whole_and_said(cast: Cast, sign_in: SignIn) -> None:
    page, noor = draft(cast), sign_in(cast.coordinator)
    long_text = only(Text("x " * 3000 + "einde"))
    answer = noor.post(edit_url(page), sent(page, long_text, "offer")).content.decode()
    assert "Hooguit 4000 tekens." in answer
    assert content_of(page) == long_text


def test_who_should_say_yes_hears_of_it_on_today(cast: Cast, sign_in: SignIn) -> None:
    offered(cast)
    waits = "Eén bladzijde wacht op jouw ja."
    today = reverse("home:today")
    assert waits in sign_in(cast.second_coordinator).get(today).content.decode()
    assert waits not in sign_in(cast.coordinator).get(today).content.decode()
    assert waits not in sign_in(cast.far_coordinator).get(today).content.decode()
    offered(cast, house=True)
    assert waits in sign_in(cast.far_coordinator).get(today).content.decode()


def test_a_citizen_service_number_is_never_kept(cast: Cast, sign_in: SignIn) -> None:
    page, noor = draft(cast), sign_in(cast.coordinator)
    for address in (edit_url(page), edit_url(page) + "?bewaar=ja"):
        text = noor.post(address, sent(page, only(Text("Nummer 111222333")))).content.decode()
        assert "burgerservicenummer" in text.lower()
    assert content_of(page) == STORY


def test_advice_stands_beside_the_text_and_refuses_nothing(cast: Cast, sign_in: SignIn) -> None:
    page, noor = draft(cast), sign_in(cast.coordinator)
    plain = only(Text("De hulpverlener komt."))
    assert noor.post(edit_url(page), sent(page, plain, "offer")).status_code == 302
    other = draft(cast, plain)
    assert "“hulpverlener”: liever" in noor.get(edit_url(other)).content.decode()


def test_who_reads_along_sees_old_and_new_beside_each_other(cast: Cast, sign_in: SignIn) -> None:
    page = published(cast, only(Text("Het was mooi."), Text("Dit blijft.")))
    save(cast, page, only(Text("Het was prachtig."), Text("Dit blijft."), Text("Erbij.")))
    writing.offer(actor=cast.coordinator, page_id=page.pk, replaces=mark(page), now=cast.now)
    text = sign_in(cast.regional).get(reverse("pages:review", args=[page.pk])).content.decode()
    changed = text.index("compare__cell--changed")
    assert changed < text.index("<mark>mooi.</mark>") < text.index("<mark>prachtig.</mark>")
    assert "compare__cell--same" in text
    assert "compare__cell--added" in text


def test_versions_stay_readable_for_editors_and_closed_for_others(
    cast: Cast, sign_in: SignIn
) -> None:
    page = published(cast)
    again(cast, page, only(Text("Een tweede begin.")))
    address = reverse("pages:preview", args=[page.pk])
    old = sign_in(cast.regional).get(address, {"versie": "1"}).content.decode()
    assert "Het begon met een pan." in old
    assert "noindex" in old
    assert sign_in(cast.regional).get(address, {"versie": "9"}).status_code == 404
    for who in ("far_coordinator", "municipality", "parent", "stranger"):
        client = sign_in(cast.by_name(who))
        for name in ("edit", "preview", "review", "versions"):
            there = client.get(reverse(f"pages:{name}", args=[page.pk]))
            nowhere = client.get(reverse(f"pages:{name}", args=[987_654]))
            assert there.status_code == nowhere.status_code == 404, (who, name)
        assert "pannenkoekendag" not in client.get(reverse("pages:desk")).content.decode()
    assert sign_in(cast.regional).get(edit_url(page)).status_code == 404


def test_an_organisation_takes_our_text_as_the_beginning_of_its_own(
    cast: Cast, sign_in: SignIn
) -> None:
    noor = sign_in(cast.coordinator)
    assert "Neem dit als begin" in noor.get(reverse("pages:evening")).content.decode()
    given = {"starter": "evening", "organisation": str(cast.organisation.pk)}
    noor.post(reverse("pages:take"), given)
    page = Page.objects.get()
    assert (page.kind, page.organisation) == ("evening", cast.organisation)
    assert len(content_of(page).blocks) > 10
    elsewhere = {**given, "organisation": str(cast.far_organisation.pk)}
    assert noor.post(reverse("pages:take"), elsewhere).status_code == 404
    assert "Neem dit als begin" not in Client().get(reverse("pages:evening")).content.decode()


def test_the_list_asks_as_much_for_many_pages_as_for_few(cast: Cast, sign_in: SignIn) -> None:
    pim, desk = sign_in(cast.second_coordinator), reverse("pages:desk")
    for number in range(2):
        published(cast), offered(cast), draft(cast, only(Text(str(number))))
    pim.get(desk)
    with CaptureQueriesContext(
        connection,
    ) as few:
        pim.get(desk)
    for _each in range(4):
        published(cast), offered(cast)
    with CaptureQueriesContext(connection) as many:
        pim.get(desk)
    assert len(many) == len(few)
