"""Mails about registering. They say nothing about what was registered."""

from functools import partial

from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _


def tell_owner_of_known_address(address: str) -> None:
    """After commit, tell whoever has this address that somebody left it with us again."""
    body = _(
        "Hello,\n\nSomebody has just left this e-mail address with us. Was it you? Then we will "
        "get in touch with you, and you need do nothing. Was it not you? Then you need do nothing "
        "either: without a link from this mailbox nobody can sign in as you.\n"
    )
    send = partial(send_mail, _("There is a message for you"), body, None, [address])
    transaction.on_commit(send)
