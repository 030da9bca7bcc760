"""Asking for a code and trying it. Nothing in here tells whether an address is known."""

from datetime import datetime

from naast.common import letters, limits, post
from naast.common.letters import Letter
from naast.people.models import Account, LoginSession, SignInCode

KIND = "people.code"


def ask_code(email: str, *, shared: bool, after: str, now: datetime) -> SignInCode:
    """Make room for a code, and let a mail go out if there is somebody at this address.

    Whether there is, is looked up when the mail is written: outside this request, so that its
    clock tells nothing.

    Args:
        shared: whether others use this computer too.
        after: address within this house to go to afterwards, or empty.
    """
    asked = SignInCode(
        email=email.lower(), expires_at=now + SignInCode.WORKS_FOR, shared=shared, after=after
    )
    asked.set_code(SignInCode.new_digits())
    asked.save()
    post.put(KIND, email.lower(), now=now, code=asked.pk)
    return asked


@post.writes(KIND)
def write_code(address: str, facts: post.Facts, now: datetime) -> Letter | None:
    """Digits for the owner of a known address; nothing for anybody else, or when it is too late."""
    asked = SignInCode.objects.alive(now).filter(pk=facts["code"], email=address).first()
    if asked is None or not Account.objects.filter(email=address, is_active=True).exists():
        return None
    digits = SignInCode.new_digits()
    asked.set_code(digits)
    asked.save(update_fields=["code_hash"])
    return letters.code(digits, int(SignInCode.WORKS_FOR.total_seconds()) // 60)


def asked_in(ticket: str, *, now: datetime) -> SignInCode | None:
    """What was asked for in this browser, as long as it can be tried."""
    return SignInCode.objects.alive(now).filter(ticket=ticket).first()


def try_code(asked: SignInCode, digits: str) -> Account | None:
    """Who these digits let in; a right code works once.

    An unknown address fails at the same step as wrong digits: its hash fits nothing.
    """
    if not asked.use_one_try() or not asked.fits(digits):
        return None
    if not SignInCode.objects.filter(pk=asked.pk).delete()[0]:
        return None  # somebody else was quicker with the same code
    return Account.objects.filter(email=asked.email, is_active=True).first()


def sweep(*, now: datetime) -> int:
    """Throw away codes that are too old, sessions nobody came back for, and full buckets.

    Returns: how many rows are gone.
    """
    gone = SignInCode.objects.filter(expires_at__lte=now).delete()[0]
    gone += LoginSession.objects.filter(seen_at__lt=now - LoginSession.FAMILY_IDLE).delete()[0]
    return gone + limits.forget_full(now)
