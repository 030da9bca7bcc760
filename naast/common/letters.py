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


def sent_in(link: str) -> Letter:
    """To whoever sent us a text without an account: the link with which they come back to it.

    Args:
        link: absolute address of the own page of that text.
    """
    body = _(
        "Hello,\n\nThis address was left with a text that somebody sent us. Was it you? With this "
        "link you see how it stands with it, change it or take it back. Keep this mail. Was it "
        "not you? Open the link and take the text back; then nothing of you is left."
    )
    return Letter(_("There is a message for you"), _with_link(body, link))


def news_of_sent_in(link: str) -> Letter:
    """To whoever sent us a text: something was asked about it, or it moved on.

    Args:
        link: absolute address of the own page of that text.
    """
    body = _("Hello,\n\nThere is news about the text that you sent us. Read it with this link.")
    return Letter(_("There is a message for you"), _with_link(body, link))


def read_along(link: str) -> Letter:
    """To somebody whose eye is wanted on a text.

    Args:
        link: absolute address of a page with the text and a box beside every part of it.
    """
    body = _(
        "Hello,\n\nWould you read a text and say what you think of it? You need no account. The "
        "link works for a few weeks. When you would rather not, you need do nothing."
    )
    return Letter(_("Would you read along?"), _with_link(body, link))


def approve_text(link: str) -> Letter:
    """To whoever answers for what a text is about: is it right, and may everybody read it?

    Args:
        link: absolute address of a page with the text, and with yes and something else.
    """
    body = _(
        "Hello,\n\nSomebody wrote about what you do and named you as the one to ask. Nobody reads "
        "it before you say yes. Keep this mail: with the same link you take a yes back."
    )
    return Letter(_("Is this right?"), _with_link(body, link))


def ask_here(link: str) -> Letter:
    """To who works with a family: a page to ask something, and to read the answer.

    Args:
        link: absolute address of a page on which nothing stands but their own questions and the
            answers to them.
    """
    body = _(
        "Hello,\n\nThis is your own page with us: to write to us and to read what we answer. It "
        "needs no account. Keep the link to yourself."
    )
    return Letter(_("There is a message for you"), _with_link(body, link))


def _with_link(body: str, link: str = "") -> str:
    return f"{body}\n\n{link}\n" if link else f"{body}\n"
