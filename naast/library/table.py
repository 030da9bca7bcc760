"""The working text of an example: a table as its file would have it, ready for JSON.

The forms fill it in, `told` and the published versions keep it, and the library reads it as an
`Example`. What was not filled in is not in it, so that the page shows it as empty.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from naast.common.words import FrozenTable
from naast.library.example import (
    Example,
    Heard,
    Kind,
    Link,
    Perspective,
    Place,
    Quote,
    Rating,
    Source,
    Way,
)
from naast.library.labels import ROLES
from naast.programmes.vocabulary import Element

Table = dict[str, Any]

LINES: Final = ("works", "better", "description", "for_whom", "by_whom", "needed")
"""Parts of which every line is a point or a paragraph."""
ROWS: Final = 3
"""How many quotes and links the form has room for."""


def table_of(answers: Mapping[str, Any]) -> Table:
    """The table that the cleaned answers of the form make; names of fields are those below."""
    made: Table = {
        "title": answers["title"].strip(),
        "nutshell": answers["nutshell"].strip(),
        "elements": {
            str(each): words
            for each in Element
            if (words := answers.get(f"element_{each}", "").strip())
        },
        **{name: _lines(answers.get(name, "")) for name in LINES},
        "quotes": [
            {"text": text, "role": answers[f"role_{row}"], "approved_on": _iso(answers, row)}
            for row in range(1, ROWS + 1)
            if (text := answers.get(f"quote_{row}", "").strip())
        ],
        "links": [
            {"title": answers.get(f"link_title_{row}", "").strip() or url, "url": url}
            for row in range(1, ROWS + 1)
            if (url := answers.get(f"link_url_{row}", "").strip())
        ],
        "setting": answers.get("setting", "").strip(),
        "places": list(answers.get("places", ())),
        "perspectives": list(answers.get("perspectives", ())),
        "ways": list(answers.get("ways", ())),
        "rating": answers.get("rating", "").strip(),
        "rating_source": answers.get("rating_source", "").strip(),
        "rating_on": _iso(answers, "rating"),
    }
    return {name: value for name, value in made.items() if value}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _iso(answers: Mapping[str, Any], row: object) -> str:
    day = answers.get("rating_on" if row == "rating" else f"approved_on_{row}")
    return day.isoformat() if day else ""


def answers_of(table: Table) -> dict[str, Any]:
    """The other way round: what stands in the fields of the form."""
    plain = ("title", "nutshell", "setting", "places", "perspectives", "ways", "rating",
             "rating_source", "rating_on")  # fmt: skip
    found = {name: table[name] for name in plain if name in table}
    found |= {name: "\n".join(table[name]) for name in LINES if name in table}
    found |= {f"element_{key}": words for key, words in table.get("elements", {}).items()}
    for row, quote in enumerate(table.get("quotes", ()), 1):
        found |= {f"quote_{row}": quote["text"], f"role_{row}": quote["role"]}
        found[f"approved_on_{row}"] = quote["approved_on"]
    for row, link in enumerate(table.get("links", ()), 1):
        found |= {f"link_title_{row}": link["title"], f"link_url_{row}": link["url"]}
    return found


def public(table: Table) -> Table:
    """What everybody may read of it: a quote without the day of a yes is left out."""
    quotes = [each for each in table.get("quotes", ()) if each["approved_on"]]
    return {name: value for name, value in {**table, "quotes": quotes}.items() if value}


def mark_of(table: Table) -> str:
    """A short mark that changes with the text: what somebody said yes to is what they read."""
    said = json.dumps(table, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def texts(table: Table) -> Iterator[tuple[str, str]]:
    """Every text that somebody wrote in it, with the part where it stands."""
    for name in ("title", "nutshell"):
        yield name, table.get(name, "")
    for words in table.get("elements", {}).values():
        yield "elements", words
    for name in LINES:
        yield name, "\n".join(table.get(name, ()))
    for quote in table.get("quotes", ()):
        yield "quotes", quote["text"]
    yield "setting", table.get("setting", "")


def example_of(
    table: Table, *, slug: str, checked_on: date, told_in: int, kind: Kind, theme: str = ""
) -> Example:
    """The example that everybody reads.

    Args:
        told_in: the year in which it was sent in, which is its source.
        kind, theme: as the editors chose them.
    """
    read = public(table)
    lines: dict[str, Any] = {name: tuple(read.get(name, ())) for name in LINES}
    perspectives = tuple(Perspective(each) for each in read.get("perspectives", ()))
    return Example(
        slug=slug,
        title=read.get("title", ""),
        kind=kind,
        checked_on=checked_on,
        sources=(Source(title=SENT_IN, year=told_in),),
        nutshell=read.get("nutshell", ""),
        elements=FrozenTable(
            {Element(key): told for key, told in read.get("elements", {}).items()}
        ),
        **lines,
        quotes=tuple(
            Quote(each["text"], str(ROLES[each["role"]]), date.fromisoformat(each["approved_on"]))
            for each in read.get("quotes", ())
        ),
        links=tuple(Link(each["title"], each["url"]) for each in read.get("links", ())),
        setting=read.get("setting", ""),
        heard=Heard(perspectives, tuple(Way(each) for each in read.get("ways", ())))
        if perspectives
        else None,
        rating=_rating(read),
        places=tuple(Place(each) for each in read.get("places", ())),
        theme=theme,
    )


def _rating(read: Table) -> Rating | None:
    if not read.get("rating"):
        return None
    day = read.get("rating_on", "")
    return Rating(
        read["rating"], read.get("rating_source", ""), date.fromisoformat(day) if day else None
    )


SENT_IN: Final = "Ingestuurd door mensen die het zelf doen"
"""The source of an example that was sent in. Examples are in Dutch, so this is too."""
