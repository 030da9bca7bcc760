"""What editors see: their pages, what waits for them, and what became different."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from naast.pages import policies
from naast.pages.content import Content
from naast.pages.models import OPEN, Page, PageVersion
from naast.pages.selectors.reading import address_of
from naast.people.models import Organisation, Person

State = PageVersion.State


@dataclass(frozen=True, slots=True)
class Row:
    """A page in the list of an editor. `open` is what somebody works on, `read` what everybody
    reads; `url` is where.
    """

    page: Page
    title: str
    of: str
    open: PageVersion | None
    read: PageVersion | None
    may_write: bool
    may_decide: bool

    @property
    def url(self) -> str:
        """Where everybody reads it."""
        return address_of(self.page)


@dataclass(frozen=True, slots=True)
class Desk:
    """The page of an editor."""

    waiting: Sequence[Row]
    writing: Sequence[Row]
    reading: Sequence[Row]
    off: Sequence[Row]
    may_begin: bool


def desk(actor: Person) -> Desk:
    """All pages the actor may see, by what they ask, in two queries and one per who decides."""
    pages = Page.objects.visible_to(actor).select_related("organisation")
    rows = [_row(page, actor) for page in pages.prefetch_related("versions__written_by")]
    rows.sort(key=lambda row: row.title.casefold())
    return Desk(
        waiting=[row for row in rows if row.may_decide],
        writing=[row for row in rows if row.open and not row.may_decide],
        reading=[row for row in rows if row.read and not row.open],
        off=[row for row in rows if not row.read and not row.open],
        may_begin=actor.is_coordinator,
    )


def waiting_for(actor: Person) -> int:
    """How many pages wait for the yes of this person, in one query."""
    offered = PageVersion.objects.filter(
        page__in=Page.objects.visible_to(actor), state=State.OFFERED
    )
    found = offered.exclude(written_by=actor).select_related("page", "written_by")
    return sum(policies.versions.may(actor, "decide", each) for each in found)


def _row(page: Page, actor: Person) -> Row:
    versions = list(page.versions.all())
    now_open = next((each for each in versions if each.state in OPEN), None)
    offered = now_open if now_open and now_open.state == State.OFFERED else None
    return Row(
        page=page,
        title=(now_open or versions[-1]).title,
        of=page.organisation.name if page.organisation else "",
        open=now_open,
        read=next((each for each in versions if each.state == State.PUBLISHED), None),
        may_write=policies.pages.may(actor, "write", page),
        may_decide=offered is not None and policies.versions.may(actor, "decide", offered),
    )


@dataclass(frozen=True, slots=True)
class Change:
    """Something that stands in the old text, the new one, or both. `kind`: same, changed, added
    or gone.
    """

    kind: str
    old: str
    new: str

    @property
    def old_parts(self) -> list[tuple[str, bool]]:
        """The old text in pieces, and of each whether it went."""
        return _pieces(self.old, self.new) if self.kind == "changed" else [(self.old, False)]

    @property
    def new_parts(self) -> list[tuple[str, bool]]:
        """The new text in pieces, and of each whether it came."""
        return _pieces(self.new, self.old) if self.kind == "changed" else [(self.new, False)]


def _pieces(text: str, other: str) -> list[tuple[str, bool]]:
    """A text in pieces, and of each whether it stands in this one only."""
    words, others = re.findall(r"\s+|\S+", text), re.findall(r"\s+|\S+", other)
    found = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    return [("".join(words[a:b]), what != "equal") for what, a, b, _c, _d in found if b > a]


def changes(old: Content | None, new: Content) -> list[Change]:
    """Old and new beside each other, part by part."""
    before, after = _said(old) if old else [], _said(new)
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [change for opcode in found for change in _changes(opcode, before, after)]


def _said(content: Content) -> list[str]:
    said = [content.title, content.summary, *(each.as_text() for each in content.blocks)]
    return [each for each in said if each]


def _changes(
    opcode: tuple[str, int, int, int, int], before: list[str], after: list[str]
) -> Iterator[Change]:
    what, start, end, begin, stop = opcode
    old, new = before[start:end], after[begin:stop]
    for number in range(max(len(old), len(new))):
        was = old[number] if number < len(old) else ""
        now = new[number] if number < len(new) else ""
        kind = "same" if what == "equal" else "changed" if was and now else "added"
        yield Change("gone" if was and not now else kind, was, now)


def begins_for(actor: Person) -> list[Organisation]:
    """The organisations for which the actor may begin a page."""
    mine = Organisation.objects.filter(pk__in=actor.organisations_coordinated())
    return list(mine.order_by("name"))


def versions_of(page: Page) -> list[PageVersion]:
    """All versions, the newest first, with who wrote them and who said yes."""
    return list(page.versions.select_related("written_by", "decided_by").order_by("-number"))
