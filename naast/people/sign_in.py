"""The seam of signing in: a link by mail, good once and for an hour. Everything else asks
`request.actor`.

Nobody has a password. A later way in (code, passkey, an organisation's own login) replaces this
module.
"""

from datetime import datetime
from functools import partial
from urllib.parse import urlencode

from django.contrib.auth import login
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from naast.people.models import Account

BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignInTokens(PasswordResetTokenGenerator):
    """Tokens that die at first use (they contain the moment of the last login) and after their
    time.
    """

    key_salt = "naast.people.sign_in"


tokens = SignInTokens()


def send_link(email: str, request: HttpRequest, *, after: str = "") -> None:
    """Mail a way in to this address when it has an account. The caller answers the same either
    way.

    Args:
        after: address within this house to go to afterwards, or empty.
    """
    account = Account.objects.filter(email=email.lower(), is_active=True).first()
    if account is None:
        return
    path = reverse("people:enter", args=[account.pk, tokens.make_token(account)])
    if after:
        path = f"{path}?{urlencode({'next': after})}"
    body = _("Hello,\n\nWith this link you sign in. It works once.") + (
        f"\n\n{request.build_absolute_uri(path)}\n"
    )
    send = partial(send_mail, _("Your link to sign in"), body, None, [account.email])
    transaction.on_commit(send)


def account_for(account_id: int, token: str) -> Account | None:
    """The account this link lets in, or None when the link is old, used or wrong."""
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    return account if account and tokens.check_token(account, token) else None


def enter(request: HttpRequest, account: Account, *, now: datetime) -> None:
    """Sign this account in on this browser, with a fresh session."""
    login(request, account, backend=BACKEND)
