"""What NAAST_HTTPS=True changes, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

SHOW = (
    "from django.conf import settings as s; "
    "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME, "
    "s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS)"
)


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run this installation over https."""
    environment = {
        **os.environ, "NAAST_HOME": str(home), "NAAST_HTTPS": "True", "NAAST_DEMO": "False",
        "NAAST_SECRET_KEY": "", "DJANGO_SETTINGS_MODULE": "naast.config.settings",
        "DATABASE_URL": "",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
    )


def test_cookies_belong_to_this_name_and_this_connection_only(tmp_path: Path) -> None:
    shown = run(tmp_path, "-c", SHOW).stdout.split()
    assert shown == ["__Host-s", "__Host-f", "__Host-l", "True", "True", "31536000"]


def test_django_finds_nothing_to_warn_about(tmp_path: Path) -> None:
    done = run(
        tmp_path, "-m", "naast", "manage", "check", "--deploy", "--fail-level", "WARNING",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
