"""A call with one side, as its page shows it; and whom we have not spoken for a while."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.db.models import Max, Prefetch
from django.utils import timezone

from naast.people.models import Person, Supporter
from naast.people.selectors import definition_of
from naast.programmes.care import CallQuestion
from naast.support.care import asked_lately, due_calls, is_asked_a_lot, quiet
from naast.support.models import CheckIn, Match, MeasureAnswer, Meeting, Note, Side
from naast.support.selectors.readers import readers_of_text


@dataclass(frozen=True, slots=True)
class Callee:
    """One side that can be called: since when that is due, and how often it was asked lately."""

    side: Side
    name: str
    readers: str
    due_since: date | None
    asked: int
    asked_a_lot: bool


@dataclass(frozen=True, slots=True)
class CallPage:
    """Everything around the form about a call."""

    match: Match
    callees: Sequence[Callee]
    questions: Sequence[CallQuestion]
    quiet_since: date | None
    before: Sequence[CheckIn]


def call_page(match: Match, reader: Person, *, now: datetime) -> CallPage:
    """Both sides of a match, for the coordinator. `match` comes with everything around it."""
    on, programme = timezone.localdate(now), match.definition()
    due = {call.side: call.since for call in due_calls(match, on)}
    silent = quiet(match, on)
    visible = CheckIn.objects.visible_to(reader).filter(match=match, done_on__isnull=False)
    return CallPage(
        match=match,
        callees=[
            Callee(
                side=side,
                name=match.household(side).name,
                readers=readers_of_text(match.household(side), reader),
                due_since=due.get(side),
                asked=(asked := asked_lately(match, side, on)),
                asked_a_lot=is_asked_a_lot(match, asked),
            )
            for side in Side
        ],
        questions=programme.check_ins.questions,
        quiet_since=silent.since if silent else None,
        before=list(visible.select_related("done_by").order_by("-done_on", "-pk")),
    )


@dataclass(frozen=True, slots=True)
class NotHeard:
    """A supporting family that heard nothing from us since a day."""

    supporter: Supporter
    since: date
    weeks: int


def not_heard(reader: Person, supporters: Iterable[Supporter], on: date) -> list[NotHeard]:
    """Which of these supporting families heard nothing from us for longer than their programme
    says, the longest first. `supporters` come whole, with the offerings of their organisation.
    """
    last = _last_contacts(reader)
    found: list[NotHeard] = []
    for each in supporters:
        since = max([*_from_the_file(each), *last.get(each.pk, [])])
        weeks = (on - since).days // 7
        if each.status == Supporter.Status.ACTIVE and weeks >= _longest(each):
            found.append(NotHeard(each, since, weeks))
    return sorted(found, key=lambda row: (row.since, row.supporter.pk))


def _longest(supporter: Supporter) -> int:
    return int(definition_of(supporter).care.contact_weeks)


def _from_the_file(supporter: Supporter) -> list[date]:
    """The days on which somebody here spoke them, as far as their own file tells."""
    seen = [s.seen_on for m in supporter.household.members.all() for s in m.vog_sightings.all()]
    done = [step.done_on for step in supporter.trust_steps.all()]
    return [timezone.localdate(supporter.registered_at), *seen, *done]


def _last_contacts(reader: Person) -> Mapping[int, list[date]]:
    """Per supporter the last days of each sort of contact, in a fixed number of queries."""
    matches = Match.objects.looked_after_by(reader)
    calls = CheckIn.objects.visible_to(reader).filter(
        match__in=matches, side=Side.SUPPORTING, skipped=False, done_on__isnull=False
    )
    proposed = matches.values_list("supporter").annotate(Max("proposed_at"))
    called = calls.values_list("match__supporter").annotate(Max("done_on"))
    met = (
        Meeting.objects.filter(match__in=matches, held_on__isnull=False)
        .values_list("match__supporter")
        .annotate(Max("held_on"))
    )
    notes = Note.objects.visible_to(reader).filter(household__supporters__isnull=False)
    noted = notes.values_list("household__supporters").annotate(Max("written_at"))
    found: dict[int, list[date]] = {}
    for supporter, at in chain(
        proposed.order_by(), called.order_by(), met.order_by(), noted.order_by()
    ):
        found.setdefault(supporter, []).append(_day(at))
    return found


def _day(at: datetime | date) -> date:
    return timezone.localdate(at) if isinstance(at, datetime) else at


@dataclass(frozen=True, slots=True)
class AskedOften:
    """A family that was asked something more often this month than its programme thinks is fine."""

    match: Match
    side: Side
    times: int

    @property
    def name(self) -> str:
        """First names of the family."""
        return self.match.household(self.side).name


def measured(reader: Person) -> Prefetch[str]:
    """When a side answered measures, fetched along with a match; what it answered is not read."""
    return Prefetch("measure_answers", MeasureAnswer.objects.visible_to(reader).defer("words"))


def asked_often(matches: Iterable[Match], on: date) -> list[AskedOften]:
    """Families of these matches that were asked a lot in the last month, the most first."""
    found = [
        AskedOften(match, side, times)
        for match in matches
        for side in Side
        if is_asked_a_lot(match, times := asked_lately(match, side, on))
    ]
    return sorted(found, key=lambda row: (-row.times, row.match.pk))


@dataclass(frozen=True, slots=True)
class CareOfAll:
    """Everybody a coordinator may want to let hear something, or ask less."""

    unheard: Sequence[NotHeard]
    often: Sequence[AskedOften]

    @property
    def households(self) -> set[int]:
        """Ids of the households whose names stand on the page."""
        silent = {row.supporter.household_id for row in self.unheard}
        return silent | {row.match.household(row.side).pk for row in self.often}


def care_of_all(reader: Person, *, on: date) -> CareOfAll:
    """Of all organisations `reader` coordinates for, in a fixed number of queries."""
    supporters = Supporter.objects.looked_after_by(reader).exclude(status=Supporter.Status.LEFT)
    running = Match.objects.looked_after_by(reader).live().with_families()
    return CareOfAll(
        unheard=not_heard(reader, supporters.whole().prefetch_related("organisation__offerings"),
                          on),
        often=asked_often(
            running.prefetch_related("check_ins", "evaluations", measured(reader)), on
        ),
    )  # fmt: skip
