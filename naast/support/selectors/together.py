"""Days together, both sides beside each other, for whoever may read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone

from naast.people.models import Person
from naast.programmes.care import Tip
from naast.support import policies
from naast.support.care import Call, due_calls
from naast.support.models import CheckIn, HowItWent, Match, Side
from naast.support.selectors.readers import readers_of_text
from naast.support.selectors.turns import listed
from naast.support.together import began_on, day_to_tell, newest, same_home, versions

LATELY = 3
"""How many days stand on the path itself."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody told of a day; `before` are earlier versions, newest first."""

    note: HowItWent
    before: Sequence[HowItWent]
    may_change: bool


@dataclass(frozen=True, slots=True)
class SideOfDay:
    """One side of a day: who tells, and what. More than one at home may tell."""

    name: str
    own: bool
    told: Sequence[Told]


@dataclass(frozen=True, slots=True)
class DayBeside:
    """One day, each side beside the other; a side this reader does not read is not there."""

    day: date
    sides: Sequence[SideOfDay]


@dataclass(frozen=True, slots=True)
class Together:
    """The days together of one match, for one reader. `calls` are for the coordinator, or with
    the reader's own side.
    """

    match: Match
    side: Side | None
    days: Sequence[DayBeside]
    may_note: bool
    calls: Sequence[CheckIn]
    due: Sequence[Call]
    may_write_down: bool

    @property
    def lately(self) -> Sequence[DayBeside]:
        """The last few."""
        return self.days[:LATELY]

    @property
    def more(self) -> bool:
        """Whether there are days that do not stand on the path."""
        return len(self.days) > LATELY

    @property
    def shown(self) -> bool:
        """Whether there is anything to show."""
        return self.may_note or bool(self.days or self.calls or self.due or self.may_write_down)


def together_of(match: Match, reader: Person, *, now: datetime) -> Together:
    """Everything `reader` may read of the days together of this match, which comes from
    `matches_of(reader)`. Where nothing was told, nothing is asked.
    """
    side = match.side_of(reader)
    noted = match.definition().together.noted
    going_on = match.ended_at is None and not match.contact_rests
    begun = noted and going_on and began_on(match) is not None
    return Together(
        match=match,
        side=side,
        days=_days(match, reader, _notes(match, reader)) if noted else [],
        may_note=begun and side is not None,
        calls=_calls(match, reader),
        due=due_calls(match, timezone.localdate(now)) if side is None else [],
        may_write_down=begun and policies.matches.may(reader, "write_down_day", match),
    )


def _notes(match: Match, reader: Person) -> list[HowItWent]:
    if not match.days_together.all():
        return []
    visible = HowItWent.objects.visible_to(reader).filter(match=match)
    return list(visible.select_related("written_by", "typed_by"))


def _calls(match: Match, reader: Person) -> list[CheckIn]:
    if not any(row.done_on and not row.skipped for row in match.check_ins.all()):
        return []
    visible = CheckIn.objects.visible_to(reader).filter(match=match, done_on__isnull=False)
    return list(visible.filter(skipped=False).select_related("done_by").order_by("-done_on"))


def _days(match: Match, reader: Person, notes: list[HowItWent]) -> list[DayBeside]:
    current = newest(notes)
    return [
        DayBeside(day, list(_sides(match, reader, list(told), notes)))
        for day, told in groupby(current, key=lambda note: note.day)
    ]


def _sides(
    match: Match, reader: Person, told: list[HowItWent], notes: list[HowItWent]
) -> Iterable[SideOfDay]:
    side = match.side_of(reader)
    shared = match.definition().together.other_side_reads
    for of in [side, side.other] if side else list(Side):
        own = of == side
        if side == Side.SUPPORTING and not own and not shared and not _of(told, of):
            continue  # what the asking family notes is not for this reader
        yield SideOfDay(listed([home.name for home in match.homes(of)]), own, [
            Told(note, list(versions(note, notes))[1:], own and same_home(match, note, reader))
            for note in _of(told, of)
        ])  # fmt: skip


def _of(told: Iterable[HowItWent], side: Side) -> list[HowItWent]:
    return [note for note in told if note.side == side]


@dataclass(frozen=True, slots=True)
class DayPage:
    """What stands around the form about a day: who reads it, tips, and the day it is about."""

    title: str
    readers: str
    tips: Sequence[Tip]
    day: date


def day_page(
    match: Match, reader: Person, *, now: datetime, telling: Side | None = None
) -> DayPage:
    """For the side on which `reader` lives, or that tells it to `reader`, a coordinator."""
    side, programme = telling or match.side_of(reader), match.definition()
    assert side is not None  # the policy saw to that
    for_both = side == Side.SUPPORTING or programme.together.other_side_reads
    mine = HowItWent.objects.visible_to(reader).filter(match=match, side=side)
    noted = set(mine.values_list("day", flat=True))
    return DayPage(
        title=match.household(side if telling else side.other).name,
        readers=readers_of_text(match if for_both else match.household(side), reader),
        tips=programme.together.tips if side == Side.SUPPORTING and not telling else (),
        day=day_to_tell(match, noted, now),
    )


def key_was_used(key: str, reader: Person) -> bool:
    """Whether a form with this key arrived before."""
    return HowItWent.objects.visible_to(reader).filter(key=key).exists()


def version_now(note: HowItWent) -> HowItWent:
    """How a note reads now: itself, or what somebody wrote in its place."""
    whole = list(HowItWent.objects.filter(match=note.match_id))
    return next(n for n in newest(whole) if note.pk in {v.pk for v in versions(n, whole)})
