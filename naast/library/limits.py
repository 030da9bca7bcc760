"""How much may be sent in, from one place and to one mailbox; and how often one link may speak."""

from datetime import datetime, timedelta

from naast.common.limits import Limit
from naast.library.terms import terms


def may_send(now: datetime, *, here: str, to: str) -> bool:
    """Whether somebody at `here` may send one more in, which mails the address `to`."""
    places = Limit("library.send", terms().most_an_hour, timedelta(hours=1))
    mailboxes = Limit("library.mail", terms().most_mails_a_day, timedelta(days=1))
    return places.take(now, here) and mailboxes.take(now, to)


def may_say(now: datetime, link: str, pk: int) -> bool:
    """Whether who comes in by this link may say one more thing, which others read or are mailed."""
    said = Limit("library.say", terms().most_said_a_day, timedelta(days=1))
    return said.take(now, link, str(pk))
