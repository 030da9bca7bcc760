"""From when two sides have days together to tell of, and which versions a note had."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils import timezone

from naast.people.models import Person
from naast.programmes.vocabulary import Topic
from naast.support import rhythm
from naast.support.models import HowItWent, Match

Said = tuple[date, bool, int | None, str, str]
"""What somebody told of a day: day, whether it happened, mood, what they did, own words."""


def began_on(match: Match) -> date | None:
    """The first day on which both were in and out of each other's homes; None before that. Where
    no phase opens contact it is the day on which the path began.
    """
    phases = match.definition().phases
    opening = {phase.key for phase in phases if Topic.CONTACT in phase.opens}
    walked = list(match.steps.all())
    begun = [step.started_on for step in walked if not opening or step.phase in opening]
    return min(begun, default=None)


def said(note: HowItWent) -> Said:
    """What a note tells, to compare."""
    return note.day, note.happened, note.mood, note.did, note.words


def versions(note: HowItWent, notes: Iterable[HowItWent]) -> Iterator[HowItWent]:
    """A note and what it read before, newest first. `notes` are all of its match."""
    known = {each.pk: each for each in notes}
    version: HowItWent | None = note
    while version is not None:
        yield version
        version = known.get(version.corrects_id) if version.corrects_id else None


def newest(notes: Iterable[HowItWent]) -> list[HowItWent]:
    """The notes as they read now, the latest day first."""
    whole = list(notes)
    replaced = {note.corrects_id for note in whole}
    return [note for note in whole if note.pk not in replaced]


def same_home(match: Match, note: HowItWent, actor: Person) -> bool:
    """Whether who wrote it lives with the actor, or is not known on this path any more. Two
    supporters beside one family do not write each other's words.
    """
    own, writes = match.home_of(actor), match.home_of(note.written_by)
    return own == (writes or match.household(note.side))


def day_to_tell(match: Match, noted: set[date], now: datetime) -> date:
    """The day a note is most likely about: the last planned time that nobody on this side told of
    yet, or else today.
    """
    today, began = timezone.localdate(now), began_on(match)
    planned = rhythm.occurrences(match, began, today) if began else []
    days = [each.day for each in planned if not each.cancelled and each.day not in noted]
    return max(days, default=today)
