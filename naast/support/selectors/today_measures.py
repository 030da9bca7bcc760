"""The lines of Today about looking back: whose day has come, and who has not told yet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from naast.programmes.vocabulary import Moment
from naast.support.measuring import Asking, asked_now
from naast.support.models import Match, MeasureAnswer, Side
from naast.support.selectors.today_item import Item, until_days
from naast.support.selectors.turns import Standing, listed


def items(standings: Sequence[Standing], on: date) -> list[Item]:
    """One line per match of which a day of looking back is there, in one query."""
    asking = [
        (at, side, found)
        for at in standings
        if not at.match.contact_rests
        for side in Side
        if (found := asked_now(at.match, side, on)) is not None and found.moment == Moment.INTERIM
    ]
    answers = _answers(at.match for at, _side, _found in asking)
    waiting: dict[int, list[str]] = defaultdict(list)
    for at, side, found in asking:
        waiting[at.match.pk] += [
            home.name
            for home in at.match.homes(side)
            if not found.is_answered(answers[at.match.pk], home.pk)
        ]
    of = {at.match.pk: (at, found) for at, _side, found in asking}
    return [_item(*of[pk], names, on) for pk, names in waiting.items() if names]


def _answers(matches: Iterable[Match]) -> dict[int, list[MeasureAnswer]]:
    found: dict[int, list[MeasureAnswer]] = defaultdict(list)
    ids = {match.pk for match in matches}
    rows = MeasureAnswer.objects.filter(match__in=ids).defer("words") if ids else []
    for row in rows:
        assert row.match_id is not None  # they were asked for by match
        found[row.match_id].append(row)
    return found


def _item(at: Standing, asking: Asking, names: Sequence[str], on: date) -> Item:
    day = asking.on or on
    return Item(
        key="look_back",
        since=day,
        when=until_days(day, on),
        title=at.title,
        detail=_("Time to look back. Not heard yet: %(names)s") % {"names": listed(names)},
        action=_("Look back together"),
        url=reverse("support:measures", args=[at.match.pk]),
        about=reverse("support:path", args=[at.match.pk]),
        yours=day <= on,
        households=at.match.households(),
    )
