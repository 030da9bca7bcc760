"""Calendar arithmetic as people mean it."""

from calendar import monthrange
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

NETHERLANDS: Final = ZoneInfo("Europe/Amsterdam")


def dutch_day(moment: datetime) -> date:
    """Which day it is in the Netherlands at that moment, wherever this machine stands."""
    return moment.astimezone(NETHERLANDS).date()


def add_months(day: date, months: int) -> date:
    """The same day `months` calendar months later (or earlier, when negative).

    A day that does not exist there becomes the last day of that month: 31 January + 1 → 28
    February.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_in_year(birth_year: int, on: date) -> int:
    """Age in whole years as far as a birth year tells it: the year of `on` minus `birth_year`.

    Naast asks for a birth year and never for a birthday, so this may be one year too high.
    """
    return on.year - birth_year
