"""The line of Today about what hangs on one person: an area, matches or a group."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.people.models import Person
from naast.support.models import Match
from naast.support.selectors.guides import areas_of
from naast.support.selectors.today_item import Item, since_days


def items(actor: Person, running: Iterable[Match], *, now: datetime) -> Iterator[Item]:
    """One line per organisation in which something hangs on one person.

    Args: running: live matches of the organisations the actor coordinates for.
    """
    on = timezone.localdate(now)
    url = reverse("support:guides")
    for area in areas_of(actor, now=now, running=running):
        if not area.calls_attention:
            continue
        told = [
            f"{row.cover.person.first_name}: {warning}"
            for row in area.rows
            for warning in row.warnings
        ]
        yield Item(
            key="hangs_on_one",
            since=on,
            when=since_days(on, on),
            title=_("Something hangs on one person"),
            detail=" ".join(area.warnings) or ", ".join(told),
            action=_("Look"),
            url=url,
            about=url,
            yours=True,
            households=[],
        )
