"""Answers to the questions of the programme: at the beginning, on the way and at the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people.models import Household, Person
from naast.people.reach import locked
from naast.programmes.measuring import Measure
from naast.programmes.vocabulary import MeasureKind
from naast.support import notices, policies
from naast.support.measuring import Asking, asked_before, asked_now
from naast.support.models import Match, MeasureAnswer, Side, SupportRequest
from naast.support.selectors.desk import definition_of
from naast.support.services.access import reachable_match
from naast.support.services.told import somebody_of

SCALES: Final = {
    MeasureKind.YES_NO: range(2),
    MeasureKind.LADDER: range(11),
    MeasureKind.FACES: range(1, 4),
    MeasureKind.WORDS: range(0),
}
"""Which values an answer of each kind can have."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to one question: a value on its scale, or words. Neither is an answer too."""

    value: int | None = None
    words: str = ""


@transaction.atomic
def answer_before(
    *, actor: Person, request_id: int, given: Mapping[str, Given], now: datetime
) -> SupportRequest:
    """The asking family answers at the beginning; or its coordinator writes down what it told.

    Args: given: by the key of the measure; what is left out was passed over.
    Raises: DomainError when it is not the time for it any more.
    """
    rows = SupportRequest.objects.select_related("organisation", "household")
    asked = locked(rows, actor, request_id)
    told = not asked.household.is_home_of(actor)
    policies.requests.require(actor, "write_down_answers" if told else "answer_measures", asked)
    asking = asked_before(asked, definition_of(asked))
    if asking is None:
        raise DomainError(_("You are beside each other already, so this is not asked any more."))
    return _keep(_Side(asked, None, asked.household, Side.ASKING, told), asking, given, actor, now)


@transaction.atomic
def answer(
    *,
    actor: Person,
    match_id: int,
    moment: str,
    given: Mapping[str, Given],
    now: datetime,
    told_by: str = "",
) -> SupportRequest:
    """A home answers about their time together; or its coordinator writes down what it told. Two
    who stand beside the same family each answer for themselves.

    Args:
        moment: the moment on the page that was filled in.
        given: by the key of the measure; what is left out was passed over.
        told_by: the side that told it to a coordinator; of two who support, the first one.
    Raises: DomainError when another moment, or none, is asked now.
    """
    action = "write_down_answers" if told_by else "answer_measures"
    match = reachable_match(actor, match_id, action)
    own = match.side_of(actor)
    side = Side(told_by) if told_by else own
    assert side is not None  # the policy saw to that
    if told_by and own is not None:
        raise DomainError(_("You live in one of the two homes. A colleague writes it down."))
    asking = asked_now(match, side, timezone.localdate(now))
    if asking is None or asking.moment != moment:
        raise DomainError(_("There is nothing to answer just now. What you typed stays here."))
    home = match.household(side) if told_by else match.home_of(actor)
    assert home is not None  # the policy saw to that too
    of = _Side(match.request, match, home, side, bool(told_by))
    asked = _keep(of, asking, given, actor, now)
    if not told_by:
        notices.tell_coordinator(match)
    return asked


@dataclass(frozen=True, slots=True)
class _Side:
    """Whose answers they are; `told` when somebody else types them."""

    request: SupportRequest
    match: Match | None
    household: Household
    side: Side
    told: bool


def _keep(
    of: _Side, asking: Asking, given: Mapping[str, Given], actor: Person, now: datetime
) -> SupportRequest:
    """Keep what is new. What was sent twice is kept once."""
    before = asking.given(of.request.measure_answers.filter(match=of.match), of.household.pk)
    who = somebody_of(of.household) if of.told else actor
    rows = [
        MeasureAnswer(
            request=of.request, match=of.match, household=of.household, side=of.side,
            measure=measure.key, moment=asking.moment, phase=asking.phase, round=asking.round,
            value=fresh.value, words=fresh.words.strip(), only_in_totals=measure.only_in_totals,
            given_by=who, typed_by=actor if of.told else None, given_at=now,
        )
        for measure in asking.measures
        if not (of.told and measure.only_in_totals)
        if (fresh := _fresh(measure, given, before.get(measure.key), who)) is not None
    ]  # fmt: skip
    for row in rows:
        row.save()
    if rows:
        action = "support.measures.written_down" if of.told else "support.measures.answered"
        about = of.match or of.request
        logbook.record(actor, action, about, now=now, households=[of.household.pk])
        if of.told:
            notices.tell_household(of.household)
    return of.request


def _fresh(
    measure: Measure, given: Mapping[str, Given], last: MeasureAnswer | None, who: Person
) -> Given | None:
    """What was answered, or None when that was answered before. Who could not see what somebody
    else at home answered for totals only does not wipe it out by leaving it open.
    """
    answered = given.get(measure.key, Given())
    words = answered.words.strip()
    spoken = bool(words) and measure.kind != MeasureKind.WORDS
    if spoken or answered.value not in (None, *SCALES[measure.kind]):
        raise DomainError(_("Choose one of the answers on the page."))
    if last is None:
        return answered
    of_another = measure.only_in_totals and last.given_by_id != who.pk
    if (answered.value is None and of_another) or (last.value, last.words) == (
        answered.value, words
    ):  # fmt: skip
        return None
    return answered
