"""Mijn kring: everything an asking family finds on its own page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from naast.people.models import Household, HouseholdMember, Person
from naast.people.selectors import named_children
from naast.people.stones import Stone
from naast.support.ending import stopped_early
from naast.support.models import BrokenGlass, Consent, Side, SupportRequest, YoungVoice
from naast.support.selectors.bridging import Waiting, waiting_of
from naast.support.selectors.confirming import awaiting_yes_of
from naast.support.selectors.consents import ending_consents
from naast.support.selectors.desk import definition_of
from naast.support.selectors.ending import Parted, ended_of, fresh, parted_of
from naast.support.selectors.logbook import LogbookLine, logbook_lines, matches_known_to
from naast.support.selectors.looking_back import DueBefore, due_before
from naast.support.selectors.next_step import NextStep
from naast.support.selectors.notes import Notes, notes_of
from naast.support.selectors.own_page import (
    ReaderOfUs,
    coordinators_to_call,
    goodbyes,
    readers_of,
)
from naast.support.selectors.path import PathView, matches_of, path_view, request_stones
from naast.support.selectors.safety import glasses_of
from naast.support.selectors.times import matches_beside
from naast.support.selectors.turns import listed
from naast.support.selectors.voices import voices_about
from naast.ui.components.formats import days, dutch_datetime

Status = SupportRequest.Status


@dataclass(frozen=True, slots=True)
class CircleView:
    """The page of an asking family. `asked` is None for a household that never asked."""

    home: Household | None
    children: Sequence[str]
    asked: SupportRequest | None
    next: NextStep
    path: PathView | None
    stones: Sequence[Stone]
    waiting: Waiting | None
    coordinators: Sequence[Person]
    notes: Notes | None
    voices: Sequence[YoungVoice]
    ending: Sequence[Consent]
    lines: Sequence[LogbookLine]
    readers: Sequence[ReaderOfUs]
    endings: Sequence[str]
    glasses: Sequence[BrokenGlass]
    goes_first: str
    parted: Sequence[Parted]
    after: Parted | None
    also_supports: bool
    before: DueBefore | None

    @property
    def households(self) -> set[int]:
        """Ids of the households whose names stand on the page."""
        across = self.path.households if self.path else set()
        return across | ({self.home.pk} if self.home else set())

    @property
    def welcome_to_support(self) -> str:
        """The programme's words for who asked before and could stand beside somebody now."""
        if self.asked is None or self.asked.status != Status.CLOSED or self.also_supports:
            return ""
        return str(definition_of(self.asked).texts.get("asking_becomes_supporting", ""))

    @property
    def open(self) -> bool:
        """Whether there is a question that was not closed."""
        return self.asked is not None and self.asked.status != Status.CLOSED


def circle_view(reader: Person, *, now: datetime) -> CircleView:
    """The own page of `reader` as somebody who asks."""
    today = timezone.localdate(now)
    homes = (
        Household.objects.of(reader)
        .select_related("organisation")
        .prefetch_related(
            Prefetch("members", queryset=HouseholdMember.objects.select_related("person"))
        )
    )
    asks = homes.filter(requests__isnull=False).order_by("pk")
    home = asks.first() or homes.order_by("pk").first()
    asked = _question(home) if home else awaiting_yes_of(reader).first()
    path = _path(home, reader, now) if home else None
    coordinators = _coordinators(asked, path, now)
    known = matches_known_to(home) if home else None
    ended = ended_of(home, known) if home else {}
    parted = parted_of(ended, reader)
    return CircleView(
        home=home,
        children=named_children(home, today) if home else [],
        asked=asked,
        next=path.next if path else _next(asked, coordinators),
        path=path,
        stones=_stones(asked, path),
        waiting=waiting_of(asked, now=now) if asked and not path else None,
        coordinators=coordinators,
        notes=notes_of(home, reader) if home else None,
        voices=voices_about(home.pk, reader) if home else [],
        ending=ending_consents(home, today) if home else [],
        lines=logbook_lines(home, reader, known) if home else [],
        readers=readers_of(home, reader, now=now) if home else [],
        endings=goodbyes(ended.get(Side.ASKING, [])),
        glasses=glasses_of(home, now=now) if home else [],
        goes_first=_goes_first(asked) if asked and not path else "",
        parted=parted,
        after=fresh(parted, now=now),
        also_supports=home is not None and home.supporters.exists(),
        before=due_before(asked, definition_of(asked)) if asked and home else None,
    )


def _question(home: Household) -> SupportRequest | None:
    """The question that is open, or else the last one."""
    asked = home.requests.select_related("organisation", "household")
    own = list(asked.prefetch_related("organisation__offerings").order_by("-asked_at"))
    still_open = [each for each in own if each.status != Status.CLOSED]
    return next(iter([*still_open, *own]), None)


def _path(home: Household, reader: Person, now: datetime) -> PathView | None:
    live = matches_of(reader).filter(request__household=home, ended_at=None)
    match = live.order_by("pk").last()
    if match is None:
        return None
    return path_view(match, reader, now=now, beside=matches_beside(match, reader))


def _coordinators(
    asked: SupportRequest | None, path: PathView | None, now: datetime
) -> list[Person]:
    if path is not None:
        return [path.coordinator]
    if asked is None:
        return []
    return coordinators_to_call(asked.organisation, on=timezone.localdate(now))


def _stones(asked: SupportRequest | None, path: PathView | None) -> Sequence[Stone]:
    if path is not None:
        return path.stones
    if asked is None or asked.status in (Status.UNCONFIRMED, Status.CLOSED):
        return []
    return request_stones(asked, definition_of(asked))


def _goes_first(asked: SupportRequest) -> str:
    """Why this question counts as waiting longer than it does; empty for most."""
    if asked.status not in (Status.NEW, Status.WAITING) or not stopped_early([asked]):
        return ""
    further = int(definition_of(asked).ending.ahead_days)
    told = _("An earlier match stopped on the way. So it counts as if it waited %(days)s longer.")
    return told % {"days": days(further)} if further else ""


def _next(asked: SupportRequest | None, coordinators: Sequence[Person]) -> NextStep:
    """What happens next while there is no match."""
    if asked is None:
        text = _("Tell us in a few questions what would give you some room to breathe.")
        return NextStep(_("You have not asked anything yet"), text, "ask")
    who = {"name": listed([person.first_name for person in coordinators]) or _("The coordinator")}
    if asked.status == Status.UNCONFIRMED:
        text = _("%(team)s wrote it down together with you. Nothing happens before you say yes.")
        title = _("Your question waits for your own yes")
        return NextStep(title, text % {"team": asked.typed_by}, "confirm", mine=True)
    if asked.status == Status.CLOSED:
        return NextStep(_("Your question is closed"), _("You can always ask again."), "ask")
    if asked.talk_held_on:
        text = _("When we think of somebody, you are the first to read it. You may say no.")
        return NextStep(_("We look for a family that suits you"), text)
    if asked.talk_planned_at:
        text = _("%(name)s comes to listen. You need not prepare anything.") % who
        return NextStep(capfirst(dutch_datetime(asked.talk_planned_at)), text)
    return NextStep(
        _("%(name)s will call you") % who, _("Then you choose a moment to get acquainted.")
    )
