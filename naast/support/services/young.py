"""What children and young people say for themselves."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people.models import HouseholdMember, Person
from naast.people.young import in_own_places
from naast.support import notices, policies, trajectory
from naast.support.models import Answer, Match, YoungAnswer, YoungVoice
from naast.support.services.access import reachable_match
from naast.support.young import asked_now, asks


@dataclass(frozen=True, slots=True)
class Readers:
    """Who may read the own words of a young person; nobody unless it chooses so."""

    for_parents: bool = False
    for_coordinator: bool = False
    for_supporter: bool = False


def own_place(actor: Person, member_id: int, action: str) -> HouseholdMember:
    """The row of the actor as a child of this household.

    Raises: HouseholdMember.DoesNotExist, Refused.
    """
    places = HouseholdMember.objects.young(actor).select_related("household")
    member = places.select_for_update(of=("self",)).get(pk=member_id)
    policies.young.require(actor, action, member)
    return member


@transaction.atomic
def say(*, actor: Person, member_id: int, words: str, readers: Readers, now: datetime) -> None:
    """Keep what a young person says itself, and who may read it. Empty words take it away."""
    member = own_place(actor, member_id, "speak")
    home = member.household
    if not words.strip():
        YoungVoice.objects.filter(person=actor, household=home).delete()
    else:
        voice = YoungVoice.objects.filter(person=actor, household=home).first()
        voice = voice or YoungVoice(person=actor, household=home)
        voice.words, voice.written_at = words.strip(), now
        voice.for_parents = readers.for_parents
        voice.for_coordinator = readers.for_coordinator
        voice.for_supporter = readers.for_supporter
        voice.save()
    logbook.record(actor, "support.voice.kept", home, now=now, households=[home.pk])


@transaction.atomic
def answer(*, actor: Person, member_id: int, match_id: int, reply: str, now: datetime) -> None:
    """A young person says what it thinks of a match. A no means: first talk. It needs no reason,
    and nobody but the coordinator reads it.

    Raises: DomainError when it is not asked now.
    """
    member = own_place(actor, member_id, "answer")
    match = Match.objects.live().with_families().filter(request__household=member.household_id)
    found = match.select_for_update(of=("self",)).get(pk=match_id)
    if not asked_now(found, member, timezone.localdate(now)):
        raise DomainError(_("You need not answer this now."))
    _keep(found, member, reply, actor, now)
    notices.tell_coordinator(found)


@transaction.atomic
def hear(*, actor: Person, match_id: int, member_id: int, reply: str, now: datetime) -> None:
    """The coordinator notes what a child said that has no own place here.

    Raises: DomainError when this child is not asked.
    """
    match = reachable_match(actor, match_id, "hear_young_person")
    member = next((m for m in asks(match, timezone.localdate(now)) if m.pk == member_id), None)
    if member is None:
        raise DomainError(_("Choose somebody of these two families."))
    if in_own_places([member]):
        raise DomainError(_("%(name)s answers on an own page.") % {"name": member.name})
    _keep(match, member, reply, actor, now)


def _keep(
    match: Match, member: HouseholdMember, reply: str, given_by: Person, now: datetime
) -> None:
    if reply not in Answer.Reply.values:
        raise DomainError(_("Choose yes, let me think, or no."))
    given = YoungAnswer.objects.create(
        match=match, member=member, reply=reply, given_by=given_by, given_at=now
    )
    logbook.record(
        given_by, "support.young.answered", given, now=now, households=[member.household_id]
    )
    trajectory.advance(match, now=now)
