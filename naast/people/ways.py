"""What somebody reads about their own ways of signing in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from naast.people import factors
from naast.people.models import LoginSession
from naast.people.sign_in import SignedIn


@dataclass(frozen=True, slots=True)
class Factor:
    """A passkey or an app. `used_at` is None until it was used."""

    pk: int
    name: str
    is_passkey: bool
    since: datetime
    used_at: datetime | None
    can_go: bool


@dataclass(frozen=True, slots=True)
class OwnWays:
    """With what one signs in, and where one is signed in, last seen first.

    `codes_left` is the number of recovery codes still unused, None when there are none.
    """

    factors: Sequence[Factor]
    has_app: bool
    codes_left: int | None
    sessions: Sequence[LoginSession]
    here: int
    is_staff: bool


def own_ways(signed_in: SignedIn) -> OwnWays:
    """The page about one's own account."""
    account = signed_in.account
    strong = factors.of(account, *factors.STRONG)
    can_go = len(strong) > 1 or not account.is_staff_now
    shown = [
        Factor(
            pk=each.pk,
            name=each.data.get("name", ""),
            is_passkey=each.type == factors.PASSKEY,
            since=each.created_at,
            used_at=each.last_used_at,
            can_go=can_go,
        )
        for each in strong
    ]
    return OwnWays(
        factors=shown,
        has_app=any(not each.is_passkey for each in shown),
        codes_left=factors.codes_left(account) if factors.of(account, factors.CODES) else None,
        sessions=list(account.sessions.order_by("-seen_at", "-pk")),
        here=signed_in.session.pk,
        is_staff=account.is_staff_now,
    )
