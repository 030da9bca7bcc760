"""Mail, sent outside the request: a row in the outbox first, a letter afterwards.

A page that waits for a mail server tells by its clock whether there was anything to send, and a
mail server that is away takes the page with it. So a service only writes a row, in its own
transaction: no commit, no mail. `naast post`, which `naast serve` keeps running, works them off.
The letter is written at that moment and nowhere kept; its row is gone once it has left.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.mail import send_mail
from django.db import connection, transaction
from django.utils import timezone, translation

from naast.common.letters import Letter
from naast.common.models import OutgoingMail

Facts = Mapping[str, Any]
Writer = Callable[[str, Facts, datetime], Letter | None]
"""Given the address, what was written down and now: the letter, or None when none is due."""

WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
"""How long to wait after each time that sending failed; after the last one it is given up."""

logger = logging.getLogger(__name__)
_writers: dict[str, Writer] = {}
_closed: ContextVar[bool] = ContextVar("post_closed", default=False)


def writes(kind: str) -> Callable[[Writer], Writer]:
    """Let the function below this write every letter of one kind, such as `people.code`."""

    def inner(writer: Writer) -> Writer:
        _writers[kind] = writer
        return writer

    return inner


def kinds() -> list[str]:
    """Every kind of mail the house can send."""
    return sorted(_writers)


def put(kind: str, address: str, *, now: datetime | None = None, **facts: Any) -> None:
    """Put a mail in the outbox, inside the transaction of whoever calls; nothing when closed.

    Args:
        kind: one of `kinds()`.
        address: where it goes.
        facts: what its writer needs, JSON only; ids and links, never what somebody wrote.
        now: the moment of the service; the clock's when left out.
    Raises: KeyError for a kind nobody writes.
    """
    _writers[kind]
    if _closed.get():
        return
    now = now or timezone.now()
    OutgoingMail.objects.create(
        kind=kind,
        to=address,
        language=translation.get_language() or "nl",
        facts=facts,
        put_at=now,
        due_at=now,
    )


@contextmanager
def closed() -> Iterator[None]:
    """Put nothing in the outbox meanwhile: a region that is being made up writes to nobody."""
    token = _closed.set(True)
    try:
        yield
    finally:
        _closed.reset(token)


def deliver(now: datetime | None = None) -> int:
    """Send everything that is due now, oldest first.

    A mail that cannot be sent stays and is tried again later, at growing distances.

    Returns: how many rows were worked off, sent or not.
    """
    done = 0
    while (mail := _claim(now or timezone.now())) is not None:
        _send(mail, now or timezone.now())
        done += 1
    return done


@transaction.atomic
def _claim(now: datetime) -> OutgoingMail | None:
    """The next mail, put off at once so that a second sender does not take it too."""
    due = OutgoingMail.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    mail = due.first()
    if mail is None:
        return None
    mail.due_at = now + WAITS[min(mail.tries, len(WAITS) - 1)]
    mail.tries += 1
    mail.save(update_fields=["due_at", "tries"])
    return mail


def _send(mail: OutgoingMail, now: datetime) -> None:
    """Write one mail and send it. What goes wrong is told without the address."""
    try:
        with translation.override(mail.language):
            letter = _writers[mail.kind](mail.to, mail.facts, now)
        if letter is not None:
            send_mail(letter.subject, letter.body, None, [mail.to])
    except Exception as error:
        given_up = mail.tries >= len(WAITS)
        logger.error(
            "mail %s of kind %s: %s%s",
            mail.pk, mail.kind, type(error).__name__, ", given up" if given_up else "",
        )  # fmt: skip
        if not given_up:
            return
    mail.delete()
