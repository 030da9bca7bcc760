"""Proof that who presses now is who signed in: a screen left open is not enough."""

from datetime import datetime, timedelta
from typing import Final

from naast.people.http import PersonRequest
from naast.people.models import Account

FRESH_FOR: Final = timedelta(minutes=30)
"""How long ago signing in may be for what cannot be undone."""


def is_fresh(request: PersonRequest, now: datetime) -> bool:
    """Whether the actor signed in so recently that taking a copy of everything, or erasing it, may
    be done. The seam: a stronger proof is asked here and nowhere else.
    """
    account = request.user
    if not isinstance(account, Account) or account.last_login is None:
        return False
    return now - account.last_login <= FRESH_FOR
