"""The lines of Today about how matches go: calls that are due, and silence. What needs no name is
told of a group.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naast.people.models import Person, Supporter
from naast.support.care import Call, due_calls, fell_through, quiet
from naast.support.models import Match
from naast.support.selectors.care import asked_often, not_heard
from naast.support.selectors.today_item import Item, since_days
from naast.support.selectors.turns import Standing, beside_title, listed
from naast.ui.components.formats import dutch_date


def items(standings: Iterable[Standing], on: date) -> Iterator[Item]:
    """At most one line per match: one call answers them all."""
    for at in standings:
        if at.match.contact_rests:
            continue
        if found := _item(at.match, on):
            yield found


def _item(match: Match, on: date) -> Item | None:
    due = due_calls(match, on)
    if silent := quiet(match, on):
        detail = _("They usually see each other more often. We heard nothing since %(day)s.") % {
            "day": dutch_date(silent.since)
        }
        return _line("quiet", match, silent.noticed_on, detail, on)
    if through := fell_through(match, on):
        return _line("fell_through", match, through[0], _("It did not happen, the last times."), on)
    if due:
        return _line("check_in", match, min(call.since for call in due), _whom(match, due), on)
    return None


def _whom(match: Match, due: Sequence[Call]) -> str:
    names = listed([match.household(call.side).name for call in due])
    return _("Time to ask how it goes: %(names)s") % {"names": names}


def _line(key: str, match: Match, since: date, detail: str, on: date) -> Item:
    return Item(
        key=key,
        since=since,
        when=since_days(since, on),
        title=beside_title(match),
        detail=detail,
        action=_("Call and ask"),
        url=reverse("support:check_in", args=[match.pk]),
        about=reverse("support:path", args=[match.pk]),
        yours=True,
        households=match.households(),
    )


@dataclass(frozen=True, slots=True)
class CareInShort:
    """What Today says about groups: sentences without a name."""

    sentences: Sequence[str]


def in_short(
    reader: Person, supporters: Iterable[Supporter], matches: Iterable[Match], on: date
) -> CareInShort:
    """Supporting families that heard nothing from us for a while, and families asked a lot."""
    unheard = len(not_heard(reader, supporters, on))
    often = len(asked_often(matches, on))
    sentences = []
    if unheard:
        sentences.append(
            ngettext(
                "One supporting family has not heard from us for a while.",
                "%(n)s supporting families have not heard from us for a while.",
                unheard,
            )
            % {"n": unheard}
        )
    if often:
        sentences.append(
            ngettext(
                "One family was asked a lot this month. Something can wait.",
                "%(n)s families were asked a lot this month. Something can wait.",
                often,
            )
            % {"n": often}
        )
    return CareInShort(sentences)
