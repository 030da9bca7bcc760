"""Organisations whose staff sign in where they always do. Configured, never entered in a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from naast.people.models import Account


@dataclass(frozen=True, slots=True)
class OrganisationLogin:
    """One such login, as `oidc.toml` describes it.

    Args:
        key: stands in the address.
        name: stands on the button.
        organisation: name of the organisation; only its own staff come in this way.
        domains: ends of the addresses it may speak for.
        second_factor: values of `acr` or `amr` that count as a second factor; with none of them
            somebody still shows one here.
        mail_is_verified: take its word for addresses although it sends no `email_verified`.
    """

    key: str
    name: str
    organisation: str
    domains: Sequence[str]
    second_factor: Sequence[str] = ()
    mail_is_verified: bool = False

    def account_of(self, told: Mapping[str, Any]) -> Account | None:
        """The account of who works there and reads mail at the address that was told, or None."""
        email = str(told.get("email", "")).lower()
        verified = told.get("email_verified") is True or self.mail_is_verified
        if not verified or email.rpartition("@")[2] not in self.domains:
            return None
        accounts = Account.objects.select_related("person")
        account = accounts.filter(email=email, is_active=True).first()
        works_at = account.person.live_roles if account else []
        return account if self.organisation in {str(r.organisation) for r in works_at} else None

    def shows_second_factor(self, token: Mapping[str, Any]) -> bool:
        """Whether the signed token tells of a second factor that we count."""
        methods = token.get("amr") or []
        told = {token.get("acr"), *(methods if isinstance(methods, list) else [methods])}
        return bool(told & set(self.second_factor))


def logins() -> list[OrganisationLogin]:
    """All of them, in the order of the file."""
    known = OrganisationLogin.__slots__
    return [
        OrganisationLogin(**{name: value for name, value in each.items() if name in known})
        for each in settings.ORGANISATION_LOGINS
    ]


def login_of(key: str) -> OrganisationLogin | None:
    """The login with this key, or None."""
    return next((each for each in logins() if each.key == key), None)
