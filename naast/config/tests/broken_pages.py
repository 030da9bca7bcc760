"""Pages that go wrong in every way we know, each with something personal at hand."""

import logging
import sqlite3

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

from naast.kernel.errors import DomainError, Refused

CANARY = "Kanarie-4711"
logger = logging.getLogger("naast.broken")


def _words(request: HttpRequest) -> str:
    """Something personal that stands in a local variable when it goes wrong."""
    return f"{CANARY} {request.POST.get('words', '')} {request.META.get('HTTP_USER_AGENT', '')}"


def raises(kind: type[Exception]) -> object:
    """A page that ends with this exception, about somebody."""

    def view(request: HttpRequest, who: str) -> HttpResponse:
        words = _words(request)
        raise kind(f"{who} wrote {words}")

    return view


def from_another(request: HttpRequest, who: str) -> HttpResponse:
    """An exception while another one is handled."""
    try:
        dict.fromkeys(["nobody"])[who]
    except KeyError as error:
        raise ValueError(f"no {who}") from error
    return HttpResponse()


def from_a_template(request: HttpRequest, who: str) -> HttpResponse:
    """An exception below a template."""

    class Row:
        @property
        def name(self) -> str:
            raise TypeError(who)

    return HttpResponse(Template("{{ row.name }}").render(Context({"row": Row()})))


def from_the_database(request: HttpRequest, who: str) -> HttpResponse:
    """An exception that quotes a row."""
    with sqlite3.connect(":memory:") as rows:
        rows.execute("CREATE TABLE t (name TEXT CHECK (name <> ?))".replace("?", f"'{who}'"))
        rows.execute("INSERT INTO t VALUES (?)", [who])
    return HttpResponse()


def talkative(request: HttpRequest, who: str) -> HttpResponse:
    """Code that logs more than it should, in three ways."""
    words = _words(request)
    logger.error("Could not greet %s", words)
    logger.error(f"Could not greet {words}")  # the careless way is what is tested here
    logger.error("Could not greet", extra={"who": words}, stack_info=True)
    logging.getLogger("django.db.backends").error("(%.3f) %s; args=%s", 0.1, "SELECT 1", words)
    logging.getLogger("gunicorn.error").warning(f"Invalid request from ip=192.0.2.7: {words}")
    logging.getLogger("somebody.elses").warning({"who": words})
    return HttpResponse()


KINDS: tuple[type[Exception], ...] = (
    ValueError, KeyError, UnicodeError, RecursionError, OSError, MemoryError, IntegrityError,
    PermissionDenied, SuspiciousOperation, Http404, DomainError, Refused,
)  # fmt: skip
PAGES = {
    **{kind.__name__.lower(): raises(kind) for kind in KINDS},
    "chained": from_another,
    "template": from_a_template,
    "database": from_the_database,
    "talkative": talkative,
}
urlpatterns = [
    path(f"{name}/<str:who>/", view, name=name)  # type: ignore[call-overload]  # all are views
    for name, view in PAGES.items()
]
