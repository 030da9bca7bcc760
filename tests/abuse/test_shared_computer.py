"""A child, or somebody else, at a computer the whole family uses; and who guesses from outside."""

import re
import secrets

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from naast.common.models import Draft
from tests.abuse.conftest import Tells, World

pytestmark = pytest.mark.trust

ELSEWHERE = (
    "https://evil.test/", "//evil.test/", "///evil.test", "/\\evil.test", "\\\\evil.test",
    "http:evil.test", "https:/evil.test", "javascript:alert(1)", "data:text/html,x",
    "//evil.test@testserver/", "https://testserver@evil.test/", "/\t/evil.test", "\x00//evil.test",
    "https://testserver.evil.test/", "%2f%2fevil.test", "//%65vil.test", "ftp://evil.test",
    " https://evil.test", "https://evil.test\\@testserver", "//evil%E3%80%82test",
)  # fmt: skip


def leads_away(address: str) -> bool:
    """Whether a browser would go to another site."""
    plain = address.replace("\x00", "")
    return bool(re.match(r"\s*(?:[a-z]+:|[/\\]\s*[/\\])", plain, re.IGNORECASE))


def test_a_public_page_about_a_worry_keeps_nothing(world: World) -> None:
    client = world.client(None)
    assert client.get(reverse("worry:begin")).status_code == 200
    assert not client.cookies.get(settings.SESSION_COOKIE_NAME)
    assert not Draft.objects.exists()


def test_what_was_typed_can_be_thrown_away_at_once(world: World) -> None:
    client = Client()
    client.post(reverse("support:ask_question", args=["postcode"]), {"postcode": "2311"})
    assert Draft.objects.count() == 1
    client.post(reverse("support:ask"))
    assert not Draft.objects.exists()


def test_another_browser_does_not_find_what_was_typed(world: World) -> None:
    one, other = Client(), Client()
    address = reverse("support:ask_question", args=["words"])
    one.post(reverse("support:keep_question", args=["words"]), {"words": "Thuis is het naar."})
    assert "Thuis is het naar." not in other.get(address).content.decode()


def test_the_key_of_a_draft_is_not_guessed(world: World) -> None:
    now = world.cast.now
    draft = Draft.objects.create(kind="asking", created_at=now, updated_at=now)
    assert len(draft.token) >= 32
    client = Client()
    near = [draft.token[:-1], draft.token[:-1] + "x", draft.token.swapcase(), str(draft.pk), "%"]
    guesses = [*near, *(secrets.token_urlsafe(24) for _try in range(60))]
    for guess in guesses:
        if guess != draft.token:
            answer = client.get(reverse("support:resume_asking", args=[guess]))
            assert answer.status_code == 404


def test_a_code_to_sign_in_is_not_guessed(world: World) -> None:
    client = Client()
    client.post(reverse("people:sign_in"), {"email": world.cast.parent.email})
    for guess in ["x", "000000", *(f"{secrets.randbelow(10**6):06}" for _try in range(20))]:
        client.post(reverse("people:enter_code"), {"code": guess})
        assert "_auth_user_id" not in client.session


def test_a_mail_on_a_shared_screen_says_nothing(letters: list[EmailMessage]) -> None:
    assert len(letters) >= 5
    for letter in letters:
        words = f"{letter.subject} {letter.body}".lower()
        assert not re.search(r"steun|gezin|kind\b|koppel|vraag|anke|samira|leiden|noor", words)


def test_switching_language_never_leads_to_another_site(world: World) -> None:
    for address in ELSEWHERE:
        answer = Client().post(reverse("set_language"), {"language": "en", "next": address})
        assert not leads_away(answer.headers.get("Location", "/")), address


def test_signing_in_never_leads_to_another_site(world: World) -> None:
    for address in ELSEWHERE:
        answer = world.client("parent").get(reverse("people:sign_in"), {"next": address})
        assert not leads_away(answer.headers.get("Location", "/")), address


def test_the_cookie_cannot_be_read_by_a_script_or_sent_from_elsewhere(world: World) -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE in ("Lax", "Strict")


def test_family_pages_offer_the_way_out(world: World) -> None:
    for who, page in (("parent", "home:circle"), ("supporting_parent", "home:support"),
                      (None, "worry:begin"), (None, "support:ask")):  # fmt: skip
        assert "data-leave" in world.get(who, page).content.decode(), page


def test_going_back_after_signing_out_asks_to_sign_in(world: World, tells: Tells) -> None:
    client = world.client("parent")
    assert "no-store" in client.get(reverse("home:circle")).headers["Cache-Control"]
    client.post(reverse("people:sign_out"))
    answer = client.get(reverse("home:circle"))
    assert answer.status_code == 302
    assert tells(answer) == []
