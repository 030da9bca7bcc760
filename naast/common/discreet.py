"""Discreet mode (onopvallend kijken): for who has somebody looking over their shoulder.

It lives in the session on the server: the browser keeps a session cookie that says nothing, and
loses it when it closes. `naast.ui` draws pages without a telling title and without autofill while
it is on; `ui/discreet.js` keeps the whole visit in one line of the browser's history.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest

IDLE: Final = timedelta(minutes=15)
"""After so long without a request the session ends, and with it everything somebody could see."""

_SEEN_AT = "seen"
_NOTED_EVERY = timedelta(seconds=30)

_on: ContextVar[bool] = ContextVar("discreet", default=False)


def is_on() -> bool:
    """Whether the page that is being made now is for discreet mode."""
    return _on.get()


@contextmanager
def made(*, discreet: bool) -> Iterator[None]:
    """Make the page inside this block for discreet mode, or not."""
    token = _on.set(discreet)
    try:
        yield
    finally:
        _on.reset(token)


def turn_on(request: HttpRequest, now: datetime) -> None:
    """From now on, until the browser closes or nothing happens for a while."""
    request.session.set_expiry(0)
    request.session[_SEEN_AT] = int(now.timestamp())


def turn_off(request: HttpRequest) -> None:
    """Back to ordinary pages; whoever is signed in stays so."""
    request.session.pop(_SEEN_AT, None)
    request.session.set_expiry(None)


def arrive(request: HttpRequest, now: datetime) -> bool:
    """Whether this request is in discreet mode. Ends the session first when it lay idle.

    What comes after that end is a stranger's visit, still in discreet mode.
    """
    seen_at = request.session.get(_SEEN_AT)
    if seen_at is None:
        return False
    passed = timedelta(seconds=int(now.timestamp()) - seen_at)
    if passed >= IDLE:
        request.session.flush()
    if passed >= _NOTED_EVERY:
        turn_on(request, now)
    return True
