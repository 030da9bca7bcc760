"""Filters: dates, distances and names as people write them."""

from datetime import date, datetime, time, timedelta
from typing import Literal

from django.template import Library
from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext, pgettext

register = Library()

Absent = Literal[""] | None
"""What a template gives for a value that is not there."""


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


@register.filter
def dutch_date(value: date | datetime | Absent) -> str:
    """`za 5 december 2026`; in English `Sat 5 December 2026`. Empty for no date."""
    if value is None or value == "":
        return ""
    day = _local(value).date() if isinstance(value, datetime) else value
    return formats.date_format(day, "D j F Y")


@register.filter
def short_date(value: date | datetime | Absent) -> str:
    """`za 5 december`; for dates whose year goes without saying. Empty for no date."""
    if value is None or value == "":
        return ""
    day = _local(value).date() if isinstance(value, datetime) else value
    return formats.date_format(day, "D j F")


@register.filter
def brief_date(value: date | datetime | Absent) -> str:
    """`23 nov 2026`, for figures and chips where many days stand together. Empty for no day."""
    if value is None or value == "":
        return ""
    day = _local(value).date() if isinstance(value, datetime) else value
    return formats.date_format(day, pgettext("brief date format", "j M Y"))


@register.filter
def dutch_datetime(value: datetime | Absent) -> str:
    """`za 5 december 2026, 14.00 uur`, in the time of the Netherlands. Empty for no moment."""
    if value is None or value == "":
        return ""
    return formats.date_format(_local(value), pgettext("date format", "D j F Y, H:i"))


@register.filter
def dutch_time(value: datetime | time | Absent) -> str:
    """`14.00 uur`; in English `14:00`. Empty for no moment."""
    if value is None or value == "":
        return ""
    at = _local(value) if isinstance(value, datetime) else value
    return formats.time_format(at, pgettext("time format", "H:i"))


@register.filter
def km(value: float | Absent) -> str:
    """A distance in kilometres with one decimal: `2,3 km`; from 100 km without. Empty for None."""
    if value is None or value == "":
        return ""
    return f"{formats.number_format(value, 0 if value >= 100 else 1)}\u00a0km"


@register.filter
def days(value: int | timedelta | Absent) -> str:
    """A number of days in words: `today`, `1 day`, `9 days`, from four weeks on in weeks."""
    if value is None or value == "":
        return ""
    number = value.days if isinstance(value, timedelta) else int(value)
    if number == 0:
        return gettext("today")
    if number >= 28:
        return ngettext("%(n)d week", "%(n)d weeks", number // 7) % {"n": number // 7}
    return ngettext("%(n)d day", "%(n)d days", number) % {"n": number}


@register.filter
def euros(value: int | Absent) -> str:
    """An amount in whole euros, with dots between thousands: `12.500`. Empty for None."""
    if value is None or value == "":
        return ""
    return formats.number_format(value, 0, use_l10n=True, force_grouping=True)


@register.filter
def initials(name: str) -> str:
    """The first letter of each of the first two names: `Lot en Daan` gives `AJ`."""
    words = [word for word in str(name).split() if word[0].isalpha() and word[0].isupper()]
    return "".join(word[0] for word in (words or str(name).upper().split())[:2])
