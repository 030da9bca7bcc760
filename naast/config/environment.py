"""Typed reading of the environment: strict, and loud at start."""

import base64
import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def env_bool(name: str, default: bool, source: Mapping[str, str] = os.environ) -> bool:
    """Read a yes/no setting.

    Raises: ImproperlyConfigured for anything but the two exact spellings True and False.
    """
    raw = source.get(name, str(default))
    if raw not in ("True", "False"):
        raise ImproperlyConfigured(f"{name}={raw!r}: write True or False")
    return raw == "True"


def new_master_key() -> str:
    """256 random bits, base64: what the keys of organisations are wrapped by."""
    return base64.b64encode(os.urandom(32)).decode()


def home_folder(source: Mapping[str, str] = os.environ) -> Path:
    """The folder that holds all state of this installation: `$NAAST_HOME`, else `var`."""
    return Path(source.get("NAAST_HOME") or "var").absolute()


def env_number(name: str, default: int, source: Mapping[str, str] = os.environ) -> int:
    """Read a whole number of 0 or more.

    Raises: ImproperlyConfigured for anything else.
    """
    raw = source.get(name, str(default))
    if not raw.isdecimal():
        raise ImproperlyConfigured(f"{name}={raw!r}: write a whole number")
    return int(raw)


def organisation_logins(home: Path) -> list[dict[str, Any]]:
    """The logins of organisations in `oidc.toml`, a `[[login]]` each; none without that file.

    Raises: ImproperlyConfigured when one lacks something, or is not on https or this computer.
    """
    file = home / "oidc.toml"
    if not file.exists():
        return []
    told: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8")).get("login", [])
    needed = {"key", "name", "organisation", "domains", "server", "client_id", "secret"}
    for login in told:
        if missing := needed - login.keys():
            raise ImproperlyConfigured(f"{file.name}: {', '.join(sorted(missing))} is missing")
        parts = urlsplit(login["server"])
        if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost"):
            raise ImproperlyConfigured(f"{file.name}: {login['server']!r} is not https")
    return told


def openid_connect(logins: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The same logins as allauth wants to be told of them."""
    apps = [
        {
            "provider_id": login["key"],
            "name": login["name"],
            "client_id": login["client_id"],
            "secret": login["secret"],
            "settings": {"server_url": login["server"]},
        }
        for login in logins
    ]
    return {"openid_connect": {"APPS": apps, "OAUTH_PKCE_ENABLED": True}}


def database(url: str, home: Path) -> dict[str, Any]:
    """Django's database settings for `url`, or SQLite in `home` when it is empty.

    SQLite gets WAL, IMMEDIATE transactions and full syncs: Django's default DEFERRED lost half the
    writes of twenty concurrent writers (STACK, measured), and a saved word must stay saved.

    Raises: ImproperlyConfigured when the scheme is not `postgres`, `postgresql` or `sqlite`.
    """
    if not url or url.startswith("sqlite:"):
        name = url.removeprefix("sqlite:///") or str(home / "naast.sqlite3")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                " PRAGMA secure_delete=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"DATABASE_URL: {parts.scheme!r} is not postgresql or sqlite")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        # A server that came back is found at the next request, one that is gone is not waited for.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5},
    }
