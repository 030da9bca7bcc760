"""What children and young people answer themselves, at the beginning, on the way and at the end."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people.models import Household, Person
from naast.programmes.measuring import Measure
from naast.programmes.vocabulary import MeasureKind
from naast.support import notices
from naast.support.models import YoungMeasureAnswer
from naast.support.selectors.young_measures import asked_of
from naast.support.services.measures import SCALES, Given
from naast.support.services.young import Readers, own_place


@transaction.atomic
def answer(
    *,
    actor: Person,
    member_id: int,
    moment: str,
    given: Mapping[str, Given],
    readers: Readers,
    now: datetime,
) -> None:
    """A young person answers what it is asked now, and chooses who reads all of that moment.

    Another answer takes the place of what stood there, and other readers hold for what was
    answered at this moment before: what is taken back is read by nobody any more.

    Args:
        moment: the moment on the page that was filled in.
        given: by the key of the measure; what is left out was passed over.
    Raises: DomainError when another moment, or none, is asked now, or a value is not on its scale.
    """
    member = own_place(actor, member_id, "answer")
    asked = asked_of(member, timezone.localdate(now))
    if asked is None or asked.asking.moment != moment:
        raise DomainError(_("There is nothing to answer just now. What you typed stays here."))
    home = member.household
    for measure in asked.asking.measures:
        fresh = _checked(measure, given.get(measure.key, Given()))
        YoungMeasureAnswer.objects.update_or_create(
            person=actor, household=home, request=asked.request, match=asked.match,
            measure=measure.key, moment=moment, phase=asked.asking.phase, round=asked.asking.round,
            defaults={
                "value": fresh.value, "words": fresh.words, "given_at": now, **_chosen(readers),
            },
        )  # fmt: skip
    _was_there(actor, home, now)
    if readers.for_coordinator and asked.match is not None and _says_something(given.values()):
        notices.tell_coordinator(asked.match)


@transaction.atomic
def keep_to_oneself(*, actor: Person, member_id: int, row: int, now: datetime) -> None:
    """Nobody else reads any more what was answered at the moment of this row.

    Raises: YoungMeasureAnswer.DoesNotExist when it is not its own, of this home.
    """
    home = own_place(actor, member_id, "answer").household
    _of_that_moment(actor, home, row).update(
        for_parents=False, for_coordinator=False, for_supporter=False
    )
    _was_there(actor, home, now)


@transaction.atomic
def take_away(*, actor: Person, member_id: int, row: int, now: datetime) -> None:
    """Erase what was answered at the moment of this row.

    Raises: YoungMeasureAnswer.DoesNotExist when it is not its own, of this home.
    """
    home = own_place(actor, member_id, "answer").household
    _of_that_moment(actor, home, row).update(value=None, words="", given_at=now)
    _was_there(actor, home, now)


def _was_there(actor: Person, home: Household, now: datetime) -> None:
    """One line whatever it did there: its parents read the logbook of the household."""
    logbook.record(actor, "support.young_measures.kept", home, now=now, households=[home.pk])


def _of_that_moment(actor: Person, home: Household, row: int) -> QuerySet[YoungMeasureAnswer]:
    own = YoungMeasureAnswer.objects.filter(person=actor, household=home)
    one = own.get(pk=row)
    return own.filter(
        request=one.request_id, match=one.match_id, moment=one.moment, phase=one.phase,
        round=one.round,
    )  # fmt: skip


def _checked(measure: Measure, given: Given) -> Given:
    words = given.words.strip()
    spoken = bool(words) and measure.kind != MeasureKind.WORDS
    if spoken or given.value not in (None, *SCALES[measure.kind]):
        raise DomainError(_("Choose one of the answers on the page."))
    return Given(given.value, words)


def _chosen(readers: Readers) -> dict[str, bool]:
    return {
        "for_parents": readers.for_parents,
        "for_coordinator": readers.for_coordinator,
        "for_supporter": readers.for_supporter,
    }


def _says_something(given: Iterable[Given]) -> bool:
    return any(each.value is not None or each.words.strip() for each in given)
