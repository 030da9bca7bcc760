"""Mail that gives nothing away: who reads along in an inbox learns nothing about a family."""

from collections.abc import Iterable
from functools import partial

from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _


def tell(addresses: Iterable[str], *, link: str = "") -> None:
    """After commit, tell each address that something is ready to be read after signing in.

    Args:
        addresses: e-mail addresses; empty ones are left out.
        link: absolute link to follow, or empty.
    """
    subject = _("There is a message for you")
    body = _("Hello,\n\nThere is something ready for you. Sign in to read it.") + (
        f"\n\n{link}\n" if link else "\n"
    )
    for address in filter(None, addresses):
        transaction.on_commit(partial(send_mail, subject, body, None, [address]))
