"""Naast does not open with settings that would put families at risk, and says what to do."""

import socket
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from naast.config.safety import Setup, is_this_computer, troubles, troubles_of_database_role
from naast.config.tests.conftest import Naast

KEY = "een-lange-sleutel-van-letters-die-niemand-raden-kan-0123456789"
SAFE = {
    "NAAST_HOSTS": "naast.buurt.internal",
    "NAAST_HTTPS": "True",
    "NAAST_EMAIL_HOST": "mail.buurt.internal",
    "NAAST_EMAIL_FROM": "Naast <naast@buurt.internal>",
    "NAAST_SECURITY_CONTACT": "mailto:veilig@buurt.internal",
}


@pytest.fixture
def public(tmp_path: Path) -> Setup:
    """An installation on the internet, as it should be."""
    return Setup(
        debug=False,
        secret_key=KEY,
        hosts=("naast.buurt.internal",),
        https=True,
        demo=False,
        email_host="mail.buurt.internal",
        email_from="Naast <naast@buurt.internal>",
        security_contact="mailto:veilig@buurt.internal",
        home=tmp_path,
    )


def names(setup: Setup) -> list[str]:
    return [trouble.name for trouble in troubles(setup)]


def test_a_safe_installation_has_no_trouble(public: Setup) -> None:
    assert troubles(public) == []


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"debug": True}, "debug"),
        ({"hosts": ("naast.buurt.internal", "*")}, "hosts"),
        ({"secret_key": "kort"}, "secret-key"),
        ({"secret_key": "a" * 60}, "secret-key"),
        ({"secret_key": "django-insecure-" + KEY}, "secret-key"),
        ({"https": False}, "https"),
        ({"demo": True}, "demo"),
        ({"email_host": ""}, "email-host"),
        ({"email_from": "Naast <naast@example.com>"}, "email-from"),
        ({"email_from": "naast@mail.example.org"}, "email-from"),
        ({"email_from": "Naast <naast@localhost>"}, "email-from"),
        ({"email_from": "Naast"}, "email-from"),
    ],
)
def test_what_is_unsafe_stops_the_start_in_a_dutch_sentence(
    public: Setup, change: dict[str, object], name: str
) -> None:
    found = troubles(replace(public, **change))  # type: ignore[arg-type]  # of the table above
    assert [(trouble.name, trouble.stops) for trouble in found] == [(name, True)]
    assert found[0].words.endswith((".", "…"))


def test_without_an_address_for_leaks_it_opens_but_says_so(public: Setup) -> None:
    found = troubles(replace(public, security_contact=""))
    assert [(trouble.name, trouble.stops) for trouble in found] == [("security-contact", False)]


@pytest.mark.parametrize("name", ["secret-key", "master-key"])
@pytest.mark.parametrize(("mode", "safe"), [(0o600, True), (0o400, True), (0o640, False),
                                            (0o604, False)])  # fmt: skip
def test_a_key_that_others_can_read_stops_the_start(
    public: Setup, name: str, mode: int, safe: bool
) -> None:
    (public.home / name).touch()
    (public.home / name).chmod(mode)
    assert names(public) == ([] if safe else ["readable-secret"])


def test_on_this_computer_alone_trying_out_is_fine(public: Setup) -> None:
    trying = replace(
        public, hosts=("127.0.0.1", "localhost", "[::1]"), bind="127.0.0.1", https=False,
        demo=True, email_host="", email_from="Naast <naast@localhost>", security_contact="",
    )  # fmt: skip
    assert troubles(trying) == []
    assert "https" in names(replace(trying, bind="0.0.0.0"))  # never listened on
    assert "demo" in names(replace(trying, hosts=("naast.buurt.internal",)))


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True), ("127.8.9.1", True), ("localhost", True), ("naast.localhost", True),
        ("[::1]", True), ("::1", True), ("localhost.", True),
        ("0.0.0.0", False), ("::", False), ("192.168.1.9", False), ("*", False),
        ("localhost.buurt.internal", False), (".buurt.internal", False), ("127.0.0.1.nip", False),
    ],
)  # fmt: skip
def test_which_addresses_only_this_computer_reaches(host: str, own: bool) -> None:
    assert is_this_computer(host) is own


def test_serving_to_others_without_https_is_refused(naast: Naast) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    done = naast("serve", "--host", "0.0.0.0", "--port", port)  # it refuses to
    assert done.returncode == 1
    assert "zonder https" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_checking_names_what_is_unsafe(naast: Naast, home: Path) -> None:
    done = naast("check", **{**SAFE, "NAAST_HTTPS": "False"})
    assert done.returncode == 1
    assert "zonder https" in done.stderr
    done = naast("check", **SAFE)
    assert (done.returncode, done.stderr) == (0, "")
    done = naast("check", **{**SAFE, "NAAST_SECURITY_CONTACT": ""})
    assert done.returncode == 0
    assert "NAAST_SECURITY_CONTACT" in done.stderr


def test_django_itself_finds_nothing_to_improve_in_safe_settings(naast: Naast) -> None:
    deploy = ("manage", "check", "--deploy", "--fail-level", "WARNING")
    done = naast(*deploy, **SAFE)
    assert done.returncode == 0, done.stderr
    done = naast(*deploy, **{**SAFE, "NAAST_DEMO": "True"})
    assert done.returncode != 0
    assert "naast.demo" in done.stderr


def test_the_settings_of_the_tests_themselves_would_be_refused() -> None:
    with pytest.raises(SystemCheckError, match=r"naast\.secret-key"):
        call_command("check", deploy=True)


@pytest.mark.django_db
def test_asking_postgresql_as_somebody_who_may_do_anything_is_advised_against() -> None:
    found = troubles_of_database_role()
    assert [trouble.stops for trouble in found] == [False] * (connection.vendor == "postgresql")
