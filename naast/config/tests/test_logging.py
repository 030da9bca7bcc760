"""What an operator reads when something goes wrong: where it was, and nothing about anybody."""

import json
import logging
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from naast.config import settings
from naast.config.tests.broken_pages import CANARY, KINDS, PAGES
from naast.config.tests.test_serve import first_page, free_port
from tests.outside import make_home, outside
from tests.plugin_trust import Promise

TRY = """
import django
from django.conf import settings
settings.ROOT_URLCONF = "naast.config.tests.broken_pages"
settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name.startswith(
    ("django.middleware", "django.contrib.sessions", "naast.common.middleware", "allauth"))]
settings.STORAGES = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
django.setup()
from django.core import mail
from django.test import Client
from naast.config.tests.broken_pages import CANARY, PAGES
client = Client(raise_request_exception=False, SERVER_NAME="localhost",
                headers={"user-agent": CANARY})
client.cookies["name"] = CANARY
for page in PAGES:
    for method in ("get", "post"):
        address = f"/{page}/{CANARY}/"
        sent = {"words": CANARY}
        getattr(client, method)(f"{address}?who={CANARY}" if method == "post" else address, sent)
client.get("/", headers={"host": f"{CANARY}.test"})
client.get(f"/nowhere/{CANARY}/")
"""


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """All that a process with the settings of an installation writes when every page breaks."""
    done = subprocess.run(
        [sys.executable, "-c", TRY],
        env={
            **outside(tmp_path_factory.mktemp("home")),
            "DJANGO_SETTINGS_MODULE": "naast.config.settings",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    return done.stderr.splitlines()


@pytest.mark.trust
def test_a_line_holds_nothing_that_anybody_typed_read_or_is_called(
    lines: list[str], promise: Promise
) -> None:
    leaking = [line for line in lines if CANARY in line or "192.0.2.7" in line]
    assert leaking == []
    promise.kept(
        "P16", "regels van stukke pagina's zonder gegevens", count=len(lines), broken=0, floor=30
    )


def test_every_page_that_broke_can_be_found_again(lines: list[str]) -> None:
    told = {str(json.loads(line).get("page")) for line in lines}
    quiet = {"http404", "permissiondenied", "refused", "talkative"}
    for page in set(PAGES) - quiet:
        assert f"{page}/<str:who>/" in told, page


def test_a_line_says_where_it_went_wrong(lines: list[str]) -> None:
    found = [json.loads(line) for line in lines if "valueerror/" in line]
    assert {line["method"] for line in found} == {"GET", "POST"}
    assert {line["exception"] for line in found} == {"ValueError"}
    assert found[0]["status"] == 500
    assert found[0]["trace"][-1].startswith("broken_pages.py:")
    assert found[0]["trace"][-1].endswith(" view")


def test_only_listed_keys_stand_in_a_line(lines: list[str]) -> None:
    listed = {"at", "level", "logger", "where", "event", "page", "method", "status"}
    assert {key for line in lines for key in json.loads(line)} <= listed | {"exception", "trace"}
    assert len(KINDS) >= 12


def test_no_error_is_mailed_and_every_handler_writes_plain_lines() -> None:
    assert not getattr(settings, "ADMINS", ())
    handlers = settings.LOGGING["handlers"]
    assert {handler["formatter"] for handler in handlers.values()} == {"plain"}
    mailing = [
        handler for logger in ("", "django", "django.request", "django.security")
        for handler in logging.getLogger(logger).handlers
        if type(handler).__name__ == "AdminEmailHandler"
    ]  # fmt: skip
    assert mailing == []


def test_the_server_does_not_name_a_visitor_who_asks_something_odd(tmp_path: Path) -> None:
    port, shown = free_port(), tmp_path / "shown"
    make_home(tmp_path / "home")
    with shown.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "naast", "serve", "--port", str(port), "--workers", "1"],
            env={**outside(tmp_path / "home"), "PYTHONUNBUFFERED": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            assert "<html" in first_page(f"http://127.0.0.1:{port}/", server)
            for odd in (f"GET /{CANARY} HTTP/9.9", f"{CANARY} / HTTP/1.1\r\n{CANARY}", CANARY):
                with socket.create_connection(("127.0.0.1", port), timeout=10) as asking:
                    asking.sendall(f"{odd}\r\n\r\n".encode())
                    asking.recv(200)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)
    written = [line for line in shown.read_text().splitlines() if line.startswith("{")]
    assert len(written) >= 3
    assert not [line for line in written if CANARY in line or "127.0.0.1" in line]
