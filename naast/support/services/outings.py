"""Outings for pairs: planned and called off by the coordinator, answered by each pair."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people.models import Offering, Person
from naast.support import notices
from naast.support.models import Match, Outing, OutingReply
from naast.support.outings import has_outings, may_come
from naast.support.pressed_twice import made_just_now
from naast.support.services.access import reachable_match

SETTLES_AFTER: Final = timedelta(hours=1)
"""So long after a mail about an answer the next change of mind waits before it makes one too."""

SOON: Final = timedelta(days=1)
"""So near the outing nothing waits for the clock, which goes round once a night."""


@transaction.atomic
def plan_outing(
    *, actor: Person, offering_id: int, title: str, about: str, place: str, starts_at: datetime,
    seats: int, now: datetime,
) -> Outing:  # fmt: skip
    """Plan an outing; every pair that has begun in this programme hears of it (JP-09). A
    double press plans it once.

    Raises: Offering.DoesNotExist when the actor does not coordinate there; DomainError for a moment
    that has passed, or a programme without outings.
    """
    mine = Offering.objects.filter(organisation__in=actor.organisations_coordinated())
    locked = mine.select_related("organisation").select_for_update(of=("self",))
    offering = locked.get(pk=offering_id)
    if not has_outings(offering.definition()):
        raise DomainError(_("This programme has no outings."))
    if starts_at < now:
        raise DomainError(_("Choose a moment that is still to come."))
    said = {
        "organisation": offering.organisation, "programme": offering.programme,
        "title": title.strip(), "about": about.strip(), "place": place.strip(),
        "starts_at": starts_at, "seats": seats,
    }  # fmt: skip
    own = Outing.objects.filter(planned_by=actor, called_off_at=None)
    if (twice := made_just_now(own, "planned_at", now, **said)) is not None:
        return twice
    outing = Outing.objects.create(planned_by=actor, planned_at=now, **said)
    _record(actor, "support.outing.planned", outing, now)
    for match in _pairs(outing):
        notices.tell_both(match)
    return outing


@transaction.atomic
def call_off_outing(*, actor: Person, outing_id: int, now: datetime) -> None:
    """It does not go on; who would come hears it. Twice is once."""
    outing = Outing.objects.looked_after_by(actor).select_for_update().get(pk=outing_id)
    if outing.called_off_at is not None:
        return
    outing.called_off_at = now
    outing.save(update_fields=["called_off_at"])
    _record(actor, "support.outing.called_off", outing, now)
    coming = outing.replies.filter(comes=True).values("match")
    for match in Match.objects.live().with_families().filter(pk__in=coming):
        notices.tell_both(match)


@transaction.atomic
def answer_outing(
    *, actor: Person, match_id: int, outing_id: int, comes: bool, now: datetime
) -> OutingReply:
    """One of a pair says whether they come; the others of the pair hear it. The last word counts.

    Who changes their mind again and again fills nobody's mailbox: the first answer makes a mail,
    and within the hour no other, unless they go within a day. When the answer has settled on
    something else than the others were told, the clock tells them (`tell_settled_answers`).

    Raises: DomainError when it is full, over or called off, or they have not begun yet.
    """
    match = reachable_match(actor, match_id, "answer_outing")
    found = Outing.objects.for_match(match).ahead(now).select_for_update().filter(pk=outing_id)
    outing = found.first()
    if outing is None or not may_come(match):
        raise DomainError(_("This outing is over or was called off."))
    others = outing.replies.exclude(match=match).filter(comes=True).count()
    if comes and others >= outing.seats:
        raise DomainError(_("It is full. Call your coordinator: sometimes a place comes free."))
    reply, _new = OutingReply.objects.update_or_create(
        outing=outing, match=match,
        defaults={"comes": comes, "said_by": actor, "said_at": now},
    )  # fmt: skip
    logbook.record(
        actor, "support.outing.answered", match, now=now, households=match.households(),
        comes=comes,
    )  # fmt: skip
    soon = outing.starts_at - now < SOON
    lately = reply.told_at is not None and now - reply.told_at < SETTLES_AFTER
    if reply.is_news and (soon or not lately):
        _tell_the_others(reply, match, now)
    return reply


@transaction.atomic
def tell_settled_answers(*, now: datetime) -> int:
    """Mail the others of a pair whose answer is another one than they were last told.

    Returns: about how many answers.
    """
    settled = OutingReply.objects.filter(
        ~Q(told=F("comes")), said_at__lte=now - SETTLES_AFTER, outing__called_off_at=None,
        outing__starts_at__gte=now, match__ended_at=None,
    ).select_related("said_by")  # fmt: skip
    told = 0
    for reply in settled.select_for_update(of=("self",)):
        match = Match.objects.with_families().get(pk=reply.match_id)
        if not match.contact_rests:
            _tell_the_others(reply, match, now)
            told += 1
    return told


def _tell_the_others(reply: OutingReply, match: Match, now: datetime) -> None:
    """Mail everybody in the match but the home that answered."""
    reply.told, reply.told_at = reply.comes, now
    reply.save(update_fields=["told", "told_at"])
    own = match.home_of(reply.said_by)
    for home in match.everybody():
        if own is None or home.pk != own.pk:
            notices.tell_household(home)


def _pairs(outing: Outing) -> list[Match]:
    """The pairs that may come."""
    live = Match.objects.live().with_families().prefetch_related("steps", "alarms")
    there = live.filter(
        request__organisation=outing.organisation_id, request__programme=outing.programme
    )
    return [match for match in there if may_come(match)]


def _record(actor: Person, action: str, outing: Outing, now: datetime) -> None:
    logbook.record(
        actor, action, outing, now=now, households=[], organisation=outing.organisation_id
    )
