"""Passkeys, authenticator apps and recovery codes: the only module that knows allauth's.

All take the account; the challenge a passkey answers to is kept in the browser's session. What a
browser sends is not to be trusted, so whatever goes wrong with it is `NotProven`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from naast.people.models import Account

PASSKEY: Final = Authenticator.Type.WEBAUTHN.value
APP: Final = Authenticator.Type.TOTP.value
CODES: Final = Authenticator.Type.RECOVERY_CODES.value
STRONG: Final = (PASSKEY, APP)
"""What counts as a second factor; recovery codes only stand in for one that was lost."""

LONGEST_NAME: Final = 40

Options = dict[str, Any]
"""What a browser needs to ask for a passkey, as JSON."""


class NotProven(Exception):
    """What was shown proves nothing."""


def of(account: Account, *kinds: str) -> list[Authenticator]:
    """The factors of these kinds, oldest first."""
    return list(Authenticator.objects.filter(user=account, type__in=kinds).order_by("pk"))


# Passkeys.


def begin_passkey(account: Account) -> Options:
    """What the browser needs to make a passkey that can be signed in with by itself."""
    return dict(webauthn.begin_registration(account, passwordless=True))


def add_passkey(account: Account, name: str, credential: Any) -> Authenticator:
    """Keep the passkey that was just made.

    Raises: NotProven when it does not answer the challenge, or no finger, face or PIN was asked.
    """
    with _mistrusting():
        webauthn.parse_registration_response(credential)
        made = webauthn.complete_registration(credential)
        if not made.is_user_verified():
            raise NotProven
        return webauthn.WebAuthn.add(account, name[:LONGEST_NAME], credential).instance


def begin_signing_in() -> Options:
    """What the browser needs to show a passkey; the same for everybody, no address is asked."""
    return dict(webauthn.begin_authentication(None))


def owner_of_passkey(credential: Any) -> tuple[Account, Authenticator]:
    """Whose passkey was shown, and which.

    Raises: NotProven when it is unknown, its answer wrong or its owner blocked.
    """
    with _mistrusting():
        webauthn.parse_authentication_response(credential)
        account = webauthn.extract_user_from_response(credential)
        passkey = webauthn.complete_authentication(account, credential)
        if not account.is_active:
            raise NotProven
        return account, passkey


@contextmanager
def _mistrusting() -> Iterator[None]:
    """Turn everything that malformed or false answers cause into NotProven, and use up the
    challenge.
    """
    try:
        yield
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotProven from error
    finally:
        webauthn.clear_state()


# Authenticator apps.


def new_app_secret() -> str:
    """A secret for an app, made anew and kept in the browser's session until it is proven."""
    return str(totp.get_totp_secret(regenerate=True))


def app_secret() -> str:
    """The secret that is waiting in the browser's session."""
    return str(totp.get_totp_secret())


def forget_app_secret(request: HttpRequest) -> None:
    """Throw away the secret that was waiting."""
    totp.clear_totp_secret(request)


def picture_for_app(account: Account, secret: str) -> bytes:
    """The secret as a QR code, SVG."""
    import segno  # only here: most processes never draw one

    picture = BytesIO()
    address = get_adapter().build_totp_url(account, secret)
    segno.make(address, error="m").save(picture, kind="svg", scale=5, border=4, light="#fff")
    return picture.getvalue()


@transaction.atomic
def add_app(account: Account, secret: str, digits: str) -> Authenticator:
    """Keep an app, in place of the one there was.

    Raises: NotProven when the digits are not those of this secret now.
    """
    counter = _counter(secret, digits, after=-1)
    if counter is None:
        raise NotProven
    Authenticator.objects.filter(user=account, type=APP).delete()
    app = totp.TOTP.activate(account, secret).instance
    app.data["last"] = counter
    app.save(update_fields=["data"])
    return app


@transaction.atomic
def check_app(account: Account, digits: str, now: datetime) -> bool:
    """Whether these are the digits of the account's app now. They work once."""
    app = Authenticator.objects.select_for_update().filter(user=account, type=APP).first()
    if app is None:
        return False
    secret = get_adapter().decrypt(app.data["secret"])
    counter = _counter(secret, digits, after=app.data.get("last", -1))
    if counter is None:
        return False
    app.data["last"] = counter
    app.last_used_at = now
    app.save(update_fields=["data", "last_used_at"])
    return True


def _counter(secret: str, digits: str, *, after: int) -> int | None:
    """The half minute these digits belong to, when it is about now and later than `after`."""
    found = [
        counter
        for counter in totp.yield_hotp_counters_from_time()
        if constant_time_compare(totp.format_hotp_value(totp.hotp_value(secret, counter)), digits)
    ]
    return next((counter for counter in found if counter > after), None)


# Recovery codes.


def new_recovery_codes(account: Account) -> list[str]:
    """Ten codes that each work once, in place of those there were. They are shown only now."""
    Authenticator.objects.filter(user=account, type=CODES).delete()
    return list(RecoveryCodes.activate(account).generate_codes())


def codes_left(account: Account) -> int:
    """How many recovery codes can still be used."""
    return sum(len(RecoveryCodes(each).get_unused_codes()) for each in of(account, CODES))


def check_recovery_code(account: Account, digits: str) -> bool:
    """Whether this is a recovery code that was not used yet; it is used now."""
    return any(RecoveryCodes(each).validate_code(digits) for each in of(account, CODES))
