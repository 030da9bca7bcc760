"""Outings as the coordinator plans them, and as a pair reads them on its path."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from naast.people.models import Offering, Person
from naast.support.models import Match, Outing, OutingReply
from naast.support.outings import has_outings, may_come
from naast.support.selectors.turns import beside_title


@dataclass(frozen=True, slots=True)
class OutingRow:
    """An outing for its coordinator: who comes and who would rather not, by name."""

    outing: Outing
    comes: Sequence[str]
    not_now: Sequence[str]
    ahead: bool

    @property
    def left(self) -> int:
        """For how many pairs there is room."""
        return max(0, int(self.outing.seats) - len(self.comes))


@dataclass(frozen=True, slots=True)
class OutingsView:
    """The outings of one offering: this year so many of so many, the nearest first."""

    offering: Offering
    rows: Sequence[OutingRow]
    per_year: int
    this_year: int
    households: set[int]


def outings_of(offering: Offering, reader: Person, *, now: datetime) -> OutingsView | None:
    """The outings of this offering, which `reader` looks after; None where it has none."""
    programme = offering.definition()
    if not has_outings(programme):
        return None
    mine = Outing.objects.looked_after_by(reader).filter(
        organisation=offering.organisation_id, programme=offering.programme, called_off_at=None
    )
    year = timezone.localdate(now).year
    outings = [o for o in mine if timezone.localdate(o.starts_at).year >= year]
    replies = OutingReply.objects.visible_to(reader).filter(outing__in=outings).select_related(
        "match__request__household", "match__supporter__household"
    ).prefetch_related("match__companions__supporter__household")  # fmt: skip
    said: dict[int, list[OutingReply]] = {}
    for reply in replies.order_by("said_at", "pk"):
        said.setdefault(reply.outing_id, []).append(reply)
    rows = [_row(outing, said.get(outing.pk, []), now) for outing in outings]
    return OutingsView(
        offering=offering,
        rows=sorted(rows, key=lambda row: (not row.ahead, row.outing.starts_at)),
        per_year=int(programme.outings.per_year),
        this_year=sum(timezone.localdate(o.starts_at).year == year for o in outings),
        households={h for each in said.values() for r in each for h in r.match.households()},
    )


def _row(outing: Outing, replies: Sequence[OutingReply], now: datetime) -> OutingRow:
    return OutingRow(
        outing=outing,
        comes=[beside_title(reply.match) for reply in replies if reply.comes],
        not_now=[beside_title(reply.match) for reply in replies if not reply.comes],
        ahead=outing.starts_at >= now,
    )


@dataclass(frozen=True, slots=True)
class Invited:
    """An outing for one pair: what they said, `None` for nothing yet, and whether it is full for
    them.
    """

    outing: Outing
    comes: bool | None
    full: bool


def invited_to(match: Match, reader: Person, *, now: datetime) -> list[Invited]:
    """The outings ahead for this pair; empty for who is not part of it."""
    if match.side_of(reader) is None or not may_come(match):
        return []
    ahead = list(Outing.objects.for_match(match).ahead(now).prefetch_related("replies"))
    own = OutingReply.objects.visible_to(reader).filter(match=match, outing__in=ahead)
    said = {reply.outing_id: reply.comes for reply in own}
    return [
        Invited(each, said.get(each.pk), not said.get(each.pk) and each.taken() >= each.seats)
        for each in ahead
    ]
