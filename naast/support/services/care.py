"""Calling both sides to ask how it goes, and what time does when a VOG runs out."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.common.logbook import SYSTEM
from naast.kernel.errors import DomainError
from naast.people.models import Person, Supporter
from naast.support import notices
from naast.support.care import due_calls
from naast.support.models import CheckIn, Companion, Match
from naast.support.services.access import reachable_match
from naast.support.together import began_on


@transaction.atomic
def note_check_in(*, actor: Person, match_id: int, side: str, words: str, now: datetime) -> CheckIn:
    """Note that one side was called, with what it told. That family reads the words.

    Raises: DomainError when this call was noted already today, in other words.
    """
    match = reachable_match(actor, match_id, "check_in")
    row = _row(match, side, now)
    if row.done_on is not None:
        if not row.skipped and row.words == words.strip():
            return row  # pressed twice
        raise DomainError(_("Somebody noted a call with them today already. Look at it first."))
    row.done_on, row.done_by, row.words = timezone.localdate(now), actor, words.strip()
    row.save()
    _record(actor, "support.check_in.done", row, now)
    if row.words:
        notices.tell_household(match.household(side))
    return row


@transaction.atomic
def skip_check_in(*, actor: Person, match_id: int, side: str, now: datetime) -> CheckIn:
    """Leave this call out: it is a busy month, or you spoke each other already."""
    match = reachable_match(actor, match_id, "check_in")
    row = _row(match, side, now)
    if row.done_on is None:
        row.done_on, row.done_by, row.skipped = timezone.localdate(now), actor, True
        row.save()
        _record(actor, "support.check_in.skipped", row, now)
    return row


@transaction.atomic
def promise_check_in(
    *, actor: Person, match_id: int, side: str, on: date, now: datetime
) -> CheckIn:
    """Put a call off until another day.

    Raises: DomainError when that day has passed.
    """
    match = reachable_match(actor, match_id, "check_in")
    if on <= timezone.localdate(now):
        raise DomainError(_("Choose a day that is still to come."))
    CheckIn.objects.filter(match=match, side=side, done_on=None).delete()
    row, is_new = CheckIn.objects.get_or_create(match=match, side=side, due_on=on)
    if is_new:
        _record(actor, "support.check_in.promised", row, now)
    return row


def _row(match: Match, side: str, now: datetime) -> CheckIn:
    """The call that is meant: the one that was promised, or is due, or else one of today."""
    today = timezone.localdate(now)
    if promised := match.check_ins.filter(side=side, done_on=None).order_by("due_on").first():
        return promised
    due = next((call.since for call in due_calls(match, today) if call.side == side), today)
    found = match.check_ins.filter(side=side, due_on=due).first()
    return found or CheckIn(match=match, side=side, due_on=due)


def _record(actor: Person, action: str, row: CheckIn, now: datetime) -> None:
    homes = row.households()
    logbook.record(actor, action, row.match, now=now, households=homes, check_in=row.pk)


@transaction.atomic
def follow_vogs(*, now: datetime) -> int:
    """Tell both sides, once, that they wait for a new VOG, and once that it goes on.

    Contact closes and opens by itself at that moment: the doors ask for the VOG. This only tells.
    Returns: how many matches it was about.
    """
    today, told = timezone.localdate(now), 0
    running = Match.objects.live().with_families().prefetch_related(
        "steps", "supporter__household__members__vog_sightings"
    )  # fmt: skip
    for match in running.select_for_update(of=("self",)):
        waits, knew = _waits_for_vog(match, today), match.waits_for_vog_since is not None
        if waits != knew:
            _tell_about_vog(match, waits, now)
            told += 1
    return told + _follow_companions(today, now)


def _follow_companions(today: date, now: datetime) -> int:
    """The same for who stands beside a family as a second supporter: its own VOG counts."""
    told = 0
    present = Companion.objects.present().select_related("match", "supporter__household")
    for companion in present.prefetch_related("supporter__household__members__vog_sightings"):
        match = Match.objects.with_families().prefetch_related("steps").get(pk=companion.match_id)
        waits = _lacks_vog(match, companion.supporter, today)
        if waits == (companion.waits_for_vog_since is not None):
            continue
        companion.waits_for_vog_since = today if waits else None
        companion.save(update_fields=["waits_for_vog_since"])
        _told_about_vog(match, waits, now)
        told += 1
    return told


def _waits_for_vog(match: Match, on: date) -> bool:
    return _lacks_vog(match, match.supporter, on)


def _lacks_vog(match: Match, supporter: Supporter, on: date) -> bool:
    programme = match.definition()
    if not programme.trust.vog or began_on(match) is None:
        return False
    return not supporter.vog_valid(on, int(programme.matching.vog_valid_months))


def _tell_about_vog(match: Match, waits: bool, now: datetime) -> None:
    match.waits_for_vog_since = timezone.localdate(now) if waits else None
    match.save(update_fields=["waits_for_vog_since"])
    _told_about_vog(match, waits, now)


def _told_about_vog(match: Match, waits: bool, now: datetime) -> None:
    action = "support.vog.waited_for" if waits else "support.vog.here_again"
    logbook.record(SYSTEM, action, match, now=now, households=match.households())
    notices.tell_both(match)
