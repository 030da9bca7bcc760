"""Refuses to start with settings that would put families at risk, and says what to do instead.

On this computer alone (127.0.0.1) nearly everything may be; as soon as others can come in, the
rules below hold. `naast serve`, `naast check` and `naast manage check --deploy` all ask here.
"""

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection

SHORTEST_KEY = 50
"""Characters of a signing key; as Django asks."""

FEWEST_DIFFERENT = 5
"""Different characters in a signing key; as Django asks."""

NOBODYS = ("example", "example.com", "example.net", "example.org", "invalid", "localhost", "test")
"""Domains that belong to nobody: kept free for examples (RFC 2606)."""

SECRETS = ("secret-key", "master-key")
"""Files in NAAST_HOME that only the owner may read."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something unsafe, in words that say what to do. `stops` when Naast may not open with it."""

    name: str
    words: str
    stops: bool = True


@dataclass(frozen=True, slots=True)
class Setup:
    """What is judged. `bind` is the address to listen on, empty when that is not known."""

    debug: bool
    secret_key: str
    hosts: tuple[str, ...]
    https: bool
    demo: bool
    email_host: str
    email_from: str
    security_contact: str
    home: Path
    bind: str = ""

    @property
    def is_public(self) -> bool:
        """Whether anybody but this computer can come in."""
        names = [host for host in (*self.hosts, self.bind) if host]
        return not all(map(is_this_computer, names))


def here(bind: str = "") -> Setup:
    """The setup of this process."""
    return Setup(
        debug=settings.DEBUG,
        secret_key=settings.SECRET_KEY,
        hosts=tuple(settings.ALLOWED_HOSTS),
        https=settings.HTTPS,
        demo=settings.DEMO,
        email_host=settings.EMAIL_HOST,
        email_from=settings.DEFAULT_FROM_EMAIL,
        security_contact=settings.SECURITY_CONTACT,
        home=settings.NAAST_HOME,
        bind=bind,
    )


def is_this_computer(host: str) -> bool:
    """Whether `host` is a name or address of this computer only."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def troubles(setup: Setup) -> list[Trouble]:
    """All that is unsafe, what stops the start first."""
    found = [*_always(setup), *_readable_secrets(setup.home)]
    if setup.is_public:
        found += _in_public(setup)
    return sorted(found, key=lambda trouble: not trouble.stops)


def _always(setup: Setup) -> Iterator[Trouble]:
    if setup.debug:
        yield Trouble(
            "debug",
            "DEBUG staat aan. Een fout toont dan wat gezinnen schreven. Zet DEBUG uit.",
        )
    if "*" in setup.hosts:
        yield Trouble(
            "hosts",
            "NAAST_HOSTS is *: elke naam mag. Schrijf op welke namen deze site heeft, met een "
            "komma ertussen.",
        )
    if _is_weak(setup.secret_key):
        yield Trouble(
            "secret-key",
            "NAAST_SECRET_KEY is te kort of te gewoon: wie hem raadt, logt in als wie hij wil. "
            "Laat hem leeg, dan maakt Naast er een. Of maak er een van minstens "
            f"{SHORTEST_KEY} tekens.",
        )


def _is_weak(key: str) -> bool:
    return (
        len(key) < SHORTEST_KEY
        or len(set(key)) < FEWEST_DIFFERENT
        or key.startswith("django-insecure-")
    )


def _readable_secrets(home: Path) -> Iterator[Trouble]:
    for path in (home / name for name in SECRETS):
        if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield Trouble(
                "readable-secret",
                f"Ook anderen op deze computer kunnen {path} lezen. Geef: chmod 600 {path}",
            )


def _in_public(setup: Setup) -> Iterator[Trouble]:
    if not setup.https:
        yield Trouble(
            "https",
            "Anderen kunnen hier binnenkomen, maar zonder https leest iedereen onderweg mee. Zet "
            "een webserver met een certificaat ervoor en geef NAAST_HTTPS=True.",
        )
    if setup.demo:
        yield Trouble(
            "demo",
            "Dit is het voorbeeld: iedereen kan er als coördinator inloggen. Draai het alleen op "
            "127.0.0.1, of geef NAAST_DEMO=False.",
        )
    if not setup.email_host:
        yield Trouble(
            "email-host",
            "Er is geen mailserver, dus niemand krijgt een link om in te loggen. Geef "
            "NAAST_EMAIL_HOST.",
        )
    if _is_nobodys(setup.email_from):
        yield Trouble(
            "email-from",
            f"Mail komt van {setup.email_from!r}, en dat adres bestaat niet. Geef NAAST_EMAIL_FROM "
            "een adres van jullie zelf.",
        )
    if not setup.security_contact:
        yield Trouble(
            "security-contact",
            "Wie een lek vindt, kan het nergens melden. Geef NAAST_SECURITY_CONTACT een adres, "
            "zoals mailto:… of https:…",
            stops=False,
        )


def _is_nobodys(address: str) -> bool:
    domain = parseaddr(address)[1].rpartition("@")[2].lower()
    return "." not in domain or any(
        domain == each or domain.endswith(f".{each}") for each in NOBODYS
    )


def troubles_of_database_role() -> list[Trouble]:
    """Whether the site asks PostgreSQL as somebody who may do anything; SQLite has no roles.

    Raises: OperationalError when the database cannot be reached.
    """
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = current_user"
            " AND (rolsuper OR rolbypassrls)"
        )
        found = cursor.fetchone()
    if found is None:
        return []
    words = (
        f"De database kent ons als {found[0]}, en die mag alles: de tweede muur van de database "
        "werkt dan niet. Maak een eigen gebruiker zonder SUPERUSER en BYPASSRLS."
    )
    return [Trouble("database-role", words, stops=False)]


@register(Tags.security, deploy=True)
def the_settings_are_safe(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What `naast manage check --deploy` adds to Django's own."""
    return list(_messages(troubles(here())))


def _messages(found: Iterable[Trouble]) -> Iterator[CheckMessage]:
    for trouble in found:
        kind = Error if trouble.stops else Warning
        yield kind(trouble.words, id=f"naast.{trouble.name}")
