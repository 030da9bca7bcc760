"""How a time together ends, for one reader: on its path, and afterwards on the own page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naast.common.processing import record
from naast.people.models import Household, HouseholdMember, Person
from naast.programmes.vocabulary import Gate
from naast.support import policies, trajectory
from naast.support.ending import (
    AGAIN_AFTER,
    beyond_longest,
    both_stay_in_touch,
    open_extension,
    told_in_touch,
)
from naast.support.models import Enough, Extension, Goodbye, Match, Note, Side
from naast.support.rhythm import agreed, occurrences
from naast.support.selectors.logbook import KnownMatches, matches_known_to
from naast.support.selectors.paper import last
from naast.support.young import is_asked

FRESH = timedelta(days=60)
"""For how long after the end it stands on the own page itself, and not only behind a link."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How one match ends, as one reader may see it.

    `near` is whether its goodbye was announced; `times_left` is how often they still see each
    other, in words; `longer` is a proposal to go on longer that waits, and `ours` whether the
    reader's side made it; `stays` is what the reader's side said about staying in touch.
    """

    near: bool
    closing: bool
    until: date | None
    times_left: str
    plan: Goodbye | None
    longer: Extension | None
    ours: bool
    beyond: bool
    extended: Extension | None
    stays: bool | None
    both_stay: bool
    own_thanks: str
    may_extend: bool
    may_write_longer: bool
    may_say_enough: bool
    may_plan: bool
    said: Sequence[Enough]

    @property
    def waits_for_us(self) -> bool:
        """Whether the reader's side is asked to answer a proposal to go on longer."""
        return self.longer is not None and not self.ours and self.longer.agreed_at is None


def ending_of(match: Match, side: Side | None, reader: Person, *, on: date) -> Ending | None:
    """How this match ends; None before they are on their way together, and afterwards.

    Args: match: from `matches_of`, with everything around it.
    """
    under_way = stands_under_way(match)
    closing = trajectory.stands_before(match, Gate.FAREWELL_DONE)
    if match.ended_at is not None or not (under_way or closing):
        return None
    step = trajectory.current_step(match)
    until = step.due_on if step and under_way else None
    longer = open_extension(match) if under_way else None
    granted = [each for each in match.extensions.all() if each.granted]
    return Ending(
        near=closing or is_announced(match, on),
        closing=closing,
        until=until,
        times_left=times_left(match, until, on) if until else "",
        plan=last(match.goodbyes.all()),
        longer=longer,
        ours=longer is not None and longer.side == side,
        beyond=longer is not None and beyond_longest(match, longer.until),
        extended=granted[-1] if granted else None,
        stays=told_in_touch(match, side) if side else None,
        both_stay=both_stay_in_touch(match),
        own_thanks=next((t.words for t in match.thanks.all() if t.written_by_id == reader.pk), ""),
        may_extend=side is not None
        and not match.is_second(reader)
        and until is not None
        and longer is None,
        may_write_longer=until is not None
        and longer is None
        and policies.matches.may(reader, "write_down_extension", match),
        may_say_enough=under_way and side == Side.ASKING,
        may_plan=under_way or closing,
        said=[] if side else list(match.enoughs.all()),
    )


def stands_under_way(match: Match) -> bool:
    """Whether they are on their way together, until a day or until it is enough."""
    gates = (Gate.TERM_REACHED, Gate.GOAL_REACHED)
    return any(trajectory.stands_before(match, gate) for gate in gates)


def under_way_of(home: Household) -> Match | None:
    """The match of an asking household that is under way, for a young person who lives there."""
    live = Match.objects.live().filter(request__household=home).for_a_child()
    return next((each for each in live.order_by("pk") if stands_under_way(each)), None)


def goodbye_near(member: HouseholdMember, on: date) -> Match | None:
    """The match of the home of this young person whose goodbye comes near, if it is asked itself
    there.
    """
    live = Match.objects.live().filter(request__household=member.household_id).for_a_child()
    return next(
        (
            each
            for each in live.order_by("pk")
            if is_asked(each, member, on)
            and (trajectory.stands_before(each, Gate.FAREWELL_DONE) or is_announced(each, on))
        ),
        None,
    )


