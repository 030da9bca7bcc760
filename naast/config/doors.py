"""The doors of the house: which page answers whom, with what, and what the logbook keeps of it.

`doors.csv` is the one table, a row per page, method and reader, meant to be read by a coordinator.
What stands in no row is closed: to somebody signed in it does not exist (404), a visitor is asked
to sign in. The table is not asked when a page decides (that is `visible_to` and the policies);
it says what must come of it. A start-up check compares it with the addresses, the middleware
refuses a page without a row and a personal page that left no line in the logbook, and the walker
(`tests/test_doors.py`) tries every row and everything that is in none.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from naast.common.logbook import looks_written

FILE: Final = Path(__file__).with_name("doors.csv")

READERS: Final = {
    "everybody": "who visits, signed in or not",
    "signed_in": "whoever is signed in",
    "family": "an adult of the household it is about",
    "matched": "an adult of the household across, while a live grant opens it",
    "asked": "an adult who was asked to come beside a family as well, after the family said yes",
    "companion": "an adult who stands beside a family as well, while the family welcomes it",
    "exchanging": "an adult beside a family, while it lets somebody who works with it ask them",
    "parted": "an adult of one of both households, after a time together that ended",
    "young": "a child or young person with an account, about itself",
    "coordinator": "who coordinates for the organisation that looks after it",
    "watcher": "who coordinates or looks along, for any organisation",
    "opened_by": "who opened it in an emergency",
    "regional": "who looks along with the organisation as its second person",
    "municipality": "who reads totals",
}
"""Who can stand in the column `who`, and whom that means."""

SHOWN: Final = {
    "names", "ages", "words", "contact", "address", "notes", "path", "papers", "trust", "log",
    "draft", "totals", "account", "days",
}  # fmt: skip
"""Kinds of personal data in the column `shows`."""


@dataclass(frozen=True, slots=True)
class Door:
    """One row: `answer` holds the status codes this reader may get; `log` is empty for a page
    about nobody.
    """

    page: str
    method: str
    who: str
    answer: frozenset[int]
    shows: tuple[str, ...]
    log: str


@cache
def doors() -> Mapping[str, Sequence[Door]]:
    """All rows, by the name of their page.

    Raises: ValueError for a row that cannot be read.
    """
    found: dict[str, list[Door]] = defaultdict(list)
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["page"]].append(_door(row))
    return dict(found)


def _door(row: Mapping[str, str]) -> Door:
    shows = tuple(filter(None, row["shows"].split(";")))
    if row["who"] not in READERS or set(shows) - SHOWN or row["method"] not in ("GET", "POST"):
        raise ValueError(f"doors.csv: {row}")
    answer = frozenset(int(code) for code in row["answer"].split("|"))
    return Door(row["page"], row["method"], row["who"], answer, shows, row["log"])


def door_of(page: str, method: str) -> Door | None:
    """What the table says of a page, for the middleware; None when it has no row at all."""
    rows = doors().get(page, ())
    asked = "GET" if method == "HEAD" else method
    return next((row for row in rows if row.method == asked), next(iter(rows), None))


def page_names(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """Every URL name of this installation, with its namespace."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from page_names(pattern, space + inner)


def every_page_has_a_row(**_kwargs: Any) -> list[CheckMessage]:
    """An error for each page without a row, each row without a page, and each page whose rows
    disagree about the logbook.
    """
    pages, rows = set(page_names()), doors()
    missing = [Error(f"doors.csv: {page} heeft geen regel", id="config.E001") for page in pages]
    known = [error for error in missing if error.msg.split()[1] not in rows]
    left = {page for page in rows if settings.DEMO or not page.startswith("demo:")} - pages
    known += [Error(f"doors.csv: {page} bestaat niet", id="config.E002") for page in sorted(left)]
    for page, found in rows.items():
        if len({row.log for row in found if row.method == "GET"}) > 1:
            known.append(Error(f"doors.csv: {page} logt niet eenduidig", id="config.E003"))
    return list(known)


class LookNotWritten(Exception):
    """A page showed somebody's data and left no line in the logbook."""


class Doors:
    """Keeps the table: no page without a row, no look without a line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = looks_written()
        response = self.get_response(request)
        door: Door | None = getattr(request, "door", None)
        read = request.method in ("GET", "HEAD") and response.status_code == 200
        if read and door is not None and door.log and looks_written() == before:
            raise LookNotWritten(door.page)
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Let the view know its door.

        Raises: Http404 for a page that stands in no row.
        """
        match = request.resolver_match
        assert match is not None  # Django resolved it before it came here
        door = door_of(match.view_name, request.method or "GET")
        if door is None:
            raise Http404(match.view_name)
        request.door = door  # type: ignore[attr-defined]  # typed on PersonRequest
