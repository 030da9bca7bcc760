"""On which days two families were together, whoever noted it."""

from datetime import date

from naast.support.models import Match


def days_held(match: Match, since: date) -> set[date]:
    """Days from `since` on of which a side noted that it happened, and of first meetings.

    Two notes about one day are one day; of a note that was written anew the last version counts.
    """
    notes = list(match.days_together.all())
    replaced = {note.corrects_id for note in notes if note.corrects_id}
    days = {note.day for note in notes if note.happened and note.pk not in replaced}
    days |= {meeting.held_on for meeting in match.meetings.all() if meeting.held_on}
    return {day for day in days if day >= since}
