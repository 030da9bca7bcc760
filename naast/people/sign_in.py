"""The seam of signing in: sessions begin and end here. Everything else asks `request.actor`.

Three ways lead to `enter`: a mailed code, a passkey, and an organisation's own login; in demo mode
a click as well. A session of which `second_factor` is still owed has an account and no actor, so
that no page of the house opens for it but those that finish signing in.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from naast.people.models import Account, LoginSession

BACKEND: Final = "naast.people.backends.AccountOfSession"
SEEN_EVERY: Final = timedelta(minutes=1)
"""How exactly it is kept when somebody was last there."""

_KEY: Final = "login"
"""Where a browser's session holds the number of its `LoginSession`."""


def needs_more_than_mail(account: Account) -> bool:
    """Whether a mailed code alone does not let this account in.

    Staff always owe a second factor. Whoever set up an authenticator app asked for it themselves.
    """
    return account.is_staff_now or "totp" in account.factors.values()


def enter(
    request: HttpRequest,
    account: Account,
    *,
    how: LoginSession.How,
    now: datetime,
    second_factor: bool = False,
    shared: bool = False,
) -> LoginSession:
    """Sign this account in on this browser, with a fresh session and a fresh key.

    Args:
        how: which way was gone.
        second_factor: whether that way proved more than that one reads this mailbox.
        shared: whether others use this computer too; then closing the browser signs out.
    """
    leave(request)
    login(request, account, backend=BACKEND)
    session = begin(
        request.session, account, how=how, now=now, second_factor=second_factor, shared=shared,
        browser=browser_of(request),
    )  # fmt: skip
    if shared or account.is_staff_now:
        request.session.set_expiry(0)
    return session


def begin(
    session: SessionBase,
    account: Account,
    *,
    how: LoginSession.How,
    now: datetime,
    second_factor: bool,
    shared: bool = False,
    browser: str = "",
) -> LoginSession:
    """Write down that `session` is a session of this account."""
    running = LoginSession.objects.create(
        account=account, how=how, second_factor=second_factor, shared=shared, browser=browser,
        began_at=now, seen_at=now,
    )  # fmt: skip
    session[_KEY] = running.pk
    return running


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in on this browser, and whether that is finished."""

    account: Account
    session: LoginSession

    @property
    def owes_second_factor(self) -> bool:
        """Whether one more thing has to be shown before a page opens."""
        return not self.session.second_factor and needs_more_than_mail(self.account)


def current(request: HttpRequest, *, now: datetime) -> SignedIn | None:
    """Who is signed in, or None. A cookie whose session is over is emptied on the spot."""
    if "_auth_user_id" not in request.session:
        return None
    account = request.user if isinstance(request.user, Account) else None
    session = account and _session(account, request.session.get(_KEY, 0))
    if not account or not session or session.is_over(now, staff=account.is_staff_now):
        if session:
            session.delete()
        logout(request)
        return None
    if now - session.seen_at >= SEEN_EVERY:
        session.seen_at = now
        session.save(update_fields=["seen_at"])
    return SignedIn(account, session)


def _session(account: Account, pk: int) -> LoginSession | None:
    return LoginSession.objects.filter(account=account, pk=pk).first()


def prove(request: HttpRequest, signed_in: SignedIn) -> None:
    """Write down that this session showed its second factor. The key changes with the rights."""
    signed_in.session.second_factor = True
    signed_in.session.save(update_fields=["second_factor"])
    request.session.cycle_key()


def stay(request: HttpRequest, signed_in: SignedIn) -> None:
    """Keep this one session after the account changed its factors; all others end."""
    signed_in.account.sessions.exclude(pk=signed_in.session.pk).delete()
    account = Account.objects.select_related("person").get(pk=signed_in.account.pk)
    update_session_auth_hash(request, account)


def leave(request: HttpRequest) -> None:
    """Sign out here."""
    if isinstance(request.user, Account):
        LoginSession.objects.filter(account=request.user, pk=request.session.get(_KEY, 0)).delete()
    logout(request)


def leave_everywhere(account: Account) -> int:
    """End every session of this account, wherever it is open. Returns how many there were."""
    return account.sessions.all().delete()[0]


_BROWSERS: Final = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"),
                    ("Chrom", "Chrome"), ("Safari", "Safari"))  # fmt: skip
_SYSTEMS: Final = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"),
                   ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip


def browser_of(request: HttpRequest) -> str:
    """The browser in words one recognises, such as `Firefox · Windows`; nothing more is kept."""
    told = request.META.get("HTTP_USER_AGENT", "")
    found = [
        next((name for mark, name in marks if re.search(mark, told)), "")
        for marks in (_BROWSERS, _SYSTEMS)
    ]
    return " · ".join(filter(None, found))
