"""When the database is gone or the disk is full: a clear page, and nothing typed is lost.

`sorry` is the `handler500` of the house, so it hears of every failure, whether a view met it or a
middleware. It asks nothing of the database, neither for the session nor for who is signed in.
"""

import errno
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.urls import Resolver404, resolve

View = TypeVar("View", bound=Callable[..., Any])

RETRY_AFTER: Final = "30"
"""Seconds after which asking again makes sense."""

LONGER_THAN_A_CODE: Final = 40
"""From this many characters a value without spaces is shown as something a person wrote."""

FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
"""What the system says when nothing more can be written."""

TOKEN: Final = "csrfmiddlewaretoken"
NEVER_SHOWN: Final = ("password", "code", "token")
"""Parts of names of fields whose value is a secret: typed again, not shown again."""


def stands_alone(view: View) -> View:
    """Mark a public page that needs no database, so that it stays up without one."""
    view.stands_alone = True  # type: ignore[attr-defined]  # a mark for `sorry`
    return view


@dataclass(frozen=True, slots=True)
class Typed:
    """One value of a form that could not be saved. `written`: in somebody's own words."""

    name: str
    value: str

    @property
    def written(self) -> bool:
        """Whether to show it, rather than carry it along unseen."""
        return len(self.value) > LONGER_THAN_A_CODE or len(self.value.split()) > 1


def is_outage(trouble: BaseException | None) -> bool:
    """Whether something around us failed that may come back by itself, not our own code."""
    while trouble is not None:
        if isinstance(trouble, OperationalError | InterfaceError) or type(trouble) is DatabaseError:
            return True
        if isinstance(trouble, OSError) and trouble.errno in FULL:
            return True
        trouble = trouble.__cause__ or trouble.__context__
    return False


def sorry(request: HttpRequest) -> HttpResponse:
    """Answer a request that failed: 503 when it may work later, else 500.

    A page marked `stands_alone` is shown as to a visitor. A form that was sent comes back with all
    that was typed in it and a button that sends it to the same address once more.
    """
    outage = is_outage(sys.exc_info()[1])
    _let_go_of_database(request)
    if outage and request.method in ("GET", "HEAD") and (page := _page_that_stands(request)):
        return page
    typed = list(_typed(request))
    context = {
        "outage": outage,
        "sent": request.method == "POST",
        "typed": typed,
        "written": [each for each in typed if each.written],
        "token": _token_as_sent(request),
        "address": request.get_full_path(),
    }
    response = render(request, "common/outage.html", context, status=503 if outage else 500)
    response.headers["Cache-Control"] = "no-store"
    if outage:
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def _let_go_of_database(request: HttpRequest) -> None:
    """Nobody is signed in for the rest of this request; the cookie in the browser stays valid."""
    engine = import_module(settings.SESSION_ENGINE)
    request.session = engine.SessionStore()
    request.user = AnonymousUser()
    request.actor = None  # type: ignore[attr-defined]  # of naast.people
    # Django takes a cookie away whose session is empty; this one is only out of reach.
    request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)


def _page_that_stands(request: HttpRequest) -> HttpResponse | None:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    if not getattr(match.func, "stands_alone", False):
        return None
    try:
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    except DatabaseError:
        return None
    return response


def _typed(request: HttpRequest) -> Iterator[Typed]:
    """Everything that came with the form, except what must be typed again."""
    if request.method != "POST":
        return
    try:
        fields = list(request.POST.lists())
    except (UnreadablePostError, OSError):
        return
    for name, values in fields:
        if name != TOKEN and not any(part in name.lower() for part in NEVER_SHOWN):
            yield from (Typed(name, str(value)) for value in values)


def _token_as_sent(request: HttpRequest) -> str:
    """The proof that came with the form, unjudged.

    Not a fresh one: the form may have failed before it was judged, and a form that another site
    sent must not become a good one by a press of our button.
    """
    if request.method != "POST":
        return ""
    try:
        return str(request.POST.get(TOKEN, ""))
    except (UnreadablePostError, OSError):
        return ""
