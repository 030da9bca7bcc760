"""What every answer tells the browser, header by header, on every address and for every method.

The lists below are written out on purpose: a change in `naast.common.browser` must be made here
too, by somebody who means it.
"""

from pathlib import Path

import pytest
from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from tests.cast import Cast
from tests.plugin_trust import Promise, in_this_part, size
from tests.walk import ROLES, Walk

pytestmark = [pytest.mark.trust, pytest.mark.django_db]

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types default naast-page"
)
PERMISSIONS = (
    "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), "
    "clipboard-read=(), clipboard-write=(), compute-pressure=(), display-capture=(), "
    "encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), "
    "identity-credentials-get=(), idle-detection=(), keyboard-map=(), local-fonts=(), "
    "magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), "
    "picture-in-picture=(), publickey-credentials-create=(self), "
    "publickey-credentials-get=(self), screen-wake-lock=(), serial=(), storage-access=(), "
    "sync-xhr=(), usb=(), web-share=(), window-management=(), xr-spatial-tracking=()"
)
ALWAYS = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
PAGE = {**ALWAYS, "Cache-Control": "no-store"}
METHODS = ("get", "head", "post", "put", "delete", "options")


def of_security(response: HttpResponseBase) -> dict[str, str]:
    """The headers of this answer that the lists above speak of, and any that undo them."""
    undo = {"Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"}
    return {name: v for name, v in response.headers.items() if name in {*PAGE, *undo}}


@pytest.mark.once
def test_every_address_says_the_same_to_everybody(
    cast: Cast, sign_in: SignIn, promise: Promise
) -> None:
    walk = Walk(cast)
    tried, wrong = 0, []
    for role in (None, *ROLES[: size(2, len(ROLES))]):
        for name, address in walk.addresses.items():
            methods = [each for each in METHODS if in_this_part(role or "", each, name, of=9)]
            client = sign_in(walk.person(role)) if methods else None
            for method in methods:
                answer = getattr(client, method)(address)
                tried += 1
                if of_security(answer) != PAGE:
                    wrong.append((role, name, method, of_security(answer)))
    assert not wrong, wrong[:3]
    promise.kept(
        "P6", "zelfde veilige koppen op elk adres",
        count=tried, broken=len(wrong), floor=size(450, 11_000),
    )  # fmt: skip


def test_errors_and_papers_say_it_too(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(cast)

    def broken(*_given: object, **_named: object) -> None:
        raise RuntimeError("stuk")

    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    parent = sign_in(cast.parent)
    pdf = parent.get(reverse("support:agreement_pdf", args=[walk.match_id]))
    answers = {
        200: pdf,
        404: strict.get("/nergens/"),
        405: strict.put(reverse("home:leave")),
        403: strict.post(reverse("support:ask")),
        400: strict.get("/", headers={"host": "elders.example"}),
    }
    monkeypatch.setattr("naast.worry.views.lines", broken)
    answers[500] = strict.get(reverse("worry:begin"))
    for status, answer in answers.items():
        if status != 405:
            assert answer.status_code == status
        assert of_security(answer) == PAGE, status
    assert pdf.headers["Content-Type"] == "application/pdf"


def test_files_say_it_too_but_may_be_kept() -> None:
    Path(settings.STATIC_ROOT, "proef.css").write_text("p {}")
    answer = Client().get(f"/{settings.STATIC_URL.strip('/')}/proef.css")
    assert answer.status_code == 200
    given = of_security(answer)
    kept = given.pop("Cache-Control")
    assert given == ALWAYS
    assert "no-store" not in kept
    missing = Client().get(f"/{settings.STATIC_URL.strip('/')}/nergens.css")
    assert of_security(missing) == PAGE


def test_the_rules_stand_outside_everything_else() -> None:
    assert settings.MIDDLEWARE[0] == "naast.common.middleware.BrowserRules"


def test_cookies_say_nothing_and_no_script_reads_them() -> None:
    client = Client()
    client.get("/")
    client.post(reverse("home:switch_discreet"), {"on": "yes"})
    client.post(reverse("set_language"), {"language": "en"})
    assert set(client.cookies) == {"s", "f", "l"}
    for name, morsel in client.cookies.items():
        assert (morsel["httponly"], morsel["samesite"]) == (True, "Lax"), name
        assert not morsel["max-age"], name


def test_who_only_reads_gets_no_session(cast: Cast) -> None:
    client = Client()
    for name in ("home:home", "worry:begin", "home:reach", "home:watch_safely"):
        client.get(reverse(name))
    assert set(client.cookies) <= {settings.CSRF_COOKIE_NAME}
