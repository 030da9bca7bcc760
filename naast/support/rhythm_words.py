"""A rhythm and its times in plain words: "every two weeks on Saturday afternoon, 2½ hours"."""

from collections.abc import Sequence
from datetime import time
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from naast.people.choices import DAYS, PARTS
from naast.support.models import DayPart, Rhythm
from naast.support.rhythm import PER_MONTH, every_of, weekdays_of
from naast.ui.components.formats import dutch_time

_EVERY: Final[dict[int, Promise]] = {
    1: gettext_lazy("every week"),
    2: gettext_lazy("every two weeks"),
    3: gettext_lazy("every three weeks"),
    4: gettext_lazy("every four weeks"),
}
_PART_OF: Final = {
    DayPart.MORNING: "ochtend",
    DayPart.AFTERNOON: "middag",
    DayPart.EVENING: "avond",
}
"""How the day parts of a programme call them."""


def every_words(weeks: int) -> str:
    """Every two weeks."""
    return str(_EVERY.get(weeks) or _("every %(weeks)d weeks") % {"weeks": weeks})


def at_least_words(rule: str, times: int) -> str:
    """At least once a month."""
    if rule == PER_MONTH:
        return ngettext("at least once a month", "at least %(times)d times a month", times) % {
            "times": times
        }
    return ngettext("at least once a week", "at least %(times)d times a week", times) % {
        "times": times
    }


def length_words(minutes: int | None) -> str:
    """2½ hours; empty when no length was agreed."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    if rest == 30:
        number = f"{hours or ''}½"
        return _("%(number)s hours") % {"number": number} if hours > 0 else _("half an hour")
    if rest:
        return _("%(minutes)d minutes") % {"minutes": minutes}
    return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}


def part_words(day_part: str, starts_at: time | None) -> str:
    """At 14:00, or in the afternoon; empty when neither was agreed."""
    if starts_at is not None:
        return _("at %(time)s") % {"time": dutch_time(starts_at)}
    return str(DayPart(day_part).label) if day_part else ""


def rule_in_words(rhythm: Rhythm) -> str:
    """How often, and on which days."""
    if rhythm.at_least is not None:
        return at_least_words(rhythm.rule, rhythm.at_least)
    often = {"often": every_words(every_of(rhythm.rule)), "days": _days_words(rhythm)}
    return _("%(often)s on %(days)s") % often


def _days_words(rhythm: Rhythm) -> str:
    keys = [list(DAYS)[number] for number in weekdays_of(rhythm.rule)]
    if len(keys) == 1 and rhythm.day_part and not rhythm.starts_at:
        part = PARTS[_PART_OF[DayPart(rhythm.day_part)]]
        return _("%(day)s %(part)s") % {"day": DAYS[keys[0]], "part": part}
    return _joined([str(DAYS[key]) for key in keys])


def _joined(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def rhythm_words(rhythm: Rhythm) -> str:
    """The whole of it as one line that begins with a capital."""
    rule = rule_in_words(rhythm)
    part = part_words(rhythm.day_part, rhythm.starts_at)
    one_day = rhythm.at_least is None and len(weekdays_of(rhythm.rule)) == 1
    said = one_day and rhythm.starts_at is None  # the day says it already
    every = [rule, "" if said else part, length_words(rhythm.minutes)]
    line = ", ".join(filter(None, every))
    return line[:1].upper() + line[1:]
