"""Saying that something is not right, and what follows: contact rests, two people look."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import logbook, mail
from naast.common.logbook import SYSTEM
from naast.common.models import LogEntry
from naast.kernel.clock import dutch_day
from naast.kernel.errors import DomainError
from naast.people.models import Household, Person
from naast.people.services import two_people
from naast.people.services.never_again import barred
from naast.support import notices, policies, trajectory
from naast.support.models import Alarm, Match

PEOPLE_NEEDED: Final = {Alarm.Kind.SAFETY: 2, Alarm.Kind.SURPRISE: 1}
"""How many different people have to say that it is settled."""


@transaction.atomic
def raise_alarm(
    *,
    actor: Person,
    kind: str,
    household_id: int,
    match_id: int | None = None,
    about_line: int | None = None,
    words: str = "",
    now: datetime,
) -> Alarm:
    """Say that something is not right. Contact of that match rests from this moment.

    The coordinators are told, and the regional one when they are fewer than two. Whoever stands in
    the line it is about does not see it and is not one of them. Sent twice it is one alarm.

    Args:
        kind: `safety` or `surprise` (`Alarm.Kind`).
        household_id: the actor's own home, or one the actor looks after (a child who calls).
        match_id: whose contact rests; only with `safety`.
        about_line: the line of this household's logbook that surprises; only with `surprise`.
        words: may be empty.
    Raises:
        Household.DoesNotExist, Match.DoesNotExist, LogEntry.DoesNotExist: not the actor's to tell.
    """
    home = _home(actor, household_id)
    match = _match(actor, home, match_id) if match_id is not None else None
    line = _line(home, about_line) if about_line is not None else None
    same = Alarm.objects.open().filter(
        kind=kind, household=home, match=match, about_line=about_line, raised_by=actor
    )
    if not words.strip() and (before := same.first()) is not None:
        return before
    alarm = _write(kind, home, match, line, actor=actor, words=words, now=now)
    # What somebody tells about safety may be about who reads this logbook too: no household's line.
    told = [home.pk] if kind == Alarm.Kind.SURPRISE else []
    logbook.record(actor, "support.alarm.raised", alarm, now=now, households=told, alarm=kind)
    if match is not None:
        _let_rest(match, now=now)
    organisation = match.request.organisation if match else home.organisation
    about = [alarm.about_person_id] if alarm.about_person_id else []
    watchers = two_people.watchers(organisation, on=dutch_day(now), without=[actor.pk, *about])
    _tell(watchers)
    return alarm


def _home(actor: Person, household_id: int) -> Household:
    own = Household.objects.of(actor).filter(pk=household_id).first()
    if own is not None:
        return own
    watched = Household.objects.filter(
        organisation__in=actor.organisations_watched(), erased_at=None
    )
    return watched.get(pk=household_id)


def _match(actor: Person, home: Household, match_id: int) -> Match:
    """The match, locked: a door that opens at this moment waits, and stays shut."""
    visible = Match.objects.visible_to(actor).live().with_families()
    match = visible.select_for_update(of=("self",)).get(pk=match_id)
    if home.pk not in match.households():
        raise Match.DoesNotExist
    return match


def _line(home: Household, about_line: int) -> LogEntry:
    return LogEntry.objects.get(pk=about_line, household_id=home.pk)


def _write(
    kind: str,
    home: Household,
    match: Match | None,
    line: LogEntry | None,
    *,
    actor: Person | None,
    words: str,
    now: datetime,
) -> Alarm:
    named = None
    if line is not None and line.actor_id is not None:
        named = Person.objects.filter(pk=line.actor_id).first()
    return Alarm.objects.create(
        kind=kind, household=home, match=match, about_line=line.pk if line else None,
        about_person=named, words=words.strip(), raised_by=actor, raised_at=now,
    )  # fmt: skip


def _let_rest(match: Match, *, now: datetime) -> None:
    """Close contact; both families read that it rests, and not because of whom."""
    trajectory.let_contact_rest(match, now=now)
    logbook.record(SYSTEM, "support.contact.rests", match, now=now, households=match.households())
    notices.tell_both(match)


def _tell(people: Iterable[Person]) -> None:
    mail.tell(person.email for person in people)


@transaction.atomic
def let_matches_rest(homes: Iterable[Household], *, now: datetime) -> int:
    """Let the contact of every match these supporting households have now rest.

    Returns: how many rest now.
    """
    matches = Match.objects.live().beside(home.pk for home in homes).with_families()
    for match in matches.select_for_update(of=("self",)):
        _write(
            Alarm.Kind.SAFETY, match.request.household, match, None,
            actor=None, words="", now=now,
        )  # fmt: skip
        _let_rest(match, now=now)
        _tell(two_people.watchers(match.request.organisation, on=dutch_day(now)))
    return len(matches)


def _watched(actor: Person, alarm_id: int, action: str) -> Alarm:
    """The alarm, locked, when the actor may do this with it and it is not settled."""
    watched = Alarm.objects.watched_by(actor).select_for_update(of=("self",))
    alarm = watched.select_related("household__organisation", "raised_by").get(pk=alarm_id)
    policies.alarms.require(actor, action, alarm)
    if alarm.settled_at is not None:
        raise DomainError(_("This is settled already."))
    return alarm


@transaction.atomic
def answer_alarm(*, actor: Person, alarm_id: int, words: str, now: datetime) -> Alarm:
    """Answer in words whoever told it. For a look that surprised, that settles it.

    Raises: DomainError without words, or when it was settled.
    """
    alarm = _watched(actor, alarm_id, "answer")
    if not words.strip():
        raise DomainError(_("Write something first."))
    alarm.answer, alarm.answered_by, alarm.answered_at = words.strip(), actor, now
    alarm.save(update_fields=["answer", "answered_by", "answered_at"])
    told = [alarm.household_id] if alarm.kind == Alarm.Kind.SURPRISE else []
    logbook.record(actor, "support.alarm.answered", alarm, now=now, households=told)
    if alarm.raised_by is not None:
        mail.tell([alarm.raised_by.email])
    return settle(actor=actor, alarm_id=alarm.pk, now=now) if told else alarm


@transaction.atomic
def settle(*, actor: Person, alarm_id: int, now: datetime) -> Alarm:
    """Say that it is settled. With the last yes that is needed contact goes on, for both at once.

    Raises: DomainError before somebody answered, when this person said it already and another has
    to, or when somebody of the supporting family may not come near a child.
    """
    alarm = _watched(actor, alarm_id, "settle")
    if alarm.raised_by is not None and not alarm.answer:
        raise DomainError(_("First answer in words whoever told it."))
    organisation = alarm.household.organisation
    two_people.say_yes(alarm.about, organisation.pk, person=actor, now=now)
    logbook.record(actor, "support.alarm.agreed", alarm, now=now)
    said = two_people.who_said_yes([alarm.about], dutch_day(now))[alarm.about]
    if len(said) < PEOPLE_NEEDED[Alarm.Kind(alarm.kind)]:
        others = two_people.watchers(organisation, on=dutch_day(now), without=[actor.pk])
        _tell(others)
        return alarm
    alarm.settled_at = now
    alarm.save(update_fields=["settled_at"])
    if alarm.match_id is not None:
        _let_go_on(alarm.match_id, now=now)
    return alarm


def _let_go_on(match_id: int, *, now: datetime) -> None:
    """Open contact again, unless something else still lets it rest."""
    locked = Match.objects.with_families().select_for_update(of=("self",))
    match = locked.get(pk=match_id)
    if match.ended_at is not None or match.contact_rests:
        return
    if barred(match.supporters()):
        raise DomainError(_("This match cannot go on. End it together with both families."))
    trajectory.let_contact_go_on(match, now=now)
    logbook.record(SYSTEM, "support.contact.goes_on", match, now=now, households=match.households())
    notices.tell_both(match)
