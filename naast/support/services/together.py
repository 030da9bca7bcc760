"""Noting how a day together went: once, whatever the connection does, and never overwritten."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people.models import Person
from naast.support import notices
from naast.support.models import HowItWent, Match, Side
from naast.support.services.access import reachable_match
from naast.support.services.told import who_told
from naast.support.together import Said, began_on, newest, said, same_home, versions
from naast.ui.components.formats import dutch_date


@dataclass(frozen=True, slots=True)
class DayTogether:
    """What one side tells of one day. Only `day` and `happened` must be answered.

    `mood` is 1 (hard), 2 (so-so) or 3 (good).
    """

    day: date
    happened: bool
    mood: int | None = None
    did: str = ""
    words: str = ""

    def said(self) -> Said:
        """The same, to compare with a note."""
        return self.day, self.happened, self.mood, self.did.strip(), self.words.strip()


class AlreadyNoted(DomainError):
    """There is a note about this day already, in other words. The writer looks at both first."""

    def __init__(self, note: HowItWent) -> None:
        super().__init__(_("You noted this day before. Look at both, and keep what is right."))
        self.note = note


@transaction.atomic
def note_day(
    *,
    actor: Person,
    match_id: int,
    key: UUID,
    told: DayTogether,
    now: datetime,
    told_by: str = "",
    teller: int | None = None,
) -> HowItWent:
    """Note how a day together went; or write down what a side told its coordinator by telephone,
    which that side reads and changes as its own. What is sent twice arrives once.

    Args:
        key: what the form carried; it stays the same when the form is sent again.
        told_by: the side that told it to a coordinator.
        teller: the id of who told it, where more than one adult of that side could have.
    Raises:
        AlreadyNoted: the same form, or the same writer about the same day, but in other words.
        DomainError: the day is still to come, or from before they began; or nobody said who told.
    """
    match = reachable_match(actor, match_id, "write_down_day" if told_by else "note_day")
    notes = list(match.days_together.all())
    if there := _arrived(actor, key, told, notes):
        return there
    day_that_counts(match, told.day, now)
    who = who_told(match.household(told_by), teller) if told_by else actor
    for note in newest(notes):
        if note.written_by_id == who.pk and note.day == told.day:
            return _same_or_refused(note, told)
    by = _Teller(who, match.side_of(who), actor if told_by else None)
    note = _written(by, match, key, told, None, now)
    if told_by:
        notices.tell_household(match.household(told_by))
    return note


@transaction.atomic
def change_day(
    *, actor: Person, note_id: int, key: UUID, told: DayTogether, now: datetime
) -> HowItWent:
    """Write a note about a day anew; the version before stays readable.

    Raises: AlreadyNoted when somebody wrote a newer version meanwhile; DomainError when the day
    cannot be.
    """
    there = HowItWent.objects.visible_to(actor).get(pk=note_id)
    match = reachable_match(actor, there.match_id, "note_day")
    if there.side != match.side_of(actor) or not same_home(match, there, actor):
        raise HowItWent.DoesNotExist
    notes = list(match.days_together.all())
    if arrived := _arrived(actor, key, told, notes):
        return arrived
    current = next(n for n in newest(notes) if there.pk in {v.pk for v in versions(n, notes)})
    if said(current) == told.said():
        return current
    if current.pk != there.pk:
        raise AlreadyNoted(current)
    day_that_counts(match, told.day, now)
    return _written(_Teller(actor, match.side_of(actor), None), match, key, told, there, now)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Whose note it is, on which side, and who typed it when that was somebody else."""

    who: Person
    side: Side | None
    typed_by: Person | None


def _arrived(
    actor: Person, key: UUID, told: DayTogether, notes: list[HowItWent]
) -> HowItWent | None:
    """The note that this form became before, as it reads now; None when it is new."""
    sent = HowItWent.objects.filter(key=key).first()
    if sent is None:
        return None
    current = [n for n in newest(notes) if sent.pk in {v.pk for v in versions(n, notes)}]
    if not current or (sent.typed_by_id or sent.written_by_id) != actor.pk:
        raise DomainError(_("Something went wrong. Open the page anew and send it once more."))
    if any(said(version) == told.said() for version in versions(current[0], notes)):
        return current[0]
    raise AlreadyNoted(current[0])


def _same_or_refused(note: HowItWent, told: DayTogether) -> HowItWent:
    if said(note) == told.said():
        return note
    raise AlreadyNoted(note)


def day_that_counts(match: Match, day: date, now: datetime) -> None:
    """Refuse a day on which they cannot have been together.

    Raises: DomainError.
    """
    if day > timezone.localdate(now):
        raise DomainError(_("This day is still to come. You can tell about it when it has been."))
    began = began_on(match)
    if began is None:
        raise DomainError(_("You have not begun yet. After your first day together you tell here."))
    if day < began:
        begun = {"day": dutch_date(began)}
        raise DomainError(_("You began on %(day)s. Choose that day or a later one.") % begun)


def _written(
    by: _Teller, match: Match, key: UUID, told: DayTogether, before: HowItWent | None, now: datetime
) -> HowItWent:
    assert by.side is not None  # the policy saw to that
    rules = match.definition().together
    note = HowItWent.objects.create(
        match=match, side=by.side, key=key, corrects=before,
        day=told.day, happened=told.happened, mood=told.mood,
        did=told.did.strip(), words=told.words.strip(),
        other_side_reads=by.side == Side.SUPPORTING or rules.other_side_reads,
        written_by=by.who, typed_by=by.typed_by, written_at=now,
    )  # fmt: skip
    action = "support.day.changed" if before else "support.day.noted"
    if by.typed_by is not None:
        action = "support.day.written_down"
    who = by.typed_by or by.who
    logbook.record(who, action, match, now=now, households=note.households(), note=note.pk)
    return note
