"""Accounts and people. A person is not an account: many people here never log in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from naast.programmes.vocabulary import Topic

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from naast.people.models.organisation import Role

ERASED_NAME: Final = "(gewist)"
"""What stands where the name of somebody stood who was erased; data, so the same in every language.
"""


class PersonQuerySet(models.QuerySet["Person"]):
    """Reads of people."""

    def visible_to(self, actor: Person) -> Self:
        """People whose details `actor` may see. Every read starts here.

        If and only if: it is the actor; or the actor coordinates for the organisation that looks
        after a household the person belongs to; or a live grant opens the contact details of that
        household. Two parents who live apart see nothing of each other, and whoever was erased is
        seen by nobody.
        """
        looked_after = self.model.objects.filter(
            memberships__household__organisation__in=actor.organisations_coordinated()
        )
        opened = actor.grants.live(timezone.now()).filter(
            topic=Topic.CONTACT,
            household__members__at_home=True,
            household__members__kind="adult",
        )
        return self.filter(
            Q(pk=actor.pk)
            | Q(pk__in=looked_after.values("pk"))
            | Q(pk__in=opened.values("household__members__person")),
            erased_at=None,
        )


class Person(models.Model):
    """Somebody we know (persoon): a parent, a supporter, a coordinator.

    First name is enough; everything else is there only when the person gave it. Phone number and
    address stand apart, sealed, in `ContactDetails`. Who was erased keeps a row without a name,
    because what others wrote still points at it.
    """

    first_name = models.CharField(max_length=60)
    last_name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = PersonQuerySet.as_manager()

    def __str__(self) -> str:
        return self.first_name

    @property
    def full_name(self) -> str:
        """First and last name, for those who may see it."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def log_name(self) -> str:
        """How the logbook calls this person: by first name."""
        return self.first_name

    @property
    def phone(self) -> str:
        """The phone number, empty when none was given; for those who may see it."""
        details = getattr(self, "contact", None)
        return details.phone if details else ""

    @property
    def work_phone(self) -> str:
        """The number families call a coordinator on, empty when that of the organisation is."""
        return next((role.phone for role in self.live_roles if role.phone), "")

    @cached_property
    def live_roles(self) -> list[Role]:
        """Roles held today, with their organisation; asked once per request."""
        return list(self.roles.live(timezone.localdate()).select_related("organisation"))

    @property
    def log_role(self) -> str:
        """`coordinator` for somebody who works here now, `regional` for who looks along,
        `municipality` for who reads totals, else `family`.
        """
        kinds = {role.kind for role in self.live_roles}
        working = ("coordinator", "regional", "municipality")
        return next((kind for kind in working if kind in kinds), "family")

    @property
    def is_coordinator(self) -> bool:
        """Whether this person coordinates for some organisation today."""
        return any(role.kind == "coordinator" for role in self.live_roles)

    @property
    def is_regional(self) -> bool:
        """Whether this person looks along with some organisation today, as its second person."""
        return any(role.kind == "regional" for role in self.live_roles)

    def organisations_watched(self) -> list[int]:
        """Ids of the organisations for which this person can be one of two who say yes: those
        coordinated, and those looked along with.
        """
        watching = ("coordinator", "regional")
        return [role.organisation_id for role in self.live_roles if role.kind in watching]

    def organisations_coordinated(self) -> list[int]:
        """Ids of the organisations this person coordinates for today."""
        return [role.organisation_id for role in self.live_roles if role.kind == "coordinator"]

    def coordinates(self, organisation_id: int, on: date | None = None) -> bool:
        """Whether this person coordinates for that organisation (today)."""
        return organisation_id in self.organisations_coordinated()


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts."""

    def open(self, person: Person, **extra: Any) -> Account:
        """An account for `person`, who signs in with a code sent to the person's e-mail
        address.
        """
        account = self.model(
            email=self.normalize_email(person.email).lower(), person=person, **extra
        )
        account.set_unusable_password()
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A way in for one person (account)."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, models.CASCADE, related_name="account")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    objects = AccountManager()

    def __str__(self) -> str:
        return self.email

    @property
    def is_staff_now(self) -> bool:
        """Whether this is the account of somebody who works for an organisation today."""
        return bool(self.person.live_roles)

    @cached_property
    def factors(self) -> dict[int, str]:
        """What this account can prove itself with beside its mailbox, by number: `webauthn`,
        `totp` or `recovery_codes`. Asked once per request.
        """
        found: QuerySet[Any] = self.authenticator_set  # type: ignore[attr-defined]  # of allauth
        return dict(found.values_list("pk", "type"))

    @property
    def has_strong_factor(self) -> bool:
        """Whether there is a passkey or an app; recovery codes only stand in for a lost one."""
        return bool({"webauthn", "totp"} & set(self.factors.values()))

    def get_session_auth_hash(self) -> str:
        """What every session of this account stands on; when it changes they all end.

        So an old cookie is dead at its next request after another address, another role (also one
        that began or ended by the calendar), or another way to prove who one is.
        """
        return self._stands_on(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under the signing keys that were replaced."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._stands_on(secret)

    def _stands_on(self, secret: str | bytes | None) -> str:
        roles = sorted((role.kind, role.organisation_id) for role in self.person.live_roles)
        value = json.dumps([self.email, roles, sorted(self.factors)])
        key = salted_hmac("naast.people.session", value, secret=secret, algorithm="sha256")
        return key.hexdigest()
