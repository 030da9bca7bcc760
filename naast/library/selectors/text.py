"""A text part by part, as who checks it reads it; and how it could also be said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from naast.library.labels import PARTS, ROLES
from naast.library.models import Remark
from naast.library.table import LINES, Table, texts
from naast.library.wording import ELEMENTS, PERSPECTIVES, PLACES, WAYS
from naast.ui import advice as plainer
from naast.ui.components.formats import dutch_date


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or point; `lead` is what stands before it."""

    text: str
    lead: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the fixed format: its name, and its lines; none when it is empty.

    Args: points: whether its lines are points of a list.
    """

    key: str
    label: str | Promise
    lines: tuple[Line, ...]
    points: bool = False


def parts_of(table: Table) -> tuple[Part, ...]:
    """All parts in the order of the format, the empty ones too."""
    found = {
        "title": [Line(table.get("title", ""))],
        "nutshell": [Line(table.get("nutshell", ""))],
        "elements": [
            Line(table.get("elements", {}).get(str(key), ""), words.name)
            for key, words in ELEMENTS.items()
        ],
        **{name: [Line(each) for each in table.get(name, [])] for name in LINES},
        "setting": list(_setting(table)),
        "quotes": [Line(f"“{each['text']}” {_said(each)}") for each in table.get("quotes", ())],
        "links": [Line(each["url"], each["title"]) for each in table.get("links", ())],
    }
    points = {*LINES, "links"} - {"description"}
    return tuple(
        Part(key, label, tuple(line for line in found[key] if line.text), key in points)
        for key, label in PARTS.items()
    )


@dataclass(frozen=True, slots=True)
class Text:
    """A text as one reads it: what is filled in, and the names of what is still empty."""

    filled: tuple[Part, ...]
    empty: tuple[str | Promise, ...]


def text_of(table: Table) -> Text:
    """A text without its title, which stands above it."""
    parts = [part for part in parts_of(table) if part.key != "title"]
    return Text(
        filled=tuple(part for part in parts if part.lines),
        empty=tuple(part.label for part in parts if not part.lines),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """A remark as one reads it: in which part somebody spoke, about what, when."""

    at: datetime
    by: str
    about: str | Promise
    words: str


def said(remarks: Iterable[Remark]) -> list[Said]:
    """Remarks in words, oldest first."""
    return [
        Said(each.said_at, each.get_by_display(), PARTS.get(each.part, ""), each.words)
        for each in remarks
    ]


def _said(quote: dict[str, str]) -> str:
    role = ROLES[quote["role"]]
    if not quote["approved_on"]:
        return _("(%(role)s; no yes yet, so nobody reads it)") % {"role": role}
    return f"({role})"


def _setting(table: Table) -> Iterator[Line]:
    yield Line(table.get("setting", ""))
    for label, key, names in (
        (_("Kind of support"), "places", PLACES),
        (_("Told by"), "perspectives", PERSPECTIVES),
        (_("Spoken with"), "ways", WAYS),
    ):
        if chosen := table.get(key):
            named: Any = names
            yield Line(", ".join(str(named[each]) for each in chosen), label)
    if rating := table.get("rating"):
        day = table.get("rating_on")
        on = f", {dutch_date(date.fromisoformat(day))}" if day else ""
        yield Line(f"{rating} ({table.get('rating_source', '')}{on})", "NJi")


@dataclass(frozen=True, slots=True)
class Advice:
    """What could be plainer: in which part, and a sentence that says how."""

    part: str | Promise
    says: str


def advice(table: Table) -> list[Advice]:
    """How it could also be said, part by part. Advice: nothing is refused for it. What somebody
    else said is theirs, so a quote is left as it is.
    """
    found = [
        Advice(PARTS[part], says)
        for part, text in texts(table)
        if part != "quotes"
        for says in plainer.advice(text)
    ]
    return list(dict.fromkeys(found))
