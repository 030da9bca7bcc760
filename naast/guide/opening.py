"""Opening times as people say them: `ma, wo 9.00–12.00 uur`, and what is open today."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final, Protocol

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SHORT: Final[dict[str, Promise]] = {
    "MO": gettext_lazy("Mon"), "TU": gettext_lazy("Tue"), "WE": gettext_lazy("Wed"),
    "TH": gettext_lazy("Thu"), "FR": gettext_lazy("Fri"), "SA": gettext_lazy("Sat"),
    "SU": gettext_lazy("Sun"),
}  # fmt: skip


class Time(Protocol):
    """What is read of an opening time."""

    day: str
    opens: time
    closes: time
    every: int
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """Days with the same hours."""

    days: str
    hours: str
    note: str


def lines(times: Iterable[Time]) -> list[Line]:
    """Opening times in the order of the week, days with the same hours together."""
    together: dict[tuple[time, time, int, str], list[str]] = defaultdict(list)
    for each in sorted(times, key=lambda one: (DAYS.index(one.day), one.opens)):
        together[each.opens, each.closes, each.every, each.words].append(each.day)
    return [
        Line(
            _joined([str(SHORT[day]) for day in dict.fromkeys(days)]),
            hours(opens, closes),
            " · ".join(filter(None, [rhythm(every), words])),
        )
        for (opens, closes, every, words), days in together.items()
    ]


def hours(opens: time, closes: time) -> str:
    """`9.00–12.00 uur`."""
    return _("%(opens)s–%(closes)s") % {"opens": _clock(opens), "closes": _clock(closes)}


def _clock(at: time) -> str:
    return _("%(hour)d:%(minute)02d") % {"hour": at.hour, "minute": at.minute}


def rhythm(every: int) -> str:
    """`om de week`; nothing for every week."""
    if every == 1:
        return ""
    if every == 2:
        return _("every other week")
    return ngettext("every %(n)d week", "every %(n)d weeks", every) % {"n": every}


def _joined(days: Sequence[str]) -> str:
    if len(days) < 2:
        return "".join(days)
    return _("%(first)s and %(last)s") % {"first": ", ".join(days[:-1]), "last": days[-1]}


def today(times: Iterable[Time], now: datetime) -> str:
    """`Open nu, tot 12.00 uur`, `Vandaag 13.00–16.00 uur`; nothing when closed today, or when it
    is not there every week and today may not be its day.
    """
    here = timezone.localtime(now)
    day = DAYS[here.weekday()]
    for each in sorted((one for one in times if one.day == day), key=lambda one: one.opens):
        if each.every > 1:
            continue
        if each.opens <= here.time() < each.closes:
            return _("Open now, until %(closes)s") % {"closes": _clock(each.closes)}
        if here.time() < each.opens:
            return _("Today %(hours)s") % {"hours": hours(each.opens, each.closes)}
    return ""


def read_lines(text: str) -> list[tuple[str, time, time, int]]:
    """Opening times as a coordinator types them, a line each: `ma 9.00-12.00` or `za 10-12 /2`.

    Returns: day, from, until, and every so many weeks.
    Raises: ValueError with the line that cannot be read.
    """
    return [_read_line(line) for line in text.splitlines() if line.strip()]


TYPED: Final = {
    "ma": "MO", "di": "TU", "wo": "WE", "do": "TH", "vr": "FR", "za": "SA", "zo": "SU",
    "mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU",
} | {day.lower(): day for day in DAYS}  # fmt: skip


def _read_line(line: str) -> tuple[str, time, time, int]:
    try:
        day, _space, rest = line.strip().partition(" ")
        span, _slash, every = rest.partition("/")
        opens, closes = span.replace("–", "-").replace("uur", "").split("-")
        times = TYPED[_day_key(day)], _time(opens), _time(closes), int(every or 1)
    except (ValueError, KeyError):
        raise ValueError(line.strip()) from None
    if not (times[1] < times[2] and 1 <= times[3] <= 52):
        raise ValueError(line.strip())
    return times


def _day_key(day: str) -> str:
    small = day.lower().strip(".:,")
    return small if small in TYPED else small[:2]


def _time(text: str) -> time:
    hour, _dot, minute = text.strip().replace(":", ".").partition(".")
    return time(int(hour), int(minute or 0))


def typed(times: Iterable[Time]) -> str:
    """Opening times as a coordinator may type them again."""
    names = dict(zip(DAYS, ("ma", "di", "wo", "do", "vr", "za", "zo"), strict=True))
    return "\n".join(
        f"{names[each.day]} {each.opens:%H.%M}-{each.closes:%H.%M}"
        + (f" /{each.every}" if each.every > 1 else "")
        for each in sorted(times, key=lambda one: (DAYS.index(one.day), one.opens))
    )
