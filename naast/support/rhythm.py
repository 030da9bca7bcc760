"""When two families see each other: a rhythm as a recurrence rule, and the times it gives.

Days and hours are those of the clock on the wall in the Netherlands: they stay the same when the
clock is moved in March and October. Pure but for the rows it is given.
Source: RFC 5545, 3.3.10; docs/decisions/0061-a-rhythm-is-a-rule.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from dateutil.rrule import rrule, rrulestr
from django.utils import timezone

from naast.support.ending import last_day
from naast.support.models import Appointment, Match, Rhythm

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Days of the week as RFC 5545 names them, Monday first."""

EXTRA: Final = "extra-"
"""How the key of a time that no rhythm planned begins."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time together on a day, as it stands now.

    `rhythm_day` is the day on which the rhythm had planned it, None for an extra time;
    `appointment` is there when it was moved or cancelled, or is extra.
    """

    day: date
    starts_at: time | None
    minutes: int | None
    appointment: Appointment | None
    cancelled: bool
    day_part: str = ""
    rhythm_day: date | None = None
    rhythm: Rhythm | None = None

    @property
    def key(self) -> str:
        """How it is called in an address: `2026-12-05`, or `extra-7`."""
        if self.rhythm_day is not None:
            return self.rhythm_day.isoformat()
        assert self.appointment is not None  # what no rhythm planned has a row
        return f"{EXTRA}{self.appointment.pk}"

    @property
    def version(self) -> int:
        """How often it was changed."""
        return self.appointment.version if self.appointment else 0

    @property
    def moved(self) -> bool:
        """Whether it falls on another day than the rhythm had planned."""
        return self.rhythm_day is not None and self.rhythm_day != self.day

    def clashes_with(self, other: "Occurrence") -> bool:
        """Whether nobody can be at both. Without an hour, a part of the day or the day counts."""
        if self.day != other.day or self.cancelled or other.cancelled:
            return False
        if self.starts_at and other.starts_at:
            mine, theirs = _stretch(self), _stretch(other)
            return mine[0] < theirs[1] and theirs[0] < mine[1]
        parts = {part_of_day(self), part_of_day(other)}
        return "" in parts or len(parts) == 1


def part_of_day(time_together: Occurrence) -> str:
    """Morning, afternoon or evening; empty when neither an hour nor a part was agreed."""
    at = time_together.starts_at
    if at is None:
        return time_together.day_part
    return "morning" if at < time(12) else "afternoon" if at < time(18) else "evening"


def _stretch(occurrence: Occurrence) -> tuple[datetime, datetime]:
    begins = datetime.combine(occurrence.day, occurrence.starts_at or time.min)
    return begins, begins + timedelta(minutes=occurrence.minutes or 1)


# Rules.


def weekly(every: int, days: Iterable[int]) -> str:
    """The rule of once in `every` weeks on these days of the week (0 is Monday)."""
    named = ",".join(WEEKDAYS[day] for day in sorted(set(days)))
    return f"FREQ=WEEKLY;INTERVAL={every};BYDAY={named};WKST=MO"


PER_WEEK: Final = "FREQ=WEEKLY;WKST=MO"
PER_MONTH: Final = "FREQ=MONTHLY"
"""The stretch of time in which people see each other at least so many times."""


def parts_of(rule: str) -> dict[str, str]:
    """The parts of a rule by name: `{"FREQ": "WEEKLY", "INTERVAL": "2"}`."""
    return dict(part.split("=", 1) for part in rule.split(";"))


def every_of(rule: str) -> int:
    """Once in how many weeks or months."""
    return int(parts_of(rule).get("INTERVAL", "1"))


def weekdays_of(rule: str) -> list[int]:
    """On which days of the week, 0 is Monday."""
    named = parts_of(rule).get("BYDAY", "")
    return [WEEKDAYS.index(day) for day in named.split(",") if day]


def days_of(rule: str, starts_on: date, since: date, until: date) -> list[date]:
    """The days of a rule that began on `starts_on`, from `since` up to and with `until`."""
    if until < since:
        return []
    found = rrulestr(rule, dtstart=datetime.combine(starts_on, time.min))
    assert isinstance(found, rrule)  # a single rule, never a set of them
    between = found.between(_midnight(since), _midnight(until), inc=True)
    return [moment.date() for moment in between]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


# Times.


def agreed(match: Match) -> list[Rhythm]:
    """The versions both sides said yes to, oldest first."""
    return [rhythm for rhythm in match.rhythms.all() if rhythm.agreed_at is not None]


def pending(match: Match) -> Rhythm | None:
    """The newest version, while it waits for a yes."""
    waits = [each for each in match.rhythms.all() if not each.agreed_at and not each.declined_at]
    newest = max((each.version for each in match.rhythms.all()), default=0)
    return next((each for each in waits if each.version == newest), None)


