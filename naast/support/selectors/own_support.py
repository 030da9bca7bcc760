"""Mijn steun: everything a supporting family finds on its own page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.utils import timezone
from django.utils.translation import gettext as _

from naast.people.models import Household, Person, Supporter
from naast.people.selectors import SupporterFile, Vog, supporter_file
from naast.support.models import BrokenGlass, Consent, Match, Side
from naast.support.selectors.companions import Invitation, invitations_to
from naast.support.selectors.consents import ending_consents
from naast.support.selectors.ending import Parted, ended_of, fresh, parted_of
from naast.support.selectors.logbook import LogbookLine, logbook_lines, matches_known_to
from naast.support.selectors.next_step import NextStep
from naast.support.selectors.notes import Notes, notes_of
from naast.support.selectors.own_page import ReaderOfUs, coordinators_to_call, goodbyes, readers_of
from naast.support.selectors.path import PathView, matches_of, path_view
from naast.support.selectors.safety import glasses_of
from naast.support.selectors.times import own_matches
from naast.support.selectors.turns import listed


@dataclass(frozen=True, slots=True)
class SupportView:
    """The page of a supporting family. Without an offer, `file` is None and the rest is empty."""

    file: SupporterFile | None
    next: NextStep
    paths: Sequence[PathView]
    coordinators: Sequence[Person]
    notes: Notes | None
    ending: Sequence[Consent]
    lines: Sequence[LogbookLine]
    readers: Sequence[ReaderOfUs]
    endings: Sequence[str]
    glasses: Sequence[BrokenGlass]
    parted: Sequence[Parted]
    after: Parted | None
    invitations: Sequence[Invitation]
    also_asks: bool

    @property
    def households(self) -> set[int]:
        """Ids of the households whose names stand on the page."""
        own = {self.file.supporter.household_id} if self.file else set()
        invited = (invitation.households for invitation in self.invitations)
        return own.union(*(path.households for path in self.paths), *invited)

    @property
    def paused(self) -> bool:
        """Whether the family takes a break from new proposals."""
        return self.file is not None and self.file.supporter.status == Supporter.Status.PAUSED


def support_view(reader: Person, *, now: datetime) -> SupportView:
    """The own page of `reader` as somebody who stands beside a family."""
    supporter = _offer(reader)
    if supporter is None:
        text = _("One more chair at the table is enough.")
        nothing = NextStep(_("You have not offered support yet"), text, "offer")
        return SupportView(None, nothing, [], [], None, [], [], [], [], [], [], None, [], False)
    today, home = timezone.localdate(now), supporter.household
    file = supporter_file(supporter, reader, now=now)
    live = matches_of(reader).beside([home.pk]).filter(ended_at=None).order_by("pk")
    own = cache(lambda: own_matches(reader))

    def others(match: Match) -> Iterator[Match]:
        """Read when there are times to hold against each other, and once for all of them."""
        yield from (each for each in own() if each != match)

    paths = [path_view(match, reader, now=now, beside=others(match)) for match in live]
    coordinators = coordinators_to_call(supporter.organisation, on=today)
    known = matches_known_to(home)
    ended = ended_of(home, known)
    parted = parted_of(ended, reader)
    return SupportView(
        file=file,
        next=_first(paths) or _next(file, coordinators),
        paths=paths,
        coordinators=coordinators,
        notes=notes_of(home, reader),
        ending=ending_consents(home, today),
        lines=logbook_lines(home, reader, known),
        readers=readers_of(home, reader, now=now),
        endings=goodbyes(ended[Side.SUPPORTING]),
        glasses=glasses_of(home, now=now),
        parted=parted,
        after=fresh(parted, now=now),
        invitations=invitations_to(reader, now=now),
        also_asks=home.requests.exists(),
    )


def _offer(reader: Person) -> Supporter | None:
    own = Supporter.objects.filter(household__in=Household.objects.of(reader))
    return own.whole().prefetch_related("organisation__offerings").order_by("pk").first()


def _first(paths: Sequence[PathView]) -> NextStep | None:
    """The step that is asked of the reader, or else that of the first match."""
    ordered = sorted(paths, key=lambda path: not path.next.mine)
    return ordered[0].next if ordered else None


def _next(file: SupporterFile, coordinators: Sequence[Person]) -> NextStep:
    """What happens next while there is no match."""
    who = {"name": listed([person.first_name for person in coordinators]) or _("The coordinator")}
    if file.supporter.status == Supporter.Status.PAUSED:
        text = _("No new proposals for now. Whenever you like, you go on.")
        return NextStep(_("You are taking a break"), text)
    late = [adult for adult in file.adults if adult.state in (Vog.EXPIRED, Vog.MISFIT)]
    if late:
        text = _("%(name)s helps you to ask for it. It costs you nothing.") % who
        return NextStep(_("It is time for a new VOG"), text)
    if file.complete:
        text = _("When a family suits you, you read a few lines about them. You may say no.")
        return NextStep(_("You are ready. We think of you"), text)
    open_steps = [step.title for step in file.steps if step.done_on is None]
    text = _("%(name)s plans it with you.") % who
    if not open_steps:
        return NextStep(_("We still want to see the VOG together"), text)
    coming = _("Next: %(step)s.") % {"step": open_steps[0]}
    return NextStep(_("We get acquainted"), f"{coming} {text}")
