"""Settings of a Naast installation. Everything that differs per place comes from the environment.

NAAST_HOME            folder for all state (default: var)
NAAST_SECRET_KEY      signing key; made once and kept in NAAST_HOME when absent
NAAST_MASTER_KEY      master keys for what families wrote, newest first, separated by commas; made
                      once and kept in NAAST_HOME when absent. Keep a copy elsewhere: without it
                      nothing of theirs can be read
NAAST_HOSTS           names this site answers to, separated by commas
NAAST_DEMO            True: demo region, demo login and demo mailbox are reachable
NAAST_HTTPS           True: cookies and links are for https only, and browsers remember that
NAAST_PROXIES         how many proxies of our own stand before the site (default: 0); then
                      limits count by the address that the outermost one saw
NAAST_LEAVE_TO        where "Leave quickly" leads (default: a site about the weather)
DATABASE_URL          postgresql://…; empty: SQLite in NAAST_HOME
NAAST_BACKUP_RECIPIENT      public keys (age1…) that `naast backup` seals for, separated by commas
NAAST_BACKUP_DATABASE_URL   another login for backups, where the one of the pages may not read all
NAAST_EMAIL_HOST      SMTP host; empty: mails are written to the console
NAAST_EMAIL_FROM      who our mails come from
NAAST_SECURITY_CONTACT  where to report a leak: mailto:… or https:…; shown in security.txt

In NAAST_HOME a file oidc.toml may name organisations that sign in their own way; see
docs/organisation-login.md. What is unsafe stops the start: naast.config.safety.
"""

import gc
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from naast.config.environment import (
    database,
    env_bool,
    env_number,
    home_folder,
    new_master_key,
    openid_connect,
    organisation_logins,
)

# Models, forms and pages stay for as long as a process does. Python looks through them for rubbish
# at every 700 new objects; that was an eighth of starting and a fifth of making the tables.
gc.set_threshold(50_000, 20, 100)

NAAST_HOME = home_folder()
NAAST_HOME.mkdir(mode=0o700, parents=True, exist_ok=True)


def _kept(name: str, make: Callable[[], str]) -> str:
    """A secret of this installation: from the environment, or made once and kept in its home."""
    if given := os.environ.get(f"NAAST_{name.replace('-', '_').upper()}"):
        return given
    kept = NAAST_HOME / name
    try:
        with open(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(make())
    except FileExistsError:
        pass
    return kept.read_text()


SECRET_KEY = _kept("secret-key", get_random_secret_key)
MASTER_KEYS = re.split(r"[\s,]+", _kept("master-key", new_master_key).strip())
DEBUG = False
DEMO = env_bool("NAAST_DEMO", default=False)
HTTPS = env_bool("NAAST_HTTPS", default=False)
PROXIES = env_number("NAAST_PROXIES", default=0)
ALLOWED_HOSTS = os.environ.get("NAAST_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "naast.config",
    "naast.home",
    "naast.demo",
    "naast.impact",
    "naast.library",
    "naast.toolkit",
    "naast.pages",
    "naast.support",
    "naast.worry",
    "naast.guide",
    "naast.people",
    "naast.programmes",
    "naast.places",
    "naast.ui",
    "naast.common",
    # After ours: where both have a text or a template, ours counts.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "naast.common.middleware.BrowserRules",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "naast.common.middleware.DiscreetMode",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "naast.people.middleware.ActorOfRequest",
    "naast.common.rows.ReadsAsReader",
    "naast.config.doors.Doors",
    "naast.common.middleware.RefusedLooksMissing",
]

RECORD_FOLDER = Path(__file__).parent  # fields.csv and retention.toml: naast.common.processing

ROOT_URLCONF = "naast.config.urls"
WSGI_APPLICATION = "naast.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "naast.home.context.house",
            ],
            "builtins": ["naast.ui.templatetags.ui", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), NAAST_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "home:start"
LOGOUT_REDIRECT_URL = "home:home"

# How often one person may try to open a family in an emergency, in 24 hours.
GLASS_TRIES_A_DAY = 5

# Cookies have names that say nothing, no script reads them, and they go when the browser closes.
# Over https the prefix makes browsers refuse one that a neighbouring site tries to plant. A cookie
# is only the beginning: naast/people/sign_in.py ends sessions much sooner.
_HOST_ONLY = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_HOST_ONLY}s"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{_HOST_ONLY}f"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "naast.home.views.form_refused"
LANGUAGE_COOKIE_NAME = f"{_HOST_ONLY}l"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"

AUTHENTICATION_BACKENDS = ["naast.people.backends.AccountOfSession"]
PASSWORD_HASHERS: list[str] = []  # there are no passwords

# allauth brings passkeys, apps and OpenID Connect; the pages are ours (decision 30).
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "naast.people.adapters.Factors"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Naast"
MFA_TOTP_TOLERANCE = 1  # half a minute early or late: clocks of phones differ
SOCIALACCOUNT_ADAPTER = "naast.people.adapters.OrganisationLogin"
SOCIALACCOUNT_LOGIN_ON_GET = True
ORGANISATION_LOGINS = organisation_logins(NAAST_HOME)
SOCIALACCOUNT_PROVIDERS = openid_connect(ORGANISATION_LOGINS)

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = NAAST_HOME / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else's pages need our files
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# A place on the browsers' own list is asked for by hand and hard to undo: not for us to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_CONTENT_TYPE_NOSNIFF = True
# Nothing to other sites. Not "no-referrer": then browsers send forms with `Origin: null`, which
# the check against forged requests rightly refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LEAVE_TO = os.environ.get("NAAST_LEAVE_TO", "https://www.buienradar.nl/")

# The longest page anybody sends is a paper of forty rules; files have their own limits, and never
# come on the disk.
FILE_UPLOAD_HANDLERS = ["naast.common.uploads.Bounded"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10

DEFAULT_FROM_EMAIL = os.environ.get("NAAST_EMAIL_FROM", "Naast <naast@localhost>")
EMAIL_HOST = os.environ.get("NAAST_EMAIL_HOST", "")
EMAIL_BACKEND = (
    "naast.demo.mailbox.Mailbox"
    if DEMO
    else f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
)
SECURITY_CONTACT = os.environ.get("NAAST_SECURITY_CONTACT", "")
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    # Lines say where something went wrong and never what anybody typed, read or is called.
    "formatters": {"plain": {"()": "naast.common.logs.PlainLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    # What goes wrong stands in the terminal; requests themselves are not logged anywhere.
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # No mails about errors: they would carry what somebody typed.
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "gunicorn.error": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
