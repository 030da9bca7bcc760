"""Writes that only time makes: nobody acts, so the logbook says Naast."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from naast.common import logbook
from naast.common.logbook import SYSTEM
from naast.programmes.vocabulary import Gate
from naast.support import notices, trajectory
from naast.support.models import Consent, Match
from naast.support.services.matches import end_match


@transaction.atomic
def expire_proposals(*, now: datetime) -> int:
    """End the proposals that nobody answered in time, kindly.

    Returns: how many were ended.
    """
    overdue = Match.objects.live().with_families().filter(expires_on__lt=timezone.localdate(now))
    ended = 0
    for match in overdue.select_for_update(of=("self",)):
        if trajectory.stands_before(match, Gate.BOTH_SAID_YES):
            end_match(match, Match.Ending.EXPIRED, actor=SYSTEM, now=now)
            notices.tell_coordinator(match)
            ended += 1
    return ended


@transaction.atomic
def reach_terms(*, now: datetime) -> int:
    """Let the paths go on whose agreed time is over.

    Returns: how many went on.
    """
    over = (
        Match.objects.live()
        .with_families()
        .filter(steps__completed_on__isnull=True, steps__due_on__lte=timezone.localdate(now))
    )
    walked = 0
    for match in over.select_for_update(of=("self",)):
        before = trajectory.current_step(match)
        after = trajectory.current_step(trajectory.advance(match, now=now))
        if before != after:
            logbook.record(
                SYSTEM, "support.term.reached", match, now=now, households=match.households()
            )
            notices.tell_both(match)
            walked += 1
    return walked


@transaction.atomic
def warn_of_ending_consents(*, now: datetime) -> int:
    """Tell families whose consent ends soon, once; they can let it go on with one press (X-06).

    Returns: how many consents it was about.
    """
    today, warned = timezone.localdate(now), 0
    ahead = Consent.objects.standing(today).filter(warned_at=None)
    whole = ahead.select_related("household", "match__request__organisation")
    for consent in whole.select_for_update(of=("self",)):
        days = int(consent.match.definition().consent.warn_days)
        if consent.ends_on - today <= timedelta(days=days):
            consent.warned_at = now
            consent.save(update_fields=["warned_at"])
            notices.tell_household(consent.household)
            warned += 1
    return warned
