"""Adding and taking away what an account proves itself with. Each leaves a line in the logbook."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.common.logbook import SYSTEM
from naast.kernel.errors import DomainError
from naast.people import factors
from naast.people.models import Account
from naast.people.sign_in import leave_everywhere


class Unknown(Exception):
    """This account has no such passkey or app."""


@transaction.atomic
def add_passkey(account: Account, *, name: str, credential: Any, now: datetime) -> list[str]:
    """Keep a passkey. Returns recovery codes to show once, when staff have none yet.

    Raises: NotProven when the passkey does not answer.
    """
    added = factors.add_passkey(account, name or _("Passkey"), credential)
    logbook.record(account.person, "people.passkey.added", added, now=now)
    return _first_codes(account)


@transaction.atomic
def add_app(account: Account, *, secret: str, digits: str, now: datetime) -> list[str]:
    """Keep an authenticator app, in place of the one there was. Returns recovery codes to show
    once, when there are none yet.

    Raises: NotProven when the digits are wrong.
    """
    added = factors.add_app(account, secret, digits)
    logbook.record(account.person, "people.app.added", added, now=now)
    return _first_codes(account)


def _first_codes(account: Account) -> list[str]:
    """A passkey of a family is a short cut: a mailed code still lets them in, so nothing can be
    lost for which they would need these.
    """
    needed = account.is_staff_now or factors.of(account, factors.APP)
    return factors.new_recovery_codes(account) if needed and not has_codes(account) else []


def has_codes(account: Account) -> bool:
    """Whether there are recovery codes, used up or not."""
    return bool(factors.of(account, factors.CODES))


@transaction.atomic
def renew_codes(account: Account, *, now: datetime) -> list[str]:
    """New recovery codes; the old ones stop working.

    Raises: DomainError for who has nothing they would recover.
    """
    strong = factors.of(account, *factors.STRONG)
    if not strong:
        raise DomainError(_("First set up a passkey or an app."))
    codes = factors.new_recovery_codes(account)
    logbook.record(account.person, "people.recovery_codes.renewed", strong[0], now=now)
    return codes


@transaction.atomic
def remove(account: Account, factor_id: int, *, now: datetime) -> None:
    """Take a passkey or app away. With the last one its recovery codes go too.

    Staff keep one, always: who could take the last one away from a desk left open would have
    made a mailbox enough. So a lost device is replaced by a recovery code, or by the operator
    (`naast manage forget_factors`), and never by a click.

    Raises: DomainError for the last one of somebody who works here; Unknown.
    """
    Account.objects.select_for_update().get(pk=account.pk)  # two clicks at once: one after another
    strong = {each.pk: each for each in factors.of(account, *factors.STRONG)}
    if factor_id not in strong:
        raise Unknown
    if len(strong) == 1 and account.is_staff_now:
        raise DomainError(_("This is the last one. First set up another; then this one can go."))
    logbook.record(account.person, "people.factor.removed", strong[factor_id], now=now)
    strong[factor_id].delete()
    if len(strong) == 1:
        forget_codes(account)


def forget_codes(account: Account) -> None:
    """Throw away the recovery codes."""
    for codes in factors.of(account, factors.CODES):
        codes.delete()


@transaction.atomic
def forget_all(account: Account, *, now: datetime) -> int:
    """Let somebody who lost everything start again; all their sessions end.

    Only the operator does this, from the command line: no page leads here. Returns how many
    passkeys and apps are gone.
    """
    strong = factors.of(account, *factors.STRONG)
    for each in strong:
        logbook.record(SYSTEM, "people.factor.removed", each, now=now)
        each.delete()
    forget_codes(account)
    leave_everywhere(account)
    return len(strong)
