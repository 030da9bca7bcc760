"""When two families see each other next, as one of them or their coordinator reads it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from naast.people.models import Household, Person
from naast.programmes import Programme
from naast.support import policies, rhythm, trajectory
from naast.support.ending import goodbye_days, last_day
from naast.support.models import Acceptance, Match, Rhythm, Side
from naast.support.models.match_reads import MatchQuerySet
from naast.support.rhythm import Occurrence
from naast.support.rhythm_words import length_words, part_words, rhythm_words
from naast.support.selectors.paper import Signature
from naast.support.selectors.safety import rest_of
from naast.support.selectors.turns import listed
from naast.ui.components.formats import short_date

SHOWN: Final = 4
"""How many times stand on a page that is about more."""
AHEAD: Final = timedelta(weeks=26)
"""How far ahead the list looks."""
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Time:
    """One time together in words. `told` is what somebody changed of it; `clash` is set when the
    reader, or one of the two families, has another time together then.
    """

    occurrence: Occurrence
    when: str
    told: str
    clash: str

    @property
    def day(self) -> str:
        """Za 5 december."""
        return short_date(self.occurrence.day)

    @property
    def key(self) -> str:
        """How it is called in an address."""
        return self.occurrence.key

    @property
    def version(self) -> int:
        """How often it was changed."""
        return self.occurrence.version

    @property
    def cancelled(self) -> bool:
        """Whether it does not go on."""
        return self.occurrence.cancelled

    @property
    def extra(self) -> bool:
        """Whether no rhythm planned it."""
        return self.occurrence.rhythm_day is None

    @property
    def week_later(self) -> str:
        """The same day a week later, as a form sends it."""
        return (self.occurrence.day + WEEK).isoformat()


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a rhythm, in words, and who said yes to it."""

    rhythm: Rhythm
    line: str
    signatures: Sequence[Signature]

    @property
    def said_yes(self) -> list[Signature]:
        """Those who did."""
        return [each for each in self.signatures if each.accepted_at is not None]

    @property
    def waits_on(self) -> str:
        """The families of which nobody said yes yet."""
        yes = {each.home for each in self.said_yes}
        return listed([each for each in self._homes if each not in yes])

    @property
    def _homes(self) -> list[str]:
        return list(dict.fromkeys(each.home for each in self.signatures))


@dataclass(frozen=True, slots=True)
class Times:
    """What is agreed and what comes next. `waits_for` is the version that waits for a yes, `mine`
    whether for that of the reader's side; `over_since` is their last day when that has passed, so
    that only a later day for the goodbye brings another time.
    """

    match: Match
    holding: Version | None
    coming: Version | None
    waits_for: Version | None
    mine: bool
    next: Sequence[Time]
    usual: str
    over_since: date | None
    may_write: bool
    may_change: bool
    may_tell: bool

    @property
    def at_least(self) -> bool:
        """Whether days are planned one by one."""
        held = self.holding or self.coming
        return held is not None and held.rhythm.at_least is not None

    @property
    def running(self) -> list[Time]:
        """The times that go on as far as we know."""
        return [each for each in self.next if not each.cancelled]


def times_of(
    match: Match, reader: Person, programme: Programme, *, on: date, beside: Iterable[Match] = ()
) -> Times | None:
    """The times of one match; None when the path has not come there, contact rests or it ended.

    Args:
        match: read `whole()`.
        beside: other matches of the same families, as far as the reader knows of them, with their
            rhythms and appointments; what falls together with one of theirs is said.
    """
    side = match.side_of(reader)
    if match.ended_at is not None or not trajectory.has_opened(match, programme.rhythm.opens_with):
        return None
    if rest_of(match, side, on=on, of=match.supporter_of(reader)):
        return None
    waiting, ends = rhythm.pending(match), last_day(match)
    return Times(
        match=match,
        holding=_version(match, rhythm.holding(match, on)),
        coming=_version(match, rhythm.upcoming(match, on)),
        waits_for=_version(match, waiting),
        mine=waiting is not None and side is not None and not _said_yes(match, waiting, reader),
        next=next_times(match, on=on, side=side, beside=beside)[:SHOWN],
        usual=str(programme.rhythm.words),
        over_since=ends if ends is not None and ends < on else None,
        may_write=policies.matches.may(reader, "write_rhythm", match),
        may_change=policies.matches.may(reader, "change_times", match),
        may_tell=programme.together.noted and side is not None,
    )


def next_times(
    match: Match, *, on: date, side: Side | None, beside: Iterable[Match] = ()
) -> list[Time]:
    """The times from `on` up to half a year ahead, cancelled ones too."""
    until = on + AHEAD
    coming = rhythm.occurrences(match, on, until)
    if not coming:
        return []  # nothing can fall together, so that of the others nothing is read
    others = [(other, rhythm.occurrences(other, on, until)) for other in beside]
    return [time_in_words(each, clash=_clash(match, each, others, side)) for each in coming]


def time_in_words(each: Occurrence, *, clash: str = "") -> Time:
    """One time as people say it."""
    parts = [part_words(each.day_part, each.starts_at), length_words(each.minutes)]
    return Time(each, ", ".join(filter(None, parts)), _told(each), clash)


