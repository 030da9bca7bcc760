"""Who looked in the last week: the lines a family finds on the page Wie keek mee."""

from datetime import datetime
from functools import partial
from typing import Final

from naast.common import logbook
from naast.demo.cast import parts
from naast.demo.region.chronicle import EVENING_TOO, chance_of
from naast.demo.region.stories import Story
from naast.people.reading import grounds_of
from naast.support.models import Match, Side

LOOKS: Final[tuple[tuple[int, str, str], ...]] = (
    (6, "coordinator", "support.path.seen"),
    (4, "across", "support.path.seen"),
    (3, "coordinator", "support.request.seen"),
    (1, "coordinator", "support.path.seen"),
    (1, "across", "support.house_rules.seen"),
)
"""Days ago, who, and at which page."""


def let_look(story: Story) -> None:
    """Let the coordinator and the family across look in at what two families have together, where
    somebody can step in and read who looked.
    """
    if not {story.told.asking, story.told.supporting} & {part.slug for part in parts()}:
        return
    chance = chance_of(f"looks at {story.told.asking}")
    for ago, who, page in LOOKS:
        if ago < story.told.ago:
            moment = story.town.chronicle.moment(ago, chance, EVENING_TOO)
            story.town.chronicle.at(moment, partial(_look, story, who, page))


def _look(story: Story, who: str, page: str, now: datetime) -> None:
    match = Match.objects.live().with_families().filter(pk=story.match).first()
    if match is None:
        return
    reader = match.proposed_by
    if who == "across":
        reader = match.household(Side.SUPPORTING).people()[0]
        if not Match.objects.visible_to(reader).filter(pk=match.pk).exists():
            return
    asked = page == "support.request.seen"
    households = [match.request.household_id] if asked else match.households()
    logbook.look(
        reader, page, match.request if asked else match, now=now,
        bases=grounds_of(reader, households),
    )  # fmt: skip
