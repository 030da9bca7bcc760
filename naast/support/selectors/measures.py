"""What was asked at the beginning, on the way and at the end, and what both sides answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naast.people.models import Household, Person
from naast.programmes import Programme
from naast.programmes.instruments import Instrument
from naast.programmes.measuring import Measure
from naast.programmes.vocabulary import MeasureKind, Moment
from naast.support import policies
from naast.support.measuring import Asking, asked_before, asked_now, next_day
from naast.support.models import (
    Evaluation,
    Match,
    MeasureAnswer,
    Side,
    SupportRequest,
    YoungMeasureAnswer,
    latest_answers,
)
from naast.support.selectors.desk import definition_of
from naast.support.selectors.instruments import instruments_for
from naast.support.selectors.readers import readers_of_text

YES_NO: Final[dict[int, Promise]] = {1: gettext_lazy("Yes"), 0: gettext_lazy("No")}
STEPS: Final = range(11)


@dataclass(frozen=True, slots=True)
class Said:
    """One answer as it is read. `written_by` is the coordinator who wrote it down, or empty;
    `earlier` are the versions before it, oldest first.
    """

    question: str
    kind: MeasureKind
    value: int | None
    words: str
    at: datetime
    written_by: str = ""
    only_in_totals: bool = False
    earlier: Sequence["Said"] = ()

    @property
    def text(self) -> str:
        """The answer in words; empty when it was left open."""
        if self.value is None:
            return self.words
        match self.kind:
            case MeasureKind.YES_NO:
                return str(YES_NO[self.value])
            case MeasureKind.FACES:
                return str(Evaluation.Mood(self.value).label)
            case _:
                return _("step %(step)s of 0 to 10") % {"step": self.value}

    @property
    def steps(self) -> list[bool]:
        """The steps of the ladder, lowest first: whether it is the one that was chosen."""
        on_ladder = self.kind == MeasureKind.LADDER and self.value is not None
        return [step == self.value for step in STEPS] if on_ladder else []

    @property
    def mood(self) -> int | None:
        """Which face was chosen, if it was asked with faces."""
        return self.value if self.kind == MeasureKind.FACES else None


@dataclass(frozen=True, slots=True)
class Answered:
    """What one side answered at one moment. Empty while this reader may not read it."""

    name: str
    own: bool
    said: Sequence[Said]

    @property
    def written_by(self) -> str:
        """Who wrote down all of it, when that was one coordinator."""
        writers = {said.written_by for said in self.said}
        return writers.pop() if len(writers) == 1 else ""


@dataclass(frozen=True, slots=True)
class LookBack:
    """One moment at which was looked back, both sides beside each other."""

    title: str
    day: date
    sides: Sequence[Answered]


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """The same question at the first moment and at the last, of one side; no verdict on it."""

    question: str
    then: Said
    now: Said


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked now of one side, and who reads it. `given` is what it answered before."""

    asking: Asking
    given: Mapping[str, MeasureAnswer]
    readers_home: str
    readers_both: str


@dataclass(frozen=True, slots=True)
class MeasuresView:
    """Everything asked and answered about one question and its match, as one reader may read it.

    `side` is the reader's own; `telling_name` is of whom a coordinator writes down what it tells.
    `asked` is None when nothing is asked of the reader now; `next_on` is the next day to look
    back; `to_write_down` are the sides of which a coordinator can write down what they tell.
    """

    request: SupportRequest
    match: Match | None
    side: Side | None
    telling_name: str
    asked: Asked | None
    next_on: date | None
    first_question: str
    then_and_now: Sequence[ThenAndNow]
    look_backs: Sequence[LookBack]
    to_write_down: Sequence[tuple[str, str, bool]]
    instruments: Sequence[Instrument]


def before_view(asked: SupportRequest, reader: Person) -> MeasuresView:
    """The page of the beginning, for the family or its coordinator. `asked` comes with its
    `organisation__offerings`.
    """
    programme = definition_of(asked)
    answers = _readable(Q(request=asked, match=None), reader)
    own = asked.household.is_home_of(reader)
    asking = asked_before(asked, programme)
    names = {asked.household_id: (asked.household.name, own)}
    return MeasuresView(
        request=asked,
        match=None,
        side=Side.ASKING if own else None,
        telling_name="" if own else asked.household.name,
        asked=_asked(asking, answers, asked.household, None, reader) if asking else None,
        next_on=None,
        first_question=asked.question,
        then_and_now=[],
        look_backs=_look_backs(answers, programme, names),
        to_write_down=[],
        instruments=[],
    )


def measures_view(
    match: Match, reader: Person, *, now: datetime, telling: Side | None = None
) -> MeasuresView:
    """What both sides are asked and answered. `match` comes from `matches_of(reader)`.

    Args: telling: the side that tells it to the reader, a coordinator who writes it down.
    """
    on, programme, own = timezone.localdate(now), match.definition(), match.side_of(reader)
    answers = _readable(Q(match=match) | Q(request=match.request, match=None), reader)
    side = telling or own
    home = match.household(telling) if telling else match.home_of(reader)
    asking = asked_now(match, side, on) if side else None
    question = first_question(match.request, reader)
    homes = match.everybody() if telling else homes_shown(match, reader)
    names = {each.pk: (each.name, each.is_home_of(reader)) for each in homes}
    return MeasuresView(
        request=match.request,
        match=match,
        side=own,
        telling_name=match.household(telling).name if telling else "",
        asked=None
        if asking is None or home is None
        else _asked(asking, answers, home, match, reader, knows=bool(question)),
        next_on=next_day(match, on),
        first_question=question,
        then_and_now=_then_and_now(answers, programme, (home or match.household(Side.ASKING)).pk),
        look_backs=_look_backs(answers, programme, names),
        to_write_down=[] if side else _to_write_down(match, answers, reader, on),
        instruments=instruments_for(reader, on) if own else [],
    )


