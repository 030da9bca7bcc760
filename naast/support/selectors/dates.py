"""Days in few letters, for figures and chips where many of them stand beside each other."""

from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import pgettext


def brief_date(day: date | datetime | None) -> str:
    """23 nov 2026; empty for no day."""
    if day is None:
        return ""
    local = timezone.localdate(day) if isinstance(day, datetime) else day
    return formats.date_format(local, pgettext("brief date format", "j M Y"))