def _told(each: Occurrence) -> str:
    """What somebody changed of it, and who did."""
    row = each.appointment
    if row is None:
        return ""
    who = {"name": row.changed_by.first_name, "day": short_date(each.rhythm_day)}
    if each.cancelled:
        return _("Cancelled by %(name)s.") % who
    if each.rhythm_day is None:
        return _("An extra time, planned by %(name)s.") % who
    if each.moved:
        return _("Was on %(day)s; changed by %(name)s.") % who
    return _("Changed by %(name)s.") % who


def _clash(
    match: Match,
    each: Occurrence,
    others: Iterable[tuple[Match, Sequence[Occurrence]]],
    side: Side | None,
) -> str:
    for other, times in others:
        if any(each.clashes_with(time) for time in times):
            if side is not None:
                return _("You have another time together then.")
            return _("%(name)s has another time together then.") % {"name": _shared(match, other)}
    return ""


def _shared(match: Match, other: Match) -> Household:
    """The family that stands in both matches."""
    theirs = {home.pk for home in other.everybody()}
    return next(home for home in match.everybody() if home.pk in theirs)


def matches_beside(match: Match, reader: Person) -> MatchQuerySet:
    """Other live matches of the same families: for a family its own, for who coordinates theirs.
    Read when there are times to hold against each other, and not before.
    """
    own = match.home_of(reader)
    homes = match.households() if own is None else [own.pk]
    return _seen_by(reader, homes).exclude(pk=match.pk)


def own_matches(reader: Person) -> list[Match]:
    """The live matches of the reader's own home, to hold their times against each other."""
    return list(_seen_by(reader, Household.objects.of(reader).values_list("pk", flat=True)))


def _seen_by(reader: Person, homes: Iterable[int]) -> MatchQuerySet:
    seen = Match.objects.visible_to(reader).live().around(homes)
    return seen.select_related(
        "request__household", "request__organisation", "supporter__household"
    ).prefetch_related(
        "request__organisation__offerings", "steps", goodbye_days(),
        "rhythms", "appointments__changed_by", "request__household__members",
        "supporter__household__members",
        "companions__supporter__household__members",
    )  # fmt: skip


def versions_of(match: Match) -> list[Version]:
    """Every version that was written, the newest first."""
    found = (_version(match, each) for each in reversed(list(match.rhythms.all())))
    return [each for each in found if each is not None]


def _version(match: Match, of: Rhythm | None) -> Version | None:
    if of is None:
        return None
    yes = {
        each.member_id: each
        for each in match.acceptances.all()
        if each.paper == Acceptance.Paper.RHYTHM and each.version == of.version
    }
    signatures = [
        Signature(
            member=member,
            home=home.name,
            accepted_at=yes[member.pk].accepted_at if member.pk in yes else None,
            on_paper=member.pk in yes and yes[member.pk].on_paper,
        )
        for home in match.everybody()
        for member in home.adults_at_home()
    ]
    return Version(of, rhythm_words(of), signatures)


def _said_yes(match: Match, of: Rhythm, reader: Person) -> bool:
    """Whether somebody at the reader's home did."""
    lives = match.home_of(reader)
    home = {member.pk for member in lives.adults_at_home()} if lives else set()
    return any(
        each.member_id in home
        for each in match.acceptances.all()
        if each.paper == Acceptance.Paper.RHYTHM and each.version == of.version
    )


def clashing_days(written: Rhythm, beside: Iterable[Match], *, on: date) -> list[date]:
    """The days of a version, agreed or not, on which a time of another match falls together."""
    if written.at_least is not None:
        return []
    first, until = max(on, written.starts_on), on + AHEAD
    last = min(until, written.ends_on or until)
    planned = [
        Occurrence(
            day=day, starts_at=written.starts_at, minutes=written.minutes, appointment=None,
            cancelled=False, day_part=written.day_part, rhythm_day=day, rhythm=written,
        )
        for day in rhythm.days_of(written.rule, written.starts_on, first, last)
    ]  # fmt: skip
    others = [each for match in beside for each in rhythm.occurrences(match, on, until)]
    return [each.day for each in planned if any(each.clashes_with(other) for other in others)]


@dataclass(frozen=True, slots=True)
class SwapChoice:
    """A time to change places with. `value` is how a form names it; `whose` the family across."""

    value: str
    label: str


def swap_choices(
    match: Match, found: Occurrence, beside: Iterable[Match], *, on: date
) -> list[SwapChoice]:
    """The coming times of this match and of other ones of the same reader, to swap with."""
    coming = [
        (time.day, each.pk, time, each)
        for each in (match, *beside)
        for time in rhythm.occurrences(each, on, on + AHEAD)
        if not time.cancelled and not (each.pk == match.pk and _same_hour(time, found))
    ]
    soonest = sorted(coming, key=lambda row: row[:2])[:SWAPS]
    return [_swap_choice(each, time, own=each.pk == match.pk) for *_, time, each in soonest]


def _same_hour(one: Occurrence, other: Occurrence) -> bool:
    """Whether swapping these two of one match would change nothing."""
    shape = (one.starts_at, one.day_part, one.minutes)
    return one.key == other.key or shape == (other.starts_at, other.day_part, other.minutes)


SWAPS: Final = 12
"""How many times to swap with are offered."""


def _swap_choice(match: Match, time: Occurrence, *, own: bool) -> SwapChoice:
    day = {"day": short_date(time.day)}
    label = day["day"] if own else _("%(day)s, with another family") % day
    return SwapChoice(f"{match.pk}/{time.key}/{time.version}", label)
