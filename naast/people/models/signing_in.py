"""Codes that were asked for, and sessions that run. Who somebody is stands in `Account`."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final, Self

from django.db import models
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from naast.people.models.person import Account


def _ticket() -> str:
    return secrets.token_urlsafe(24)


class SignInCodeQuerySet(models.QuerySet["SignInCode"]):
    """Reads of codes."""

    def alive(self, now: datetime) -> Self:
        """Codes that may still be tried."""
        return self.filter(expires_at__gt=now, tries__lt=SignInCode.TRIES)


class SignInCode(models.Model):
    """A code somebody asked for (inlogcode), for any address, known or not.

    The row is made inside the request and says nothing about the address. Outside the request the
    owner of a known address gets digits; only their keyed hash is kept. An unknown address keeps
    the hash it began with, of which nobody knows the digits.
    """

    WORKS_FOR: Final = timedelta(minutes=10)
    TRIES: Final = 5
    DIGITS: Final = 6

    ticket = models.CharField(max_length=40, unique=True, default=_ticket)
    email = models.EmailField()
    code_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)
    shared = models.BooleanField(default=False)
    after = models.CharField(max_length=500, blank=True)

    objects = SignInCodeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"code {self.pk}"

    def set_code(self, digits: str) -> None:
        """Let these digits be the code from now on; the row is not saved."""
        self.code_hash = self._hash(digits)

    def fits(self, digits: str) -> bool:
        """Whether these are the digits. Takes as long for wrong ones as for right ones."""
        return constant_time_compare(self.code_hash, self._hash(digits))

    def use_one_try(self) -> bool:
        """Count a try before it is looked at; False when there was none left.

        One statement, so that many tries at the same moment are not more than five.
        """
        left = SignInCode.objects.filter(pk=self.pk, tries__lt=self.TRIES)
        return left.update(tries=F("tries") + 1) == 1

    def _hash(self, digits: str) -> str:
        of = f"{self.ticket}:{digits}"
        return salted_hmac("naast.people.SignInCode", of, algorithm="sha256").hexdigest()

    @classmethod
    def new_digits(cls) -> str:
        """Digits nobody can guess."""
        return f"{secrets.randbelow(10**cls.DIGITS):0{cls.DIGITS}}"


class LoginSession(models.Model):
    """One browser in which somebody is signed in (sessie).

    A cookie is worth nothing without this row: taking the row away ends the session at its next
    request, wherever the browser is.
    """

    class How(models.TextChoices):
        CODE = "code", _("with a code from the mail")
        PASSKEY = "passkey", _("with a passkey")
        ORGANISATION = "organisation", _("through your organisation")
        DEMO = "demo", _("with one click in the demo")

    SHARED_IDLE: Final = timedelta(minutes=15)
    STAFF_IDLE: Final = timedelta(minutes=30)
    FAMILY_IDLE: Final = timedelta(days=14)
    FRESH_FOR: Final = timedelta(minutes=30)

    account = models.ForeignKey(Account, models.CASCADE, related_name="sessions")
    how = models.CharField(max_length=12, choices=How)
    second_factor = models.BooleanField(default=False)
    shared = models.BooleanField(default=False)
    browser = models.CharField(max_length=60, blank=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"session {self.pk} of {self.account_id}"

    def is_over(self, now: datetime, *, staff: bool) -> bool:
        """Whether nobody has been there for too long."""
        idle = self.STAFF_IDLE if staff else self.FAMILY_IDLE
        return now - self.seen_at > (min(idle, self.SHARED_IDLE) if self.shared else idle)

    def is_fresh(self, now: datetime) -> bool:
        """Whether signing in was so recent that how one signs in may be changed."""
        return now - self.began_at <= self.FRESH_FOR
