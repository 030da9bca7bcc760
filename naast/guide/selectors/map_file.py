"""A file with a map that somebody sent and has not said yes to yet, and what it would do."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from naast.common.drafts import DraftOf
from naast.guide.exchange import (
    ON_A_PAGE,
    Comparison,
    Tables,
    compared,
    read_file,
    tables_of,
    to_ask,
)
from naast.guide.models.words import mark
from naast.guide.region import municipalities_of
from naast.kernel.clock import dutch_day
from naast.people.models import Person

KIND: Final = "guide.map_file"
KEPT: Final = timedelta(days=1)
"""How long a file waits for a yes. Drafts of what people type are kept longer."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits. `seal` says what it was, in whose hands, and beside which state of the map
    it was laid. `found` is what it would do; None when the map has changed since that was found.
    """

    name: str
    content: bytes
    seal: str
    found: Comparison | None


def draft_of(actor: Person) -> DraftOf:
    """Where the file of `actor` waits: one at a time, and nobody else's page looks for it."""
    return DraftOf(actor.pk, KIND, actor.pk)


def waiting_file(actor: Person, now: datetime) -> Waiting | None:
    """The file that `actor` sent within a day, or None."""
    draft = draft_of(actor).since(now - KEPT)
    if draft is None or "content" not in draft.answers:
        return None
    content = base64.b64decode(draft.answers["content"])
    seal = seal_of(actor, content)
    kept = draft.answers.get("found") if draft.answers.get("seal") == seal else None
    found = Comparison.read_back(kept) if kept else None
    return Waiting(draft.answers["name"], content, seal, found)


def as_text(content: bytes) -> str:
    """A file as a draft keeps it."""
    return base64.b64encode(content).decode()


def seal_of(actor: Person, content: bytes) -> str:
    """What tells this file beside the map as it is now, for who keeps these municipalities."""
    beside = f"{mark()} {' '.join(sorted(municipalities_of(actor)))} "
    return hashlib.sha256(beside.encode() + content).hexdigest()[:32]


def read_for(actor: Person, content: bytes, now: datetime) -> tuple[Tables, Comparison]:
    """The tables of a file and what they would do to the map in the hands of `actor`. It is work:
    who asks this takes a try of a limit first.

    Raises: Unfit with a report when the file is not right.
    """
    tables = read_file(content, ON_A_PAGE)
    day = dutch_day(now)
    before = tables_of(day, everything=True)
    codes, asked = municipalities_of(actor), to_ask(tables)
    return tables, compared(tables, before, codes=codes, asked=asked, on=day)