def ended_well(member: HouseholdMember, now: datetime) -> Match | None:
    """The last match of the home of this young person that was rounded off, while that is fresh."""
    on = timezone.localdate(now)
    ended = Match.objects.filter(
        request__household=member.household_id, ending=Match.Ending.COMPLETED,
        ended_at__gte=now - FRESH, anonymised_at=None,
    )  # fmt: skip
    found = ended.for_a_child().order_by("-ended_at", "-pk")
    return next((each for each in found if is_asked(each, member, on)), None)


def is_announced(match: Match, on: date) -> bool:
    """Whether the agreed end is so near that the goodbye is announced (BG-08, HS-03)."""
    step = trajectory.current_step(match)
    if step is None or step.due_on is None or not stands_under_way(match):
        return False
    return step.due_on - on <= timedelta(days=int(match.definition().ending.announce_days))


def times_left(match: Match, until: date, on: date) -> str:
    """How often they still see each other until that day, in words: by the rhythm they agreed, or
    else roughly by that of the programme.
    """
    if agreed(match):
        coming = occurrences(match, on, until)
        left = sum(not each.cancelled for each in coming)
        words = ngettext("One more time together.", "%(n)d more times together.", left)
        return words % {"n": left} if left else ""
    usual = match.definition().rhythm
    left = max(0, (until - on).days) // 7 // usual.every_weeks * usual.times
    words = ngettext("About one more time.", "About %(n)d more times together.", left)
    return words % {"n": left} if left else ""


# Afterwards.


@dataclass(frozen=True, slots=True)
class Parted:
    """A time together that ended, as one of both families may read it. Nothing of the other one
    but its thanks.

    `again` is "" while this family did not ask to begin again, "asked" when it did, and "both"
    when the other one did too. `kept_until` is the last day on which it can be read here.
    """

    match: Match
    side: Side
    ended_on: date
    well: bool
    kept_until: date
    thanks_to_us: Sequence[str]
    own_thanks: Sequence[str]
    may_thank: bool
    both_stay: bool
    talked_on: date | None
    note: Note | None
    again: str

    @property
    def title(self) -> str:
        """How it ended."""
        return _("You rounded it off") if self.well else _("It stopped on the way")


def ended_of(home: Household, known: KnownMatches | None = None) -> dict[Side, list[Match]]:
    """Every match of this household that ended and was ever opened to it, by the side it stood on,
    newest first. A proposal that the other side let pass is not among them.
    """
    numbers = (known or matches_known_to(home)).ended
    ended = (
        Match.objects.filter(pk__in=numbers)
        .prefetch_related("thanks", "in_touch", "agains", "aftertalks__note")
        .order_by("-ended_at", "-pk")
    )
    # Never joined with the home across: it is closed by now, and the net would hold both back.
    return {
        Side.ASKING: list(ended.filter(request__household=home)),
        Side.SUPPORTING: list(ended.filter(supporter__household=home)),
    }


def parted_of(ended: Mapping[Side, Sequence[Match]], reader: Person) -> list[Parted]:
    """Every time together of which there is something to read, newest first."""
    found = [
        _parted(match, side, reader)
        for side, matches in ended.items()
        for match in matches
        if match.ending in AGAIN_AFTER and match.anonymised_at is None
    ]
    return sorted(found, key=lambda parted: (parted.ended_on, parted.match.pk), reverse=True)


def _parted(match: Match, side: Side, reader: Person) -> Parted:
    assert match.ended_at is not None
    ended_on = timezone.localdate(match.ended_at)
    well = match.ending == Match.Ending.COMPLETED
    thanks = list(match.thanks.all())
    talk = next((each for each in match.aftertalks.all() if each.side == side), None)
    asked = {each.side for each in match.agains.all()}
    return Parted(
        match=match,
        side=side,
        ended_on=ended_on,
        well=well,
        kept_until=record().clocks["match"].period.after(ended_on),
        thanks_to_us=[each.words for each in thanks if each.side != side] if well else [],
        own_thanks=[each.words for each in thanks if each.written_by_id == reader.pk],
        may_thank=well and all(each.written_by_id != reader.pk for each in thanks),
        both_stay=well and both_stay_in_touch(match),
        talked_on=talk.held_on if talk else None,
        note=talk.note if talk else None,
        again="" if side not in asked else "both" if len(asked) == len(Side) else "asked",
    )


def fresh(parted: Sequence[Parted], *, now: datetime) -> Parted | None:
    """The last time together, while its end is fresh."""
    since = timezone.localdate(now) - FRESH
    return next((each for each in parted if each.ended_on >= since), None)
