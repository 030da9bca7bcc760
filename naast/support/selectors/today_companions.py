"""The lines of Today about who stands beside a family as well: who was asked and did not answer, a
part that nobody plays, and a part that is open though the path went on without it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.programmes import Role
from naast.support.beside import over_since, parts_missing
from naast.support.models import Companion, Match
from naast.support.second_yes import waits_for_second
from naast.support.selectors.today_item import Item, since_days
from naast.support.selectors.today_matches import REMIND_AFTER
from naast.support.selectors.turns import Standing, beside_title
from naast.ui.components.formats import dutch_date


def items(standings: Iterable[Standing], on: date) -> Iterator[Item]:
    """Nothing where one supporter stands beside a family, or while contact rests."""
    for at in standings:
        match = at.match
        if len(at.programme.supporting_roles) < 2 or match.contact_rests:
            continue
        rows = [row for row in match.companions.all() if row.supporter.household.erased_at is None]
        for row in rows:
            row.match = match
            if row.awaits_family or row.awaits_supporter:
                yield _asked(row, match, on)
            elif (since := over_since(match, row)) is not None:
                yield _over(row, match, since, on)
        for role in {role.key: role for role in parts_missing(match)}.values():
            yield _missing(role, match, [row for row in rows if row.is_done], at, on)


def _asked(row: Companion, match: Match, on: date) -> Item:
    """It waits for the family or for who was asked; after a while it becomes a reminder."""
    since = timezone.localdate(row.welcomed_at or row.asked_at)
    if row.awaits_supporter and waits_for_second(row, on):
        return _looked_along(row, match, since, on)
    names = {"name": row.supporter.household.name, "family": match.request.household.name}
    if row.awaits_family:
        who, detail = names["family"], _("%(family)s has not said yet whether %(name)s is welcome.")
    else:
        who, detail = names["name"], _("%(name)s has not said yet whether to come as well.")
    return _line("companion:asked", row, match, since, detail % names, who, on)


def _looked_along(row: Companion, match: Match, since: date, on: date) -> Item:
    """The family said yes; it waits for a colleague who looks along."""
    name = {"name": row.supporter.household.name}
    detail = _("A second coordinator still looks along before %(name)s can say yes.") % name
    shown = _line("companion:looks_along", row, match, since, detail, "", on)
    return replace(shown, action=_("Look"), yours=False)


def _over(row: Companion, match: Match, since: date, on: date) -> Item:
    """Who stood there closes with a letter; after a while the coordinator asks for it."""
    who = row.supporter.household.name
    told = {"role": row.role_title, "name": who, "day": dutch_date(since)}
    detail = _("Since %(day)s the path goes on without the %(role)s. %(name)s still reads along.")
    return _line("companion:over", row, match, since, detail % told, who, on)


def _line(
    key: str, row: Companion, match: Match, since: date, detail: str, who: str, on: date
) -> Item:
    remind = on - since >= REMIND_AFTER
    return Item(
        key=key,
        since=since,
        when=since_days(since, on),
        title=beside_title(match),
        detail=detail,
        action=_("Ask %(who)s") % {"who": who} if remind else _("Look"),
        url=_path(match),
        about=_path(match),
        yours=remind,
        households=[*match.households(), row.supporter.household_id],
    )


def _missing(role: Role, match: Match, done: Iterable[Companion], at: Standing, on: date) -> Item:
    """A part that acts now and that nobody plays, after who played it closed it or from the day
    on which this phase began.
    """
    assert at.step is not None  # a part acts in a phase
    last = max(
        (row for row in done if row.role == role.key and row.closed_at),
        key=lambda row: (row.closed_at, row.pk),
        default=None,
    )
    since = at.step.started_on
    detail = _("The path goes on, and there is no %(role)s yet.") % {"role": role.title}
    if last is not None and last.closed_at is not None:
        since = max(since, timezone.localdate(last.closed_at))
        told = {"name": last.supporter.household.name, "role": role.title}
        detail = _("%(name)s closed a part. The path goes on, and there is no %(role)s now.") % told
    return Item(
        key="companion:missing",
        since=since,
        when=since_days(since, on),
        title=beside_title(match),
        detail=detail,
        action=_("Ask somebody"),
        url=reverse("support:ask_companion", args=[match.pk]),
        about=_path(match),
        yours=True,
        households=[*match.households(), *([last.supporter.household_id] if last else [])],
    )


def _path(match: Match) -> str:
    return reverse("support:path", args=[match.pk])
