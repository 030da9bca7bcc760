"""Forms that did not come from our own page, addresses that lead elsewhere, and looking that
changes something.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.people.models import Person
from tests.cast import Cast
from tests.plugin_trust import Promise, in_this_part, size
from tests.walk import ROLES, Walk

pytestmark = [pytest.mark.trust, pytest.mark.django_db]

TOUCHED_BY_LOOKING = {
    "LogEntry", "Session", "Draft", "DemoMail", "LogHead", "Key", "Reach", "Bucket",
}  # fmt: skip
"""What a look may write: that it happened, what somebody was typing, that a code on paper was
followed, by nobody, and how many files were made for one place.
"""
HOST = "testserver"
FOREIGN = {"origin": "https://elders.example", "referer": "https://elders.example/"}

TRICKS = [
    "//elders.example", "///elders.example", "////elders.example/%2f..", "https://elders.example",
    "http://elders.example", "HTTPS://ELDERS.EXAMPLE", "https:elders.example",
    "https:/elders.example", "https:///elders.example", "http:///elders.example//",
    "\\\\elders.example", "\\/elders.example", "/\\elders.example", "/\\/elders.example",
    "\t//elders.example", "\n//elders.example", "\r\n//elders.example", "/\t/elders.example",
    "/\n/elders.example", " //elders.example", "\x00//elders.example", "/\x00/elders.example",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "ftp://elders.example",
    "//testserver@elders.example", "https://testserver@elders.example",
    "https://testserver:pw@elders.example/", "https://testserver.elders.example",
    "https://elders.example#testserver", "https://elders.example?testserver",
    "//elders.example\\@testserver", "//elders%2eexample", "//[::1]", "//127.0.0.1",
    "https://testserver\\.elders.example", "http://testserver:99999999/", "//0x7f000001",
    "//elders。example", "https://ｅlders.example",
]  # fmt: skip


def rows() -> dict[str, list[dict[str, object]]]:
    """Everything in our tables, but what a look may write."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model.__module__.startswith("naast.") and model.__name__ not in TOUCHED_BY_LOOKING
    }


def strict(sign_in: SignIn, person: Person | None) -> Client:
    """A client signed in as somebody, held to the rules for forms as a browser is."""
    client = sign_in(person)
    client.handler.enforce_csrf_checks = True
    return client


def leads_elsewhere(response: HttpResponseBase) -> bool:
    """Whether a browser would leave this house by this answer."""
    target = response.headers.get("Location")
    if target is None:
        return False
    tidy = "".join(each for each in target if ord(each) > 32).replace("\\", "/")
    parts = urlsplit(urljoin(f"http://{HOST}/inloggen/", tidy))
    return parts.scheme not in ("http", "https") or parts.hostname != HOST


def ways_to_forge(client: Client) -> dict[str, Callable[[str], Any]]:
    """Four forms that are not ours."""
    client.get(reverse("worry:begin"))
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    foreign = "x" * len(token)
    return {
        "no token": lambda to: client.post(to),
        "a token of somebody else": lambda to: client.post(to, {"csrfmiddlewaretoken": foreign}),
        "from elsewhere": lambda to: client.post(
            to, {"csrfmiddlewaretoken": token}, headers=FOREIGN
        ),
        "from nowhere": lambda to: client.post(
            to, {"csrfmiddlewaretoken": token}, headers={"origin": "null"}
        ),
    }


@pytest.mark.once
def test_no_form_of_another_site_is_taken(cast: Cast, sign_in: SignIn, promise: Promise) -> None:
    walk, tried, taken = Walk(cast), 0, []
    roles = (None, *ROLES[: size(2, len(ROLES))])
    clients = {role: strict(sign_in, walk.person(role)) for role in roles}
    before = rows()
    for role, client in clients.items():
        for how, forge in ways_to_forge(client).items():
            for name, address in walk.addresses.items():
                if not in_this_part(role or "", how, name, of=8):
                    continue
                answer = forge(address)
                tried += 1
                # Whoever wants to leave does leave; but stays signed in, as is looked at below.
                harmless = answer.status_code in (403, 405) or name == "home:leave"
                taken += [] if harmless else [(role, how, name, answer.status_code)]
        if role is not None:
            assert client.session.get("_auth_user_id")
    taken += [("changed", "", "", 0)] if rows() != before else []
    assert not taken, taken[:5]
    promise.kept(
        "P8", "vervalste formulieren", count=tried, broken=len(taken), floor=size(330, 7_000)
    )


def test_no_trick_leads_to_another_site(cast: Cast, sign_in: SignIn, promise: Promise) -> None:
    tried, led = 0, []
    assert len(TRICKS) >= 40
    for trick in TRICKS:
        given = {"next": trick, "volgende": trick, "language": "nl", "on": "yes"}
        for person in (None, cast.parent):
            client = sign_in(person)
            answers = [
                client.get(reverse("people:sign_in"), {"next": trick}),
                client.post(reverse("people:sign_in"), {**given, "email": "a@voorbeeld.test"}),
                client.post(reverse("set_language"), given),
                client.post(reverse("set_language"), {"language": "nl"}, headers={"referer": trick})
                if trick.isprintable() and trick.isascii()
                else client.get(reverse("home:start"), {"next": trick}),
                client.post(reverse("home:switch_discreet"), given),
            ]
            tried += len(answers)
            led += [(trick, n) for n, answer in enumerate(answers) if leads_elsewhere(answer)]
    assert not led, led[:5]
    promise.kept("P8", "omleidingen naar elders", count=tried, broken=len(led), floor=400)


@pytest.mark.once
def test_looking_changes_nothing(cast: Cast, sign_in: SignIn, promise: Promise) -> None:
    walk, tried = Walk(cast), 0
    clients = {role: sign_in(walk.person(role)) for role in (None, *ROLES[: size(3, len(ROLES))])}
    before = rows()
    for role, client in clients.items():
        for name, address in walk.addresses.items():
            for method in ("get", "head", "options"):
                if not in_this_part(role or "", method, name, of=9):
                    continue
                getattr(client, method)(f"{address}?bewaar=ja&on=yes&answer=yes&paused=yes")
                tried += 1
        if role is not None:
            assert client.session.get("_auth_user_id"), role
    after = rows()
    changed = [name for name, was in before.items() if after[name] != was]
    assert changed == []
    promise.kept(
        "P8", "kijken verandert niets", count=tried, broken=len(changed), floor=size(250, 2_400)
    )


@pytest.mark.parametrize(
    "host", ["elders.example", "testserver.elders.example", "elders.example:80", "a b", "[::2]", ""]
)
def test_another_name_for_this_house_is_refused(cast: Cast, host: str) -> None:
    client = Client()
    answer = client.get(reverse("people:sign_in"), headers={"host": host})
    assert answer.status_code == 400
    assert b"elders" not in answer.content


def test_a_forged_wish_to_leave_signs_nobody_out_but_still_leads_away(
    cast: Cast, sign_in: SignIn
) -> None:
    client = strict(sign_in, cast.parent)
    answer = client.post(reverse("home:leave"))
    assert settings.LEAVE_TO in answer.headers["Refresh"]
    assert "Clear-Site-Data" not in answer.headers
    assert client.get(reverse("home:circle")).status_code == 200
