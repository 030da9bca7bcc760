"""The privacy page, made from the record of processing: it cannot say anything else than we do."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naast.common.processing import Clock, Period, PersonalField, Record, record
from naast.people.models import Organisation


@dataclass(frozen=True, slots=True)
class Kept:
    """Some data with one purpose that the same people read."""

    names: str
    readers: str


@dataclass(frozen=True, slots=True)
class Purpose:
    """What we keep something for, what that is, how long, and where the law allows it."""

    words: str
    kept: tuple[Kept, ...]
    how_long: tuple[str, ...]
    law: str


@dataclass(frozen=True, slots=True)
class About:
    """Everything we keep about one kind of person."""

    title: str
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the law lets us keep something."""

    words: str
    law: str


@dataclass(frozen=True, slots=True)
class Term:
    """How long something is kept, and why that long."""

    name: str
    how_long: str
    reason: str


def everything_kept() -> tuple[About, ...]:
    """What we keep, per kind of person, in the order of the record."""
    of = record()
    return tuple(
        About(title=str(title), purposes=_purposes(fields, of))
        for whose, title in of.whose.items()
        if (fields := _shown(of.about(whose)))
    )


def terms() -> tuple[Term, ...]:
    """Every clock that counts here, in words."""
    clocks = record().clocks.values()
    return tuple(
        Term(name=str(clock.name), how_long=_how_long(clock), reason=str(clock.reason))
        for clock in clocks
        if settings.DEMO or clock.key != "demo"
    )


def reasons() -> tuple[Reason, ...]:
    """The grounds of the law, in words."""
    grounds = record().grounds.values()
    return tuple(Reason(words=str(ground.words), law=str(ground.law)) for ground in grounds)


def whom_to_ask() -> Iterable[Organisation]:
    """The organisations of this installation that look after families, in the order of names."""
    return Organisation.objects.filter(offerings__isnull=False).distinct().order_by("name")


def _shown(fields: Iterable[PersonalField]) -> list[PersonalField]:
    return [field for field in fields if settings.DEMO or not field.model.startswith("demo.")]


def _purposes(fields: Iterable[PersonalField], of: Record) -> tuple[Purpose, ...]:
    order = list(of.purposes)
    ranked = sorted(fields, key=lambda field: (order.index(field.purpose), field.readers))
    return tuple(
        _purpose(purpose, list(group), of)
        for purpose, group in groupby(ranked, key=lambda field: field.purpose)
    )


def _purpose(purpose: str, fields: list[PersonalField], of: Record) -> Purpose:
    return Purpose(
        words=str(of.purposes[purpose]),
        kept=tuple(
            Kept(
                names=_in_a_row(str(field.name) for field in alike),
                readers=_in_a_row(str(of.readers[code]) for code in readers),
            )
            for readers, alike in groupby(fields, key=lambda field: field.readers)
        ),
        how_long=tuple(dict.fromkeys(_how_long(of.clocks[field.clock]) for field in fields)),
        law=_in_a_row(str(of.grounds[field.ground].law) for field in fields),
    )


def _in_a_row(words: Iterable[str]) -> str:
    """Each word once: `a, b and c`."""
    *most, last = dict.fromkeys(words)
    return _("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last} if most else last


def _how_long(clock: Clock) -> str:
    facts = {"period": _in_words(clock.period), "moment": clock.counted_from}
    return _("%(period)s after %(moment)s") % facts


def _in_words(period: Period) -> str:
    if period.months and period.months % 12 == 0:
        years = period.months // 12
        return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}
    if period.months:
        return ngettext("%(n)s month", "%(n)s months", period.months) % {"n": period.months}
    return ngettext("%(n)s day", "%(n)s days", period.days) % {"n": period.days}
