"""What children and young people answered themselves, for themselves and for whom they chose."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from naast.people.models import HouseholdMember, Person
from naast.programmes import Programme, find
from naast.programmes.instruments import Instrument
from naast.support.models import Match, MeasureAnswer, SupportRequest, YoungMeasureAnswer
from naast.support.selectors.desk import definition_of
from naast.support.selectors.instruments import instruments_for
from naast.support.selectors.measures import Said, said_as
from naast.support.selectors.readers import readers_of_own
from naast.support.young_measuring import YoungAsking


@dataclass(frozen=True, slots=True)
class YoungLookBack:
    """What one young person answered at one moment. `readers` is who reads it, in words for who
    wrote it; `row` the number of one of its answers, to close or take away all of them.
    """

    name: str
    title: str
    day: date
    said: Sequence[Said]
    readers: str
    is_private: bool
    row: int


@dataclass(frozen=True, slots=True)
class YoungMeasuresView:
    """The own page of a young person about how it is: what is asked now, and what it said."""

    member: HouseholdMember
    asked: YoungAsking | None
    given: Mapping[str, YoungMeasureAnswer]
    look_backs: Sequence[YoungLookBack]
    instruments: Sequence[Instrument]


def asked_of(member: HouseholdMember, on: date) -> YoungAsking | None:
    """What this young person is asked itself now, if anything: about the time its family and
    another are beside each other, or about the beginning while its family waits.

    Args: member: a row of the reader itself, by `HouseholdMember.objects.young`.
    """
    home = member.household_id
    live = Match.objects.live().filter(request__household=home).for_a_child().order_by("pk")
    for match in live:
        if (found := YoungAsking.of_match(match, member, on)) is not None:
            return found
    questions = SupportRequest.objects.filter(household=home).select_related("organisation")
    for asked in questions.prefetch_related("organisation__offerings").order_by("pk"):
        programme = _programme_of(asked)
        if programme is None:
            continue
        if (found := YoungAsking.of_request(asked, programme, member, on)) is not None:
            return found
    return None


def _programme_of(asked: SupportRequest) -> Programme | None:
    """The programme a question was put in; None when it is no longer run there."""
    try:
        return definition_of(asked)
    except LookupError:
        return None


def young_measures_view(
    member: HouseholdMember, actor: Person, *, now: datetime
) -> YoungMeasuresView:
    """What is asked of the reader in this home now, and everything it answered here."""
    on = timezone.localdate(now)
    asked = asked_of(member, on)
    own = YoungMeasureAnswer.objects.visible_to(actor).filter(
        person=actor, household=member.household_id
    )
    rows = _whole(own)
    return YoungMeasuresView(
        member=member,
        asked=asked,
        given=asked.given(rows) if asked else {},
        look_backs=_look_backs(rows),
        instruments=instruments_for(actor, on),
    )


def young_said_about(
    asked: SupportRequest, match: Match | None, reader: Person
) -> list[YoungLookBack]:
    """What the young people of the family that asked chose to tell somebody like `reader`: at the
    beginning, and about this match.
    """
    about = Q(request=asked, match=None) | (Q(match=match) if match else Q())
    told = YoungMeasureAnswer.objects.visible_to(reader).filter(about).exclude(person=reader)
    return _look_backs(_whole(told))


def _whole(rows: QuerySet[YoungMeasureAnswer]) -> list[YoungMeasureAnswer]:
    return list(rows.select_related("person", "request").order_by("given_at", "pk"))


def _look_backs(rows: Iterable[YoungMeasureAnswer]) -> list[YoungLookBack]:
    """Person by person and moment by moment, the latest first; what was left open stays out."""
    moments: dict[tuple[object, ...], list[YoungMeasureAnswer]] = {}
    for row in rows:
        at = (row.person_id, row.request_id, row.match_id, row.moment, row.phase, row.round)
        moments.setdefault(at, []).append(row)
    found = [_look_back(of) for of in moments.values()]
    return sorted((each for each in found if each.said), key=lambda each: each.day, reverse=True)


def _look_back(rows: Sequence[YoungMeasureAnswer]) -> YoungLookBack:
    last = rows[-1]
    asked = {each.key: each.as_measure() for each in find(last.request.programme).young_measures}
    answers = {row.measure: row for row in rows if not row.left_open}
    said = [said_as(answers[key], asked[key]) for key in asked if key in answers]
    readers = readers_of_own(last)
    return YoungLookBack(
        name=last.person.first_name,
        title=str(MeasureAnswer.Moment(last.moment).label),
        day=timezone.localdate(last.given_at),
        said=said,
        readers=readers,
        is_private=not last.is_told,
        row=last.pk,
    )
