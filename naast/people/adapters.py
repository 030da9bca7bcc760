"""What allauth asks us: how factors are named and kept, and who comes in through an organisation.

allauth brings what one should not write oneself (WebAuthn, TOTP, OpenID Connect). None of its own
pages is mounted, but the two addresses of an organisation's login.
"""

import base64
import hashlib
from typing import Any, NoReturn

from allauth.account.utils import user_pk_to_url_str
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import force_bytes

from naast.people.models import Account


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Passkeys, authenticator apps and recovery codes."""

    def encrypt(self, text: str) -> str:
        """Secrets of apps and codes do not lie readable in the database."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret, also when it was kept under a signing key that was replaced."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def _get_site_name(self) -> str:
        return "Naast"

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        """How a passkey calls its owner on their own device: by the address they sign in with."""
        return {
            "id": user_pk_to_url_str(user).encode(),
            "display_name": user.email,
            "name": user.email,
        }


def _box() -> MultiFernet:
    keys = [force_bytes(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(b"naast.people.factors:" + key).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class OrganisationLogin(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """An organisation's own login. Both ends of it are ours: allauth never signs anybody in or up.

    `pre_social_login` is reached when the organisation said who somebody is, and always answers.
    """

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> NoReturn:
        """Let in who works there, and nobody else."""
        from naast.people.views import organisation

        raise ImmediateHttpResponse(organisation.arrive(request, sociallogin.account))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, **_details: Any
    ) -> NoReturn:
        """Back to our own page, with no more than that it did not work."""
        from naast.people.views import organisation

        raise ImmediateHttpResponse(organisation.did_not_work(request))
