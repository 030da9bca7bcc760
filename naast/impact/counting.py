"""Counts what happened in a quarter, once, when it is over. The only module that looks at rows of
families to make a report; what it hands on are numbers.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final, NamedTuple

from django.db.models import Min

from naast import places
from naast.impact.periods import Quarter
from naast.kernel.clock import dutch_day
from naast.people.models import Supporter
from naast.programmes import Programme, all_programmes
from naast.programmes.vocabulary import Gate, MeasureKind, Moment, Side
from naast.support.models import Match, MeasureAnswer, Step, SupportRequest

WAITED_DAYS: Final = (14, 28, 61, 92, 183)
"""Where the classes of waiting begin after the first, in days."""
LASTED_DAYS: Final = (31, 92, 183, 365, 730)
"""Where the classes of how long end after the first, in days."""


class Place(NamedTuple):
    """One part of the whole: nothing is counted in two of them."""

    organisation: int
    programme: str
    municipality: str


Counts = dict[Place, Counter[str]]
"""How many of each indicator, per part."""


def begins_after(programme: Programme) -> str:
    """The phase after which two sides stand beside each other: the last one in which both are
    asked whether they want to; without such a phase the first.
    """
    asked = {Gate.BOTH_SAID_YES, Gate.BOTH_WANT_TRIAL}
    phases = [phase.key for phase in programme.phases if asked & set(phase.gates)]
    return phases[-1] if phases else programme.first_phase.key


def class_of(days: int, limits: Iterable[int]) -> int:
    """In which class so many days fall; 0 is the shortest."""
    return sum(days >= limit for limit in limits)


def count(quarter: Quarter) -> Counts:
    """Everything that happened in this quarter, by the clock of the Netherlands."""
    counts: Counts = {}
    for place, indicator in _happened(quarter):
        counts.setdefault(place, Counter())[indicator] += 1
    return counts


def first_day() -> date | None:
    """When there was first something to count; None when nothing ever was."""
    asked = SupportRequest.objects.confirmed().aggregate(first=Min("confirmed_at"))["first"]
    offered = Supporter.objects.aggregate(first=Min("registered_at"))["first"]
    days = [dutch_day(moment) for moment in (asked, offered) if moment is not None]
    return min(days, default=None)


def _happened(quarter: Quarter) -> Iterator[tuple[Place, str]]:
    begun = _begun()
    yield from _asked(quarter)
    yield from _offered(quarter)
    yield from _begun_in(quarter, begun)
    yield from _left(quarter, begun)
    yield from _ended(quarter, begun)
    yield from _changed(quarter)


def _in(quarter: Quarter, field: str) -> dict[str, tuple[date, date]]:
    return {f"{field}__date__range": (quarter.first, quarter.last)}


def _place(organisation: int, programme: str, postcode: str) -> Place:
    found = places.find(postcode)
    return Place(organisation, programme, found.municipality_code if found else "")


def _asked(quarter: Quarter) -> Iterator[tuple[Place, str]]:
    rows = SupportRequest.objects.confirmed().filter(**_in(quarter, "confirmed_at"))
    for organisation, programme, postcode, languages in rows.values_list(
        "organisation", "programme", "household__postcode", "household__languages"
    ):
        place = _place(organisation, programme, postcode)
        yield place, "asked"
        yield from ((place, f"asked-in-{code}") for code in sorted(set(languages or ())))


def _offered(quarter: Quarter) -> Iterator[tuple[Place, str]]:
    rows = Supporter.objects.filter(**_in(quarter, "registered_at"))
    for organisation, programme, postcode, languages in rows.values_list(
        "organisation", "programme", "household__postcode", "household__languages"
    ):
        place = _place(organisation, programme, postcode)
        yield place, "offered"
        yield from ((place, f"offered-in-{code}") for code in sorted(set(languages or ())))


class Begun(NamedTuple):
    """A match that began: two sides stood beside each other from this day on."""

    match: int
    request: int
    day: date


def _begun() -> dict[int, Begun]:
    """Every match that ever began, by its number."""
    phases = {programme.slug: begins_after(programme) for programme in all_programmes()}
    rows = Step.objects.filter(
        phase__in=set(phases.values()), completed_on__isnull=False
    ).values_list("match", "match__request", "phase", "match__request__programme", "completed_on")
    return {
        match: Begun(match, request, day)
        for match, request, phase, programme, day in rows
        if day is not None and phases.get(programme) == phase
    }


def _begun_in(quarter: Quarter, begun: dict[int, Begun]) -> Iterator[tuple[Place, str]]:
    here = [each for each in begun.values() if quarter.first <= each.day <= quarter.last]
    first: dict[int, date] = {}
    for each in begun.values():
        first[each.request] = min(each.day, first.get(each.request, each.day))
    rows = Match.objects.filter(pk__in=[each.match for each in here]).values_list(
        "pk", "request__organisation", "request__programme", "request__household__postcode",
        "request__confirmed_at",
    )  # fmt: skip
    told: set[int] = set()
    for pk, organisation, programme, postcode, asked_at in rows:
        each, place = begun[pk], _place(organisation, programme, postcode)
        yield place, "begun"
        if each.day == first[each.request] and each.request not in told:
            told.add(each.request)
            yield place, "placed"
            yield place, f"waited-{class_of(_days(asked_at, each.day), WAITED_DAYS)}"


def _left(quarter: Quarter, begun: dict[int, Begun]) -> Iterator[tuple[Place, str]]:
    """Questions that were closed and that nobody ever came to stand beside."""
    helped = {each.request for each in begun.values()}
    rows = SupportRequest.objects.filter(
        confirmed_at__isnull=False, **_in(quarter, "closed_at")
    ).values_list("pk", "organisation", "programme", "household__postcode")
    for pk, organisation, programme, postcode in rows:
        if pk not in helped:
            yield _place(organisation, programme, postcode), "left"


PASSED_BY: Final = {Match.Ending.DECLINED: "declined", Match.Ending.EXPIRED: "expired"}
"""How a proposal ends that did not become a match; every other way is `dropped`."""


def _ended(quarter: Quarter, begun: dict[int, Begun]) -> Iterator[tuple[Place, str]]:
    rows = Match.objects.filter(**_in(quarter, "ended_at")).values_list(
        "pk", "request__organisation", "request__programme", "request__household__postcode",
        "ended_at", "ending", "stays_in_touch",
    )  # fmt: skip
    for pk, organisation, programme, postcode, ended_at, ending, in_touch in rows:
        place = _place(organisation, programme, postcode)
        if pk not in begun:
            yield place, PASSED_BY.get(Match.Ending(ending), "dropped")
            continue
        completed = ending == Match.Ending.COMPLETED
        yield place, "completed" if completed else "stopped"
        lasted = (dutch_day(ended_at) - begun[pk].day).days if ended_at else 0
        yield place, f"lasted-{class_of(lasted, LASTED_DAYS)}"
        if completed and in_touch:
            yield place, "kept"


def asked_twice(programme: Programme) -> str | None:
    """The measure that tells whether it goes better: asked at the beginning and at the end on one
    scale, the one about the family's own first question before any other. None when there is none.
    """
    both, scales = {Moment.BEFORE, Moment.AFTER}, {MeasureKind.LADDER, MeasureKind.FACES}
    fit = [
        measure
        for measure in programme.measures
        if both <= set(measure.moments)
        and measure.kind in scales
        and Side.ASKING in measure.asked_of
    ]
    fit.sort(key=lambda measure: not measure.of_first_question)
    return fit[0].key if fit else None


def _changed(quarter: Quarter) -> Iterator[tuple[Place, str]]:
    """What asking families say at the end, beside what they said at the beginning. Per match once,
    in the quarter of its first answer at the end.
    """
    measures = {each.slug: asked_twice(each) for each in all_programmes()}
    answers = MeasureAnswer.objects.filter(
        side=Side.ASKING, value__isnull=False, measure__in={key for key in measures.values() if key}
    )
    first = answers.filter(moment=Moment.BEFORE).order_by("given_at", "pk")
    before = dict(first.values_list("request", "value"))
    seen: set[int] = set()
    rows = answers.filter(moment=Moment.AFTER).order_by("given_at", "pk").values_list(
        "match", "request", "value", "given_at", "measure", "request__organisation",
        "request__programme", "request__household__postcode",
    )  # fmt: skip
    for match, request, value, given_at, measure, organisation, programme, postcode in rows:
        if measures.get(programme) != measure or request not in before or match in seen:
            continue
        seen.add(match)
        if quarter.first <= dutch_day(given_at) <= quarter.last:
            step = (value or 0) - (before[request] or 0)
            word = "better" if step > 0 else "same" if step == 0 else "worse"
            yield _place(organisation, programme, postcode), word


def _days(asked_at: datetime | None, until: date) -> int:
    return max(0, (until - dutch_day(asked_at)).days) if asked_at else 0
