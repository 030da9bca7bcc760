"""Pictures in pages: small, with words for who cannot see them, with the yes of who is on them."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from conftest import SignIn
from naast.common.belongings import hands
from naast.common.models import LogEntry
from naast.common.processing import record
from naast.kernel.errors import DomainError
from naast.pages.blocks import Picture, Text
from naast.pages.content import Content
from naast.pages.models import Page, PagePicture, QuoteYes
from naast.pages.services import deciding, picturing, writing
from naast.pages.tests.desk import (
    SOUP,
    STORY,
    again,
    draft,
    mark,
    only,
    pictured,
    publish,
    published,
    save,
)
from naast.pages.tests.test_writing import content_of, edit_url, sent
from tests.cast import Cast
from tests.clocks import last_second
from tests.plugin_trust import Promise
from tests.sent_files import CANARY, exif, jpeg, rest_of

pytestmark = pytest.mark.django_db

WORDS = STORY.blocks[0]
"""What `pictured` begins with."""


def noise(side: int, mode: str = "RGB") -> bytes:
    """A picture that hardly becomes smaller, as a PNG."""
    out, chance = BytesIO(), Random(side)
    size = (side, side)
    Image.frombytes(mode, size, chance.randbytes(side * side * len(mode))).save(out, "PNG")
    return out.getvalue()


def with_file(
    page: Page, content: Content, file: bytes, do: str = "save", number: int = 1
) -> dict[str, Any]:
    """The form as it is sent, with a file chosen in one of its blocks."""
    fields: dict[str, Any] = dict(sent(page, content, do))
    return {**fields, f"b{number}_picture_file": SimpleUploadedFile("foto.jpg", file)}


def file_of(page: Page) -> str:
    return reverse("pages:picture", args=[page.pictures.get().uuid])


def story_of(page: Page, client: Client) -> str:
    return client.get(reverse("pages:story", args=[page.slug])).content.decode()


def test_from_a_file_of_a_phone_to_a_picture_that_everybody_sees(
    cast: Cast, sign_in: SignIn, client: Client
) -> None:
    page, noor = draft(cast, only(WORDS, SOUP)), sign_in(cast.coordinator)
    file = jpeg(2400, 1800) + b"\0" * 3_000_000
    answer = noor.post(edit_url(page), with_file(page, only(WORDS, SOUP), file))
    assert answer.status_code == 302
    form = noor.get(edit_url(page)).content.decode()
    assert f'src="{file_of(page)}"' in form
    assert "Een pan soep op een lange tafel.</textarea>" in form
    noor.post(edit_url(page), sent(page, content_of(page), "offer"))
    deciding.publish(
        actor=cast.second_coordinator, page_id=page.pk, replaces=mark(page), now=cast.now
    )
    text = story_of(page, client)
    assert f'<img src="{file_of(page)}" width="960" height="720"' in text
    assert 'alt="Een pan soep op een lange tafel." loading="lazy"' in text
    assert "Tekening van Noor" in text
    served = client.get(file_of(page))
    assert served.headers["Content-Type"] == "image/jpeg"
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert len(served.content) <= picturing.MOST
    assert Image.open(BytesIO(served.content)).size == (960, 720)
    assert LogEntry.objects.filter(action="pages.picture.sent").count() == 1


@pytest.mark.trust
def test_nobody_sees_a_picture_of_a_draft_but_who_may_see_the_draft(
    cast: Cast, sign_in: SignIn, client: Client
) -> None:
    _content, page = pictured(cast)
    for who in ("coordinator", "second_coordinator", "regional"):
        assert sign_in(cast.by_name(who)).get(file_of(page)).status_code == 200, who
    nowhere = reverse("pages:picture", args=[uuid4()])
    for who in ("far_coordinator", "municipality", "parent", "stranger"):
        other = sign_in(cast.by_name(who))
        assert other.get(file_of(page)).status_code == other.get(nowhere).status_code == 404, who
    assert client.get(file_of(page)).status_code == client.get(nowhere).status_code == 404


@pytest.mark.trust
def test_a_page_that_nobody_reads_any_more_shows_its_picture_to_nobody(
    cast: Cast, client: Client
) -> None:
    _content, page = pictured(cast)
    publish(cast, page)
    assert client.get(file_of(page)).status_code == 200
    again(cast, page, only(WORDS))
    assert client.get(file_of(page)).status_code == 404  # it stands in an earlier version
    deciding.go_back(actor=cast.coordinator, page_id=page.pk, to=1, now=cast.now)
    assert client.get(file_of(page)).status_code == 200
    deciding.take_down(actor=cast.regional, page_id=page.pk, now=cast.now)
    assert client.get(file_of(page)).status_code == 404


@pytest.mark.trust
def test_a_yes_that_is_taken_back_takes_the_picture_out_of_every_version_and_deletes_it(
    cast: Cast, sign_in: SignIn, client: Client
) -> None:
    content, page = pictured(cast)
    publish(cast, page)
    again(cast, page, replace(content, title="Nog eens"))
    deciding.take_down(actor=cast.regional, page_id=page.pk, now=cast.now)
    address, said = file_of(page), QuoteYes.objects.get()
    versions, roos = reverse("pages:versions", args=[page.pk]), sign_in(cast.regional)
    assert "Dit ja is teruggenomen" in roos.get(versions).content.decode()
    roos.post(reverse("pages:withdraw_quote", args=[page.pk]), {"quote": said.pk})
    assert not PagePicture.objects.exists()
    assert roos.get(address).status_code == 404
    for number in ("1", "2"):
        look = roos.get(reverse("pages:preview", args=[page.pk]), {"versie": number})
        assert "<img" not in look.content.decode().partition("<article")[2]
    save(cast, page, content)
    with pytest.raises(DomainError):
        writing.offer(actor=cast.coordinator, page_id=page.pk, replaces=mark(page), now=cast.now)


def test_it_is_not_offered_without_a_file_words_for_who_cannot_see_it_a_maker_and_a_yes(
    cast: Cast, sign_in: SignIn
) -> None:
    page, noor = draft(cast, only(WORDS, Picture())), sign_in(cast.coordinator)
    text = noor.post(edit_url(page), sent(page, only(WORDS, Picture()), "offer")).content.decode()
    for name in ("picture", "shows", "whose", "approved"):
        assert f'id="id_b1_{name}_error"' in text, name
    assert 'id="id_b1_words_error"' not in text


@pytest.mark.parametrize(
    ("file", "says"),
    [(b"<svg/>", "geen foto"), (jpeg() + b"x" * 10_000_001, "te groot"),
     (noise(960, "RGBA"), "niet klein genoeg")],
    ids=["no picture", "too large", "not to be made small"],
)  # fmt: skip
def test_a_bad_file_is_said_at_its_field_and_nothing_typed_is_lost(
    cast: Cast, sign_in: SignIn, file: bytes, says: str
) -> None:
    page, noor = draft(cast, only(WORDS, SOUP)), sign_in(cast.coordinator)
    changed = only(Text("Anders."), replace(SOUP, whose="Iemand anders"))
    answer = noor.post(edit_url(page), with_file(page, changed, file, "down-0"))
    text = answer.content.decode()
    assert says in text[text.index('id="id_b1_picture_error"') :][:300]
    assert "Anders.</textarea>" in text
    assert 'value="Iemand anders"' in text
    assert content_of(page) == changed  # kept, and the button waits
    assert not PagePicture.objects.exists()


def test_what_could_not_be_kept_asks_for_the_file_once_more(cast: Cast, sign_in: SignIn) -> None:
    page, noor = draft(cast, only(WORDS, SOUP)), sign_in(cast.coordinator)
    form = with_file(page, only(Text("Nummer 111222333"), SOUP), jpeg())
    text = noor.post(edit_url(page), form).content.decode()
    assert "Kies deze foto nog een keer" in text
    form = with_file(page, only(WORDS, SOUP), jpeg())
    save(cast, page, only(Text("Intussen.")), writer=cast.second_coordinator)
    text = noor.post(edit_url(page), form).content.decode()
    assert "Kies deze foto nog een keer" in text
    assert not PagePicture.objects.exists()


def test_keeping_while_somebody_types_sends_no_file(cast: Cast, sign_in: SignIn) -> None:
    content, page = pictured(cast)
    noor = sign_in(cast.coordinator)
    form = noor.get(edit_url(page)).content.decode()
    assert 'enctype="multipart/form-data" hx-params="not b1_picture_file"' in form
    noor.post(edit_url(page) + "?bewaar=ja", sent(page, content))
    assert content_of(page) == content
    plain = noor.get(edit_url(draft(cast, only(WORDS)))).content.decode()
    assert "multipart" not in plain


@pytest.mark.trust
def test_where_it_was_taken_does_not_come_along(cast: Cast, sign_in: SignIn) -> None:
    page, noor = draft(cast, only(WORDS, SOUP)), sign_in(cast.coordinator)
    file = jpeg(exif=exif(6))
    assert CANARY in file
    noor.post(edit_url(page), with_file(page, only(WORDS, SOUP), file))
    kept = page.pictures.get()
    assert rest_of(bytes(kept.content)) == []
    assert (kept.width, kept.height) == (48, 64)  # upright


@pytest.mark.trust
def test_a_picture_of_another_page_does_not_come_in(cast: Cast, sign_in: SignIn) -> None:
    content, page = pictured(cast)
    other, noor = draft(cast, only(WORDS, SOUP)), sign_in(cast.coordinator)
    noor.post(edit_url(other), sent(other, content))
    assert content_of(other).pictures() == [replace(SOUP, picture="", approved="")]
    for nonsense in ("x", "../etc", str(uuid4()), "\x00"):
        noor.post(edit_url(other), sent(other, only(replace(SOUP, picture=nonsense))))
        assert content_of(other).pictures()[0].picture == ""
    assert page.pictures.count() == 1


def test_another_picture_asks_for_another_yes(cast: Cast, sign_in: SignIn) -> None:
    content, page = pictured(cast)
    first, noor = page.pictures.get(), sign_in(cast.coordinator)
    noor.post(edit_url(page), with_file(page, content, jpeg(300, 200)))
    assert page.pictures.get() != first  # and the first one, in no version any more, is gone
    assert content_of(page).pictures()[0].approved == ""
    assert "<img" not in noor.get(reverse("pages:preview", args=[page.pk])).content.decode()


def test_what_stands_in_no_version_is_not_kept(cast: Cast, sign_in: SignIn) -> None:
    content, page = pictured(cast)
    noor = sign_in(cast.coordinator)
    noor.post(edit_url(page), with_file(page, content, jpeg(), "drop-1"))
    assert not PagePicture.objects.exists()
    _content, page = pictured(cast)
    publish(cast, page)
    stays = page.pictures.get()
    save(cast, page, only(WORDS, SOUP))
    noor.post(edit_url(page), with_file(page, only(WORDS, SOUP), jpeg()))
    assert page.pictures.count() == 2
    writing.throw_away(actor=cast.coordinator, page_id=page.pk, replaces=mark(page), now=cast.now)
    assert page.pictures.get() == stays


def test_who_reads_along_sees_a_picture_that_took_the_place_of_another(
    cast: Cast, sign_in: SignIn
) -> None:
    content, page = pictured(cast)
    publish(cast, page)
    pim, review = sign_in(cast.second_coordinator), reverse("pages:review", args=[page.pk])
    save(cast, page, replace(content, title="Anders"))
    writing.offer(actor=cast.coordinator, page_id=page.pk, replaces=mark(page), now=cast.now)
    assert "<figure" not in pim.get(review).content.decode()
    writing.take_back(actor=cast.coordinator, page_id=page.pk, now=cast.now)
    noor = sign_in(cast.coordinator)
    noor.post(edit_url(page), with_file(page, content, jpeg(300, 200)))
    ticked = only(WORDS, replace(content_of(page).pictures()[0], approved="yes"))
    noor.post(edit_url(page), sent(page, ticked, "offer"))
    assert 'class="read__picture"' in pim.get(review).content.decode()


def test_a_photo_that_was_sent_as_a_png_becomes_small_enough() -> None:
    made = picturing.drawn(noise(900))
    assert made.kind == "image/jpeg"
    assert len(made.content) <= picturing.MOST
    assert (made.width, made.height) == Image.open(BytesIO(made.content)).size


def test_a_story_of_words_asks_nothing_more_than_before(cast: Cast, client: Client) -> None:
    page = published(cast, only(WORDS))
    assert "<figure" not in story_of(page, client)


@pytest.mark.trust
def test_a_picture_goes_after_three_years_to_the_second_and_its_story_stays(
    cast: Cast, client: Client, promise: Promise
) -> None:
    _content, page = pictured(cast)
    publish(cast, page)
    last, broken = last_second("picture", cast.now), 0
    for seconds, expected in ((0, True), (1, False), (2, False)):
        hands()["picture"](record().clocks["picture"], last + timedelta(seconds=seconds))
        broken += page.pictures.exists() is not expected
    text = story_of(page, client)
    assert "<figure" not in text
    assert WORDS.as_text()[:20] in text
    promise.kept("P17", "klok picture: −1 s er nog, 0 en +1 s weg", count=3, broken=broken, floor=3)