def first_question(asked: SupportRequest, reader: Person) -> str:
    """What the family asked at the beginning, in its own words, if this reader may read it."""
    visible = SupportRequest.objects.visible_to(reader).filter(pk=asked.pk).exists()
    return asked.question if visible else ""


def _readable(of: Q, reader: Person) -> list[MeasureAnswer]:
    rows = MeasureAnswer.objects.visible_to(reader).filter(of)
    return list(rows.select_related("typed_by").order_by("given_at", "pk"))


def _asked(
    asking: Asking,
    answers: Iterable[MeasureAnswer],
    home: Household,
    match: Match | None,
    reader: Person,
    *,
    knows: bool = True,
) -> Asked:
    """What is asked of a home, as far as `reader` can answer it: about the first question only who
    knows that; what only counts in totals only the home itself.
    """
    told = not home.is_home_of(reader)
    measures = tuple(
        measure
        for measure in asking.measures
        if (knows or not measure.of_first_question) and not (told and measure.only_in_totals)
    )
    return Asked(
        asking=Asking(asking.moment, asking.phase, asking.round, asking.on, measures),
        given=asking.given(answers, home.pk),
        readers_home=readers_of_text(home, reader),
        readers_both=readers_of_text(match, reader) if match else "",
    )


def homes_shown(match: Match, reader: Person) -> list[Household]:
    """Whose answers can stand on the page: the own ones first, and those of the other side where
    both are asked the same. Two who support do not read each other's; a coordinator reads all, also
    of who closed their part.
    """
    own, home = match.side_of(reader), match.home_of(reader)
    if own is None or home is None:
        done = [each.supporter.household for each in match.companions.all() if each.is_done]
        there = [*match.everybody(), *(each for each in done if each.erased_at is None)]
        return list({each.pk: each for each in there}.values())
    shared = any(len(each.asked_of) > 1 for each in _by_key(match.definition()).values())
    return [home, *(match.homes(own.other) if shared else [])]


def _said(versions: Sequence[MeasureAnswer], measure: Measure) -> Said:
    """The last version, with those before it."""
    *earlier, last = [
        replace(
            said_as(row, measure),
            written_by=row.typed_by.first_name if row.typed_by else "",
            only_in_totals=row.only_in_totals,
        )
        for row in versions
    ]
    return replace(last, earlier=[version for version in earlier if version.text])


def said_as(row: MeasureAnswer | YoungMeasureAnswer, measure: Measure) -> Said:
    """One answer as it is read, of a home or of a young person itself."""
    return Said(str(measure.question), measure.kind, row.value, row.words, row.given_at)


def _by_key(programme: Programme) -> dict[str, Measure]:
    aims = (aim.as_measure() for aim in programme.aims)
    return {measure.key: measure for measure in (*programme.measures, *aims)}


def _look_backs(
    answers: Iterable[MeasureAnswer], programme: Programme, names: Mapping[int, tuple[str, bool]]
) -> list[LookBack]:
    """Moment by moment, the latest first, what each side answered. What was left open stays out.

    Only what the reader's own side answered, or anybody's for a coordinator, makes a moment.
    """
    measures = _by_key(programme)
    versions: dict[tuple[str, str, int], dict[int, dict[str, list[MeasureAnswer]]]] = {}
    for row in answers:
        at = versions.setdefault((row.moment, row.phase, row.round), {})
        home = at.setdefault(row.household_id, {})
        home.setdefault(row.measure, []).append(row)
    found = []
    for (moment, _phase, _round), homes in versions.items():
        days = [rows[-1].given_at for by in homes.values() for rows in by.values()]
        sides = [
            Answered(name, own, _all_said(homes.get(pk, {}), measures))
            for pk, (name, own) in names.items()
            if moment != Moment.BEFORE or pk in homes
        ]
        title = str(MeasureAnswer.Moment(moment).label)
        found.append(LookBack(title, timezone.localdate(max(days)), sides))
    return sorted(found, key=lambda each: each.day, reverse=True)


def _all_said(
    by_key: Mapping[str, Sequence[MeasureAnswer]], measures: Mapping[str, Measure]
) -> list[Said]:
    said = [_said(rows, measures[key]) for key, rows in by_key.items() if key in measures]
    return [each for each in said if each.text or each.earlier]


def _then_and_now(
    answers: Iterable[MeasureAnswer], programme: Programme, household: int
) -> list[ThenAndNow]:
    """Per question that one side answered at more than one moment: the first and the last."""
    measures, rows = _by_key(programme), defaultdict(list)
    for row in latest_answers(answers):
        if row.household_id == household and not row.left_open:
            rows[row.measure].append(row)
    return [
        ThenAndNow(
            question=str(measures[key].question),
            then=_said(of[:1], measures[key]),
            now=_said(of[-1:], measures[key]),
        )
        for key, of in rows.items()
        if key in measures and len(of) > 1
    ]


def _to_write_down(
    match: Match, answers: Iterable[MeasureAnswer], reader: Person, on: date
) -> list[tuple[str, str, bool]]:
    """Side, name and whether it answered already, of each side that is asked something now."""
    if not policies.matches.may(reader, "write_down_answers", match):
        return []
    rows, found = list(answers), []
    for side in Side:
        if (asking := asked_now(match, side, on)) is not None:
            home = match.household(side)
            found.append((str(side.value), home.name, asking.is_answered(rows, home.pk)))
    return found