def holding(match: Match, on: date) -> Rhythm | None:
    """The version that holds on a day; None before the first, and after the end of the last."""
    begun = [each for each in agreed(match) if each.holds_from and each.holds_from <= on]
    if not begun or (begun[-1].ends_on and begun[-1].ends_on < on):
        return None
    return begun[-1]


def upcoming(match: Match, on: date) -> Rhythm | None:
    """The newest version both said yes to, when its first day is still to come."""
    newest = agreed(match)[-1:]
    return next((each for each in newest if each.holds_from and each.holds_from > on), None)


def occurrences(match: Match, since: date, until: date) -> list[Occurrence]:
    """Every time together from `since` up to and with `until`, in order; cancelled ones too.

    Nothing after the day on which the match ended or ends. Reads `rhythms`, `appointments`,
    `steps` and, while they say goodbye, `goodbyes`: fetch those along for a list of matches.
    """
    if match.ended_at is not None:
        until = min(until, timezone.localdate(match.ended_at))
    until = min(until, last_day(match) or until)
    rows = list(match.appointments.all())
    changed = {row.rhythm_day: row for row in rows if row.rhythm_day is not None}
    found = [
        _as_planned(rhythm, day)
        for rhythm, day in _planned(match, since, until)
        if day not in changed
    ]
    found += [each for row in rows if since <= row.day <= until for each in _changed(match, row)]
    return sorted(found, key=lambda each: (each.day, each.starts_at or time.min, each.key))


def find(match: Match, key: str) -> Occurrence | None:
    """The time with this key, as it stands now; None when there is none, or it falls after the
    agreed end.
    """
    found, ends = _known(match, key), last_day(match)
    return None if found and ends and found.day > ends else found


def _known(match: Match, key: str) -> Occurrence | None:
    if key.startswith(EXTRA):
        rows = [row for row in match.appointments.all() if f"{EXTRA}{row.pk}" == key]
        return _as_changed(rows[0], None) if rows and rows[0].rhythm_day is None else None
    try:
        day = date.fromisoformat(key)
    except ValueError:
        return None
    for rhythm, planned in _planned(match, day, day):
        rows = [row for row in match.appointments.all() if row.rhythm_day == planned]
        return _as_changed(rows[0], rhythm) if rows else _as_planned(rhythm, planned)
    return None


def _planned(match: Match, since: date, until: date) -> Iterator[tuple[Rhythm, date]]:
    """The days as the rhythm plans them, each with its version: a later one replaces those before
    it from its own first day on.
    """
    versions = agreed(match)
    for number, rhythm in enumerate(versions):
        if rhythm.at_least is not None or rhythm.holds_from is None:
            continue
        later = [each.holds_from for each in versions[number + 1 :] if each.holds_from]
        first = max(since, rhythm.holds_from)
        last = min([until, rhythm.ends_on or until, *(day - timedelta(days=1) for day in later)])
        for day in days_of(rhythm.rule, rhythm.starts_on, first, last):
            yield rhythm, day


def _changed(match: Match, row: Appointment) -> Iterator[Occurrence]:
    """A time that was changed, unless the rhythm it came from was replaced before its day."""
    if row.rhythm_day is None:
        yield _as_changed(row, None)
        return
    for rhythm, _day in _planned(match, row.rhythm_day, row.rhythm_day):
        yield _as_changed(row, rhythm)


def _as_planned(rhythm: Rhythm, day: date) -> Occurrence:
    return Occurrence(
        day=day, starts_at=rhythm.starts_at, minutes=rhythm.minutes, appointment=None,
        cancelled=False, day_part=rhythm.day_part, rhythm_day=day, rhythm=rhythm,
    )  # fmt: skip


def _as_changed(row: Appointment, rhythm: Rhythm | None) -> Occurrence:
    return Occurrence(
        day=row.day, starts_at=row.starts_at, minutes=row.minutes, appointment=row,
        cancelled=row.cancelled_at is not None, day_part=row.day_part,
        rhythm_day=row.rhythm_day, rhythm=rhythm,
    )  # fmt: skip


def usual_gap(match: Match, on: date) -> timedelta | None:
    """How long it usually takes, by the rhythm that holds on that day, until they see each other
    again; None without a rhythm. Of an "at least" rhythm the whole stretch counts.
    """
    rhythm = holding(match, on)
    if rhythm is None:
        return None
    every = every_of(rhythm.rule)
    if rhythm.at_least is not None:
        whole = 31 if parts_of(rhythm.rule)["FREQ"] == "MONTHLY" else 7
        return timedelta(days=-(-whole * every // rhythm.at_least))
    return timedelta(days=-(-7 * every // max(1, len(weekdays_of(rhythm.rule)))))


def first_day(rule: str, starts_on: date, at_least: int | None) -> date:
    """The first day of a rule on or after `starts_on`: a rhythm begins with a time together."""
    if at_least is not None:
        return starts_on
    ahead: Sequence[int] = sorted((day - starts_on.weekday()) % 7 for day in weekdays_of(rule))
    return starts_on + timedelta(days=ahead[0])
