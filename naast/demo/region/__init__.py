"""The demo region: Leiden and Weststellingwerf with invented people, two years into the work.

Households, stories and words stand in `naast/demo/data/`; here they come to life through the real
services, at the moments at which things happened. The same day gives the same region.
"""

from collections import defaultdict
from datetime import date
from typing import TextIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from naast.common import post
from naast.demo.cast import email_of, parts
from naast.demo.region.beside import let_ask_apart, let_come_beside
from naast.demo.region.changes import let_change
from naast.demo.region.chronicle import Chronicle, chance_of
from naast.demo.region.figures import let_count
from naast.demo.region.looking import let_look
from naast.demo.region.map import draw_map
from naast.demo.region.openings import let_open
from naast.demo.region.pages import write_pages
from naast.demo.region.sent_in import let_send_in
from naast.demo.region.settling import let_ask, let_offer
from naast.demo.region.stories import Story
from naast.demo.region.tables import Tables, tables
from naast.demo.region.town import Town
from naast.demo.region.walking import Walk
from naast.demo.region.working import let_work
from naast.demo.region.years import let_years_pass
from naast.people.models import Account

__all__ = ["build", "cast_lines", "is_built"]


def is_built() -> bool:
    """Whether the people of the cast live in this installation."""
    return Account.objects.filter(email=email_of(parts()[0].slug)).exists()


def cast_lines() -> list[str]:
    """Who visitors can be, a line each, in Dutch."""
    width = max(len(part.name) for part in parts())
    with translation.override("nl"):
        return [f"{part.name:<{width}}  {part.role}" for part in parts()]


def build(*, on: date | None, stdout: TextIO) -> None:
    """Fill an empty installation with the region as it stands when the day `on` begins.

    Args:
        on: the day of the region, today when None. Not a day ahead: doors open by the real clock.
        stdout: hears in one line what was made.
    Raises:
        RuntimeError: outside demo mode; invented people never come among real ones.
        ValueError: when `on` lies ahead.
    """
    if not settings.DEMO:
        raise RuntimeError("The demo region is built in demo mode only: NAAST_DEMO=True")
    today = timezone.localdate()
    if (on or today) > today:
        raise ValueError(f"{on} lies ahead; the region can be built for today or earlier")
    with post.closed(), translation.override("nl"), transaction.atomic():
        town = _live(tables(), on or today)
    stdout.write(
        f"De voorbeeldregio staat er: {len(town.requests)} gezinnen met een vraag en"
        f" {len(town.supporters)} steungezinnen.\n"
    )


def _live(written: Tables, on: date) -> Town:
    """Let everything happen that was written down."""
    town = Town(written, Chronicle(on))
    for office in written.offices:
        town.found(office)
    for stranger in written.strangers:
        town.introduce(stranger)
    staff = dict(town.people)  # before families come, one of which shares a first name with them
    stories = [Story(town, told) for told in written.stories]
    walks = [Walk(town, told) for told in written.walks]
    first = _first_proposals(stories)
    for family in written.asking:
        let_ask(town, family, asked=_days_ago(family.asked, first, family.key, WAITED))
    for home in written.supporting:
        let_offer(town, home, since=_days_ago(home.since, first, home.key, PREPARED))
    for story in stories:
        story.write_down()
        let_look(story)
    for walk in walks:
        walk.write_down()
    let_come_beside(town, written.beside)
    let_ask_apart(town, written.apart)
    let_open(town, written.openings)
    let_years_pass(town)
    let_change(town)
    let_count(town)
    let_work(town)
    town.chronicle.play()
    draw_map(on)
    let_send_in(on)
    write_pages(staff, town.chronicle)
    return town


WAITED = range(25, 110)
"""Days between a question and its first proposal."""
PREPARED = range(40, 160)
"""Days between an offer and its first proposal."""


def _first_proposals(stories: list[Story]) -> dict[str, int]:
    """Per household, how many days ago it got its first proposal."""
    days: dict[str, list[int]] = defaultdict(list)
    for story in stories:
        for key in (story.told.asking, story.told.supporting):
            days[key].append(story.days["proposed"])
    return {key: max(each) for key, each in days.items()}


def _days_ago(written: int | None, first: dict[str, int], key: str, before: range) -> int:
    """The day that was written down, else some time before the first proposal."""
    if written is not None:
        return written
    return first[key] + chance_of(f"before {key}").choice(before)
