"""Every mail this house can write, in one place: who reads along in an inbox learns nothing.

A subject, a sender and a first line say as much as a letter does. So none of them names anybody,
and none says what kind of house this is; `naast/people/tests/test_neutral_mails.py` reads all of
them in every language. A link never lets somebody in: it leads to a page that asks to sign in.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says, as plain text."""

    subject: str
    body: str


def ready(link: str = "") -> Letter:
    """Something is ready to be read after signing in.

    Args:
        link: absolute address of a page behind the sign-in, or empty.
    """
    body = _("Hello,\n\nThere is something ready for you. Sign in to read it.")
    return Letter(_("There is a message for you"), _with_link(body, link))


def address_left() -> Letter:
    """To whoever has an account already: this address was left with us again."""
    body = _(
        "Hello,\n\nSomebody has just left this e-mail address with us. Was it you? Then we will "
        "get in touch with you, and you need do nothing. Was it not you? Then you need do nothing "
        "either: without a code from this mailbox nobody can sign in as you."
    )
    return Letter(_("There is a message for you"), _with_link(body))


def code(digits: str, minutes: int) -> Letter:
    """The code to sign in with. It stands in the body only: a subject is read over a shoulder.

    Args:
        digits: as they are to be typed.
        minutes: how long it works.
    """
    body = _(
        "Hello,\n\nYour code is %(code)s\n\nIt works once, for %(minutes)s minutes. Did you not "
        "ask for it? Then you need do nothing: without this code nobody gets in. We never ask for "
        "it by phone."
    ) % {"code": digits, "minutes": minutes}
    return Letter(_("Your code"), _with_link(body))


def still_right(link: str) -> Letter:
    """To the public address of an organisation on the map: is what stands there still right?

    Args:
        link: absolute address of a page that shows what everybody may read, with one button.
    """
    body = _(
        "Hello,\n\nYou stand in an overview that many people read. Is it still right? Look at it "
        "and press the button. It takes half a minute and needs no account."
    )
    return Letter(_("Is this still right?"), _with_link(body, link))


def be_contact(link: str) -> Letter:
    """To somebody who was named as a contact person: nothing is shown before a yes.

    Args:
        link: absolute address of a page with what would be shown, and with yes and no.
    """
    body = _(
        "Hello,\n\nSomebody you work with would like people to be able to ask for you. Nothing is "
        "shown before you say yes. Keep this mail: with the same link you take it back."
    )
    return Letter(_("May people ask for you?"), _with_link(body, link))


def _with_link(body: str, link: str = "") -> str:
    return f"{body}\n\n{link}\n" if link else f"{body}\n"
