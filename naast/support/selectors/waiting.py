"""Who waits, how long, and why not yet: the waiting list with the plan beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from statistics import median
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from naast.people.models import Household, Offering, Person
from naast.people.selectors import named_children
from naast.support.advice import Everybody, WaitingListPlan
from naast.support.matchmaking import waiting_list_plan
from naast.support.models import SupportRequest

SHOWN: Final[dict[str, Promise]] = {
    "alle": _("Everybody"),
    "kennismaken": _("Talk still to hold"),
    "past": _("Somebody fits"),
    "niemand": _("Nobody fits yet"),
}
"""Ways to narrow the list, by the word in the address."""

ORDERS: Final[dict[str, Promise]] = {"wachttijd": _("Longest waiting first"), "naam": _("Name")}


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One family that waits. `days` >= 0; `reasons` say why nobody is proposed yet;
    `households` are the ids of all whose names stand in it, for the logbook; `long` when it waits
    longer than the programme calls long.
    """

    pk: int
    households: Sequence[int]
    name: str
    days: int
    children: Sequence[str]
    talk_planned_at: datetime | None
    talked: bool
    fits: bool
    planned_with: str
    reasons: Sequence[str]
    long: bool = False

    @property
    def waits(self) -> str:
        """How long, in whole days: a family counts days, and so does this list."""
        return in_days(self.days)


def in_days(number: int) -> str:
    """47 days; today for none."""
    if number == 0:
        return gettext("today")
    return ngettext("%(n)d day", "%(n)d days", number) % {"n": number}


@dataclass(frozen=True, slots=True)
class WaitingList:
    """The waiting list of one organisation and programme on one day.

    `median_days` is None when nobody waits; `unconfirmed` counts questions that a team typed in
    and a parent has not said yes to, which wait for nothing else.
    """

    rows: Sequence[WaitingRow]
    counts: Mapping[str, int]
    total: int
    median_days: int | None
    unconfirmed: int

    @property
    def households(self) -> set[int]:
        """Ids of the households whose names stand in the list."""
        return {household for row in self.rows for household in row.households}

    @property
    def median(self) -> str:
        """The median in words; empty when nobody waits."""
        return "" if self.median_days is None else in_days(self.median_days)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One pair of the plan: the family that waits, who would stand beside it, and why."""

    family: WaitingRow
    supporter_pk: int
    supporter: str
    reasons: Sequence[str]
    because: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan over a whole waiting list, longest waiting first on both sides of it."""

    pairs: Sequence[PlanRow]
    waiting: Sequence[WaitingRow]

    @property
    def households(self) -> set[int]:
        """Ids of the households whose names stand in the plan."""
        rows = [*(pair.family for pair in self.pairs), *self.waiting]
        return {household for row in rows for household in row.households}


IN_LIST: Final[dict[str, Callable[[WaitingRow], bool]]] = {
    "alle": lambda row: True,
    "kennismaken": lambda row: not row.talked,
    "past": lambda row: row.fits,
    "niemand": lambda row: not row.fits,
}


def offerings_of(actor: Person) -> list[Offering]:
    """What the organisations of a coordinator offer, the first being where lists open."""
    mine = Offering.objects.filter(organisation__in=actor.organisations_coordinated())
    return list(mine.select_related("organisation").order_by("pk"))


def offering_title(offering: Offering) -> str:
    """Programme and organisation, for who looks after more than one."""
    return f"{offering.definition().name} · {offering.organisation}"


def waiting_list(
    actor: Person, offering: Offering, *, on: date, show: str = "alle", order: str = "wachttijd"
) -> WaitingList:
    """Everybody who waits at one offering, narrowed and ordered.

    Args: show, order: keys of `SHOWN` and `ORDERS`.
    """
    plan = plan_of(actor, offering, on=on)
    rows = _rows(plan, on, offering)
    mine = SupportRequest.objects.looked_after_by(actor).filter(
        organisation=offering.organisation_id, programme=offering.programme
    )
    shown = [row for row in rows if IN_LIST[show](row)]
    if order == "naam":
        shown.sort(key=lambda row: row.name.casefold())
    return WaitingList(
        rows=shown,
        counts={key: sum(map(belongs, rows)) for key, belongs in IN_LIST.items()},
        total=len(rows),
        median_days=median_days(rows),
        unconfirmed=mine.filter(status=SupportRequest.Status.UNCONFIRMED).count(),
    )


def plan_of(
    actor: Person, offering: Offering, *, on: date, known: Everybody | None = None
) -> WaitingListPlan:
    """The advice over everybody who waits at one offering."""
    return waiting_list_plan(
        actor, offering.definition(), offering.organisation_id, on=on, known=known
    )


def rows_of(
    actor: Person, offering: Offering, *, on: date, known: Everybody | None = None
) -> list[WaitingRow]:
    """Everybody who waits at one offering, longest first."""
    return _rows(plan_of(actor, offering, on=on, known=known), on, offering)


def plan_view(actor: Person, offering: Offering, *, on: date) -> PlanView:
    """The plan as a page shows it."""
    plan = plan_of(actor, offering, on=on)
    pairs = [
        PlanRow(
            family=_row(pair.asked, on, [pair.because], True, pair.supporter.household),
            supporter_pk=pair.supporter.pk,
            supporter=pair.supporter.household.name,
            reasons=pair.reasons,
            because=pair.because,
        )
        for pair in plan.pairs
    ]
    alone = [_row(each.asked, on, each.reasons, each.fitting > 0, None) for each in plan.waiting]
    return PlanView(
        sorted(pairs, key=lambda pair: (-pair.family.days, pair.family.pk)),
        sorted(alone, key=lambda row: (-row.days, row.pk)),
    )


def median_days(rows: Sequence[WaitingRow]) -> int | None:
    """Half of the families wait no longer than this many days; None when nobody waits."""
    return int(median(row.days for row in rows)) if rows else None


def _rows(plan: WaitingListPlan, on: date, offering: Offering) -> list[WaitingRow]:
    planned = [
        _row(p.asked, on, [p.because, *plan.why_first(p.asked)], True, p.supporter.household)
        for p in plan.pairs
    ]
    others = [
        _row(u.asked, on, [*u.reasons, *plan.why_first(u.asked)], u.fitting > 0, None)
        for u in plan.waiting
    ]
    rows = sorted([*planned, *others], key=lambda row: (-row.days, row.pk))
    long_after = offering.definition().waiting.long_after_days
    return [replace(row, long=row.days > long_after) for row in rows]


def _row(
    asked: SupportRequest,
    on: date,
    reasons: Sequence[str],
    fits: bool,
    planned_with: Household | None,
) -> WaitingRow:
    return WaitingRow(
        pk=asked.pk,
        households=[asked.household_id, *([planned_with.pk] if planned_with else [])],
        name=asked.household.name,
        days=asked.days_waiting(on),
        children=named_children(asked.household, on),
        talk_planned_at=asked.talk_planned_at,
        talked=asked.talk_held_on is not None,
        fits=fits,
        planned_with=planned_with.name if planned_with else "",
        reasons=reasons,
    )
