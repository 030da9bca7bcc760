"""The record of processing as values that nobody can change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from fnmatch import fnmatchcase

from django.utils import timezone

from naast.common.words import Words
from naast.kernel.clock import add_months


class Then(StrEnum):
    """What happens when a clock has run out."""

    DELETE = "delete"
    ANONYMISE = "anonymise"


class Erased(StrEnum):
    """How a field is erased when its person or family asks for it."""

    ROW = "row"
    """The row goes."""
    KEY = "key"
    """The key goes with which it was sealed."""
    EMPTIED = "emptied"
    """The field is emptied; the row stays to be counted."""
    UNNAMED = "unnamed"
    """The field stays to be counted, in a row that says of nobody any more whose it was."""
    CLOCK = "clock"
    """It stays until its clock has run out: the logbook."""
    ASKED = "asked"
    """We do not know whose it is; it goes when somebody says so."""


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in whole days or months, >= 0. A year is twelve months."""

    days: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        """The last day on which something is kept, counted from `day`."""
        return add_months(day, self.months) + timedelta(days=self.days)

    def before(self, today: date) -> date:
        """The first day that is still kept today: what began to count earlier is over."""
        day = add_months(today - timedelta(days=self.days), -self.months)
        while self.after(day) >= today:
            day -= timedelta(days=1)
        while self.after(day) < today:
            day += timedelta(days=1)
        return day


@dataclass(frozen=True, slots=True)
class Clock:
    """How long something is kept.

    Args:
        starts: fields such as `support.Match.ended_at` from which it counts; of several, the
            latest. None of them in the database, as for backups: empty.
        unless: models; while somebody has a row of one of them that goes on, the clock does not
            run.
        counted_from: the beginning in words.
    """

    key: str
    name: Words
    period: Period
    starts: tuple[str, ...]
    unless: tuple[str, ...]
    then: Then
    counted_from: Words
    reason: Words

    def is_over(self, started: date, on: date) -> bool:
        """Whether what began to count on `started` may no longer be there on `on`."""
        return on > self.period.after(started)

    def kept_since(self, now: datetime) -> datetime:
        """What began to count before this moment is over now: midnight, by the clock here."""
        first = self.period.before(timezone.localdate(now))
        return timezone.make_aware(datetime.combine(first, time.min))


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of the GDPR, in plain words and as the article."""

    words: Words
    law: Words


@dataclass(frozen=True, slots=True)
class PersonalField:
    """One personal field of one model.

    Args:
        model: label, such as `people.Person`.
        name: what people call it.
        whose, purpose, ground, readers: codes of `fields.toml`.
        clock: key of a clock.
        sealed_with: the kind of owner of the key it is sealed with (`household`, `person`,
            `match`, `house`); empty for a field that can be read in the database.
        in_export: whether somebody who asks for everything about them gets it.
    """

    model: str
    field: str
    name: Words
    whose: tuple[str, ...]
    purpose: str
    ground: str
    readers: tuple[str, ...]
    clock: str
    sealed_with: str
    in_export: bool
    erased: Erased

    @property
    def label(self) -> str:
        """Such as `people.Person.email`."""
        return f"{self.model}.{self.field}"


@dataclass(frozen=True, slots=True)
class TechnicalField:
    """A field, or with `*` several, that tells nothing about anybody, and why."""

    model: str
    field: str
    reason: str

    def covers(self, model: str, field: str) -> bool:
        """Whether this row speaks of that field."""
        return fnmatchcase(model, self.model) and fnmatchcase(field, self.field)


@dataclass(frozen=True, slots=True)
class Record:
    """All of it. `whose`, `purposes`, `grounds`, `readers` and `erasures` give words to codes."""

    fields: tuple[PersonalField, ...]
    technical: tuple[TechnicalField, ...]
    clocks: Mapping[str, Clock]
    whose: Mapping[str, Words]
    purposes: Mapping[str, Words]
    grounds: Mapping[str, Ground]
    readers: Mapping[str, Words]
    erasures: Mapping[str, Words]

    def of_model(self, model: str) -> tuple[PersonalField, ...]:
        """The personal fields of one model."""
        return tuple(field for field in self.fields if field.model == model)

    def kept_by(self, clock: str) -> tuple[PersonalField, ...]:
        """The fields that one clock counts for."""
        return tuple(field for field in self.fields if field.clock == clock)

    def about(self, whose: str) -> tuple[PersonalField, ...]:
        """The fields that are about one kind of person."""
        return tuple(field for field in self.fields if whose in field.whose)
