"""Every read of a page starts at what is visible; the few that start elsewhere say why.

Looks at the code itself: in views, forms and selectors a read of data about people begins with one
of the doors below. A new exception is a line in `ELSEWHERE`, where a reviewer sees it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[1]

DOORS: Final = {"visible_to", "looked_after_by", "watched_by", "of", "young"}
"""What a read begins with: what the actor may know of, looks after, watches, lives in, or, when
`young`, lives in as a child.
"""

READING: Final = {"views", "selectors", "forms"}
"""Modules that make pages. Services begin at `visible_to` too; their tests see to that."""

ABOUT_NOBODY: Final = {
    "Organisation", "Offering", "Area", "ClosedQuarter", "Tally", "Target", "UnitPrice", "Bridge",
    "Service", "Synonym", "Missed", "Reach", "Outing",
}  # fmt: skip
"""Models without a person behind them."""

ELSEWHERE: Final = {
    "impact/selectors/quotes.py Quote.standing": "with consent, and without whose it is",
    "guide/selectors/finding.py ContactPerson.published": "they said yes to being read by all",
    "guide/views/near.py ContactPerson.published": "they said yes to being read by all",
    "library/selectors/public_clock.py Submission.sent_since": "two days each, to count",
    "library/selectors/published.py PublishedVersion.public": "everybody reads what is published",
    "library/selectors/desk.py PublishedVersion.public": "everybody reads what is published",
    "pages/selectors/reading.py PageVersion.published": "two people said everybody may read it",
    "pages/selectors/desk.py PageVersion.filter": "of pages the reader may see",
    "pages/selectors/reading.py QuoteYes.standing": "of a page that is shown; nobody's name",
    "pages/selectors/reading.py PagePicture.filter": "everybody reads its page, or a draft",
    "home/views/looked.py LogEntry.looks": "of the own households",
    "support/selectors/measured.py MeasureAnswer.filter": "values to count, of nobody by name",
    "support/selectors/measured.py Evaluation.filter": "moods to count, of nobody by name",
    "support/selectors/today_measures.py MeasureAnswer.filter": "of matches that Today shows",
    "support/selectors/bridging.py SupportRequest.filter": "how many wait, from ten on",
    "support/selectors/bridging.py BridgeFit.filter": "of the reader's own question",
    "support/selectors/desk.py BridgeFit.filter": "of a question the reader may see",
    "support/selectors/desk.py YesOutside.filter": "of a question the reader may see",
    "support/selectors/ending.py Match.filter": "of the own household",
    "support/selectors/ending.py Match.live": "of the own household",
    "support/selectors/young_measures.py Match.live": "of the home the reader lives in as a child",
    "support/selectors/young_measures.py SupportRequest.filter": "of the home it lives in",
    "support/selectors/path.py ChosenThemes.filter": "of a match the reader may see",
    "support/selectors/today_ending.py Goodbye.filter": "of matches that Today shows",
    "support/selectors/today_ending.py Match.filter": "of matches that Today shows",
    "support/views/waiting.py ChosenThemes.filter": "of a match the reader may see",
    "support/selectors/professionals.py Match.filter": "of exceptions the reader may see",
    "support/selectors/professionals.py Grant.live": "to whom those exceptions are open",
    "support/selectors/professionals.py Exchange.open_to": "opened to the reader by a live grant",
    "support/selectors/professionals.py Exchange.reached_by": "of the home the reader lives in",
    "support/views/professionals.py Exchange.open_to": "opened to the reader by a live grant",
    "support/views/professionals.py Exchange.reached_by": "of the home the reader lives in",
    "support/selectors/safety.py Alarm.filter": "raised by the reader",
    "support/selectors/safety.py BrokenGlass.filter": "of the own household",
    "support/selectors/safety.py Grant.live": "grants are how a door is asked",
    "support/selectors/safety.py LogEntry.filter": "the line an alarm the reader may see is about",
    "support/selectors/today_safety.py NeverAgain.in_force": "only whether there is any",
    "home/views/today.py SupportRequest.filter": "of the own households",
    "home/views/today.py Supporter.filter": "of the own households",
    "people/views/contact.py ContactDetails.filter": "the actor's own details",
    "people/views/contact.py HouseholdMember.filter": "of a household that is visible",
    "support/selectors/consents.py ClosedTopic.standing": "on the own household or match",
    "support/selectors/consents.py Consent.standing": "on the own household or match",
    "support/selectors/consents.py Grant.filter": "on the own household, or to it",
    "support/selectors/consents.py Visit.filter": "to the own household",
    "support/selectors/my_place.py Grant.live": "on a household the reader lives in as a child",
    "support/selectors/my_place.py Match.live": "of that household; nothing of it is shown",
    "support/selectors/readers.py Grant.live": "of a match the writer is in: who else reads it",
    "support/selectors/care.py Meeting.filter": "of matches the reader looks after",
    "support/selectors/together.py HowItWent.filter": "versions of a note the reader may read",
    "support/selectors/today_families.py NoteReply.filter": "of visible notes",
    "support/views/asking.py SupportRequest.filter": "of the own household",
    "support/selectors/feed.py Account.filter": "whether the owner of the link is blocked",
    "support/views/feed.py CalendarFeed.opened_by": "the secret link is the key",
    "support/selectors/confirming.py SupportRequest.filter": "addressed to the actor",
    "support/selectors/confirming.py HouseholdMember.filter": "written down with the own address",
    "support/selectors/logbook.py LogEntry.about_household": "after the reader was checked",
    "support/selectors/logbook.py HouseholdMember.filter": "of own and open households",
    "support/selectors/logbook.py Match.opened_to": "of the own household, to leave things out",
    "support/selectors/logbook.py Person.filter": "first names that stand in own lines",
    "support/selectors/looked.py LogEntry.about_household": "of a household the reader lives in",
    "support/selectors/desk.py Grant.topics": "grants are how a door is asked",
    "support/selectors/profile.py Grant.topics": "grants are how a door is asked",
    "support/selectors/companions.py Grant.topics": "grants are how a door is asked",
    "support/selectors/own_page.py Grant.live": "on the own household",
    "support/selectors/export.py HouseholdMember.filter": "of the own household, for names",
    "support/selectors/export.py Person.filter": "first names at home and of who works here",
    "support/selectors/export.py Supporter.filter": "the own part beside a family, for names",
    "support/selectors/export.py Role.values": "who works here has a name in every export",
    "support/selectors/export.py Household.filter": "names of the own households",
    "support/selectors/leaving.py Companion.filter": "a part in what is erased, to find drafts",
    "support/selectors/leaving.py HouseholdMember.filter": "of a household that is erased whole",
    "support/selectors/leaving.py Role.live": "who works here stays; nothing of it is shown",
    "support/selectors/leaving.py Role.filter": "whose drafts could be about who is erased",
    "support/selectors/leaving.py SupportRequest.filter": "of a household that is erased whole",
    "support/selectors/leaving.py Session.filter": "of who is erased, to find drafts",
    "support/selectors/circle.py HouseholdMember.select_related": "who lives in the own household",
    "support/selectors/own_page.py Role.live": "who works here, and the number to call",
    "support/selectors/own_page.py Match.filter": "of the own household, or a median over many",
    "support/selectors/own_support.py Supporter.filter": "of the own household",
}
"""Reads that begin elsewhere, each with the reason why that is right."""

NEVER: Final = {"_base_manager", "raw", "extra", "mark_safe"}
"""Ways round every door, and round escaping."""


def pages() -> Iterator[Path]:
    """Modules that make pages."""
    for path in sorted((ROOT / "naast").rglob("*.py")):
        room = path.relative_to(ROOT / "naast").parts
        if {"tests", "migrations", "demo"} & set(room):
            continue
        if READING & {*room, path.stem}:
            yield path


def reads(path: Path) -> Iterator[str]:
    """Every `Model.objects.method` in a module, as `file Model.method`."""
    name = path.relative_to(ROOT / "naast").as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Attribute(
                attr=method, value=ast.Attribute(attr="objects", value=ast.Name(id=model))
            ) if method not in DOORS and model not in ABOUT_NOBODY:
                yield f"{name} {model}.{method}"


def test_every_read_of_a_page_starts_at_what_is_visible() -> None:
    found = {read for path in pages() for read in reads(path)}
    assert found - set(ELSEWHERE) == set(), "begin with visible_to, or say why not in ELSEWHERE"
    assert set(ELSEWHERE) - found == set(), "gone: take it out of ELSEWHERE"


def test_nothing_goes_round_the_doors_or_round_escaping() -> None:
    for path in pages():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            name = getattr(called, "attr", getattr(called, "id", ""))
            assert name not in NEVER, f"{path}: {name}"
