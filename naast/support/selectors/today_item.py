"""One line of Today, and how it says since when or until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from naast.ui.components.formats import days, short_date


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do, with its one action.

    `key` names the sort of thing; `since` is from when it asks for attention, by which the list is
    sorted; `when` says that in words; `yours` is False while it waits for a family and no reminder
    is due; `about` is the page of whoever it is about; `first` marks what a family waits for now.
    `households` are the ids of those it names; `before_all` goes before everything else.
    """

    key: str
    since: date
    when: str
    title: str
    detail: str
    action: str
    url: str
    about: str
    yours: bool
    households: Sequence[int]
    first: bool = False
    before_all: bool = False


def since_days(day: date, on: date) -> str:
    """9 days: how long ago it was; today for today."""
    return str(days(max(0, (on - day).days)))


def until_days(day: date, on: date) -> str:
    """In 12 days, today, or 3 days ago."""
    left = (day - on).days
    if left == 0:
        return str(days(0))
    if left > 0:
        return _("in %(days)s") % {"days": days(left)}
    return _("%(days)s ago") % {"days": days(-left)}


def spoken_day(day: date) -> str:
    """Saturday 14 November, in short."""
    return str(short_date(day))
