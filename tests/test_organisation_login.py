"""Signing in through one's own organisation, with a made-up provider on loopback."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.test import Client
from pytest_django import Settings

from naast.config.environment import openid_connect
from naast.people.models import Account, LoginSession, Role
from naast.people.tests.entrance import OWN_PAGE
from tests.cast import Cast

BEGIN, BACK = "/inloggen/organisatie/leiden/", "/inloggen/organisatie/leiden/terug/"


@dataclass
class Provider:
    """Says whom it is told to say."""

    claims: dict[str, Any] = field(default_factory=dict)
    token: dict[str, Any] = field(default_factory=dict)
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    url: str = ""

    def answer(self, path: str, body: str) -> dict[str, Any]:
        """What stands at an address of the provider."""
        if path.startswith("/.well-known/"):
            return {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/keys",
            }
        if path == "/userinfo":
            return {"sub": "noor-1", **self.claims}
        self.asked.append(parse_qs(body))
        now = int(time.time())
        token = {
            "iss": self.url, "aud": "naast", "sub": "noor-1", "iat": now, "exp": now + 300,
            **self.claims, **self.token,
        }  # fmt: skip
        signed = jwt.encode(token, "a key that only this test knows, long enough", "HS256")
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}


@pytest.fixture
def provider() -> Iterator[Provider]:
    """The provider, listening."""
    made = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send("")

        def do_POST(self) -> None:
            self._send(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _send(self, body: str) -> None:
            told = json.dumps(made.answer(self.path, body)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def configured(cast: Cast, provider: Provider, settings: Settings) -> Provider:
    """Noor's organisation signs in through the provider, which knows her."""
    login = {
        "key": "leiden", "name": "Steun in Leiden", "organisation": "Steun in Leiden",
        "domains": ["voorbeeld.test"], "server": provider.url, "client_id": "naast", "secret": "s",
        "second_factor": ["mfa"],
    }  # fmt: skip
    settings.ORGANISATION_LOGINS = [login]
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect([login])
    provider.claims = {"email": cast.coordinator.email.upper(), "email_verified": True}
    return provider


def there_and_back(client: Client) -> str:
    """Walk to the provider and back; gives where one ends up."""
    there = client.get(BEGIN)
    asked = parse_qs(urlsplit(there.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    back = client.get(BACK, {"code": "c", "state": asked["state"][0]})
    return str(back.headers["Location"])


def test_who_works_there_comes_in_and_shows_a_second_factor_here(configured: Provider) -> None:
    client = Client()
    assert there_and_back(client) == "/inloggen/instellen/"
    assert client.get("/vandaag/").status_code == 302
    assert configured.asked[0]["code_verifier"]
    assert LoginSession.objects.get().how == LoginSession.How.ORGANISATION


@pytest.mark.parametrize("token", [{"amr": ["pwd", "mfa"]}, {"acr": "mfa"}])
def test_a_second_factor_shown_there_counts_when_configured(
    configured: Provider, token: dict[str, Any]
) -> None:
    configured.token = token
    client = Client()
    assert there_and_back(client) == "/start/"
    assert client.get("/vandaag/").status_code == 200


@pytest.mark.parametrize("token", [{"amr": ["pwd"]}, {"acr": "0"}, {"amr": "mfa-not"}])
def test_something_else_shown_there_does_not_count(
    configured: Provider, token: dict[str, Any]
) -> None:
    configured.token = token
    assert there_and_back(Client()) == "/inloggen/instellen/"


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "coordinator@voorbeeld.test"},
        {"email": "coordinator@voorbeeld.test", "email_verified": False},
        {"email": "coordinator@voorbeeld.test", "email_verified": "true"},
        {"email": "nobody@voorbeeld.test", "email_verified": True},
        {"email": "parent@voorbeeld.test", "email_verified": True},
        {"email": "far_coordinator@voorbeeld.test", "email_verified": True},
        {"email": "municipality@voorbeeld.test", "email_verified": True},
        {"email": "coordinator@elders.test", "email_verified": True},
        {},
    ],
)
def test_nobody_else_comes_in_and_nobody_is_made(
    configured: Provider, claims: dict[str, Any]
) -> None:
    accounts = Account.objects.count()
    configured.claims = claims
    client = Client()
    assert there_and_back(client) == "/inloggen/"
    assert "lukte niet" in client.get("/inloggen/").content.decode()
    assert client.get(OWN_PAGE).status_code == 302
    assert Account.objects.count() == accounts


def test_who_no_longer_works_there_does_not_come_in(cast: Cast, configured: Provider) -> None:
    Role.objects.filter(person=cast.coordinator).delete()
    assert there_and_back(Client()) == "/inloggen/"


@pytest.mark.parametrize("query", [{}, {"code": "c"}, {"code": "c", "state": "made-up"},
                                   {"error": "access_denied", "state": "x"}])  # fmt: skip
def test_an_answer_nobody_asked_for_lets_nobody_in(
    configured: Provider, query: dict[str, str]
) -> None:
    client = Client()
    assert client.get(BACK, query).headers["Location"] == "/inloggen/"
    assert "_auth_user_id" not in client.session


def test_orders_in_the_address_are_not_taken(configured: Provider) -> None:
    there = Client().get(BEGIN, {"process": "connect", "scope": "all", "next": "//elders.test"})
    assert there.headers["Location"].startswith(configured.url)
    assert "elders" not in there.headers["Location"]
    assert "scope=all" not in there.headers["Location"]


def test_without_configuration_there_is_no_such_door(cast: Cast) -> None:
    for address in (BEGIN, BACK):
        assert Client().get(address).status_code == 404
    assert "Log in via" not in Client().get("/inloggen/").content.decode()


def test_the_button_stands_on_the_page(configured: Provider) -> None:
    assert "Log in via Steun in Leiden" in Client().get("/inloggen/").content.decode()
