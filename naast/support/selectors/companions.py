"""Who else stands beside the family of a match, in which role, for whoever may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from naast.common.rows import lifted
from naast.people.models import Grant, Household, Person, Supporter
from naast.programmes import Role
from naast.programmes.vocabulary import Topic
from naast.support import policies
from naast.support.beside import CLOSES_AFTER, objections, over_since, roles_left
from naast.support.models import Companion, Match, Side
from naast.support.second_yes import waits_for_second
from naast.support.selectors.profile import Contact, Profile, contacts_of, profile


@dataclass(frozen=True, slots=True)
class Part:
    """One part beside a family: whose it is, what it is called, how it stands for this reader.

    `state` is `first`, `asked`, `invited`, `there` or `done`; `since` is the day of that. Closed
    fields are empty. `companion` is None for who came first. `closes_on` is when a part without
    which the path went on closes by itself; None while it acts.
    """

    companion: Companion | None
    household: int
    name: str
    role: str
    state: str
    since: date
    words: str
    contacts: Sequence[Contact]
    letter: str
    own: bool
    waits_for_vog: bool
    closes_on: date | None
    may: frozenset[str]


def parts_of(match: Match, reader: Person, *, now: datetime) -> list[Part]:
    """Every part beside the family of this match, the first one first; empty in a programme in
    which one supporter stands beside a family, or while nobody else was ever asked.

    Of who said no, and of who came back, no row is left.
    """
    if len(match.definition().supporting_roles) < 2 or match.ended_at is not None:
        return []
    visible = Companion.objects.visible_to(reader).filter(
        match=match, supporter__household__erased_at=None
    )
    rows = list(visible.select_related("supporter__household").prefetch_related(
        "supporter__household__members__person__contact"
    ))  # fmt: skip
    there = {match.supporter_id, *(row.supporter_id for row in rows if row.is_open)}
    latest = {row.supporter_id: row for row in rows if row.is_done}
    shown = [
        row for row in rows
        if row.is_open or (row.supporter_id not in there and latest.get(row.supporter_id) == row)
    ]  # fmt: skip
    if not shown:
        return []
    return [_first(match, reader, now), *(_part(row, match, reader, now) for row in shown)]


def _first(match: Match, reader: Person, now: datetime) -> Part:
    role = match.definition().roles[match.first_role]
    since = timezone.localdate(match.proposed_at)
    return _written(match, match.supporter, None, str(role.title), "first", since, reader, now)


def _part(row: Companion, match: Match, reader: Person, now: datetime) -> Part:
    row.match = match
    moments = {
        "asked": row.asked_at, "invited": row.welcomed_at, "there": row.agreed_at,
        "done": row.closed_at,
    }  # fmt: skip
    state = (
        "done" if row.is_done
        else "there" if row.is_present
        else "invited" if row.awaits_supporter
        else "asked"
    )  # fmt: skip
    since = timezone.localdate(moments[state] or row.asked_at)
    return _written(match, row.supporter, row, row.role_title, state, since, reader, now)


def _written(
    match: Match,
    supporter: Supporter,
    row: Companion | None,
    role: str,
    state: str,
    since: date,
    reader: Person,
    now: datetime,
) -> Part:
    home = supporter.household
    own, topics = home.is_home_of(reader), _topics(match, home, reader, now)
    over = over_since(match, row) if row else None
    return Part(
        companion=row,
        household=home.pk,
        name=home.name,
        role=role,
        state=state,
        since=since,
        words=supporter.words if Topic.PROFILE in topics and state != "first" else "",
        contacts=contacts_of(home) if Topic.CONTACT in topics and not own else [],
        letter=row.letter if row else "",
        own=own,
        waits_for_vog=row is not None and row.waits_for_vog_since is not None,
        closes_on=over + CLOSES_AFTER if over else None,
        may=_may(row, reader, state) if row else frozenset(),
    )


def _topics(match: Match, home: Household, reader: Person, now: datetime) -> set[str]:
    if reader.coordinates(match.request.organisation_id):
        return {str(topic) for topic in Topic}
    return Grant.objects.topics(home.pk, reader, now)


def _may(row: Companion, reader: Person, state: str) -> frozenset[str]:
    """What this reader can do with it as it stands."""
    fits = {
        "welcome": state == "asked",
        "take_back": state in ("asked", "invited"),
        "close_part": state == "there",
        "call_back": state == "done" and row.comes_back,
    }
    return frozenset(
        action for action, now in fits.items()
        if now and policies.companions.may(reader, action, row)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A supporter who could come, and why not now; empty when it can."""

    supporter: Supporter
    obstacle: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The page on which the coordinator asks somebody else beside a family."""

    roles: Sequence[Role]
    can: Sequence[Choice]
    cannot: Sequence[Choice]

    @property
    def households(self) -> set[int]:
        """Ids of the households whose names stand on the page."""
        return {each.supporter.household_id for each in (*self.can, *self.cannot)}


def choices_of(match: Match, actor: Person, *, on: date) -> Choices:
    """Who could come beside this family now, by name."""
    offers = Supporter.objects.looked_after_by(actor).whole().filter(
        programme=match.request.programme
    )  # fmt: skip
    running = offers.exclude(status=Supporter.Status.LEFT).exclude(pk=match.supporter_id)
    there = list(running.prefetch_related("organisation__offerings").order_by("household__name"))
    obstacles = objections(match, there, on)
    rows = [Choice(each, obstacles[each.pk]) for each in there]
    return Choices(
        roles=list(dict.fromkeys(roles_left(match))),
        can=[row for row in rows if not row.obstacle],
        cannot=[row for row in rows if row.obstacle],
    )


@dataclass(frozen=True, slots=True)
class Invitation:
    """What somebody reads who is asked to come beside a family: a few lines, and in which role.

    `waits_for_second` is while another coordinator still looks along; it says yes after that.
    """

    companion: Companion
    role: str
    family: Profile
    asked_by: str
    first_role: str
    waits_for_second: bool

    @property
    def households(self) -> set[int]:
        """Ids of the households whose names stand on the page."""
        return {self.family.household}


def invitations_to(reader: Person, *, now: datetime) -> list[Invitation]:
    """The families beside which `reader` is asked to come, and that wait for an answer."""
    asked = Companion.objects.visible_to(reader).open().filter(
        welcomed_at__isnull=False, agreed_at=None,
        supporter__household__in=Household.objects.of(reader).values("pk"),
    )  # fmt: skip
    rows = asked.select_related(
        "match__version",
        "match__request__household",
        "match__request__organisation",
        "asked_by",
        "supporter__household",
    ).prefetch_related(
        "supporter__household__members__person__contact",
        "match__request__organisation__offerings",
        "match__request__household__members__person__contact",
    )
    return [_invitation(row, reader, now) for row in rows.order_by("pk")]


def _invitation(row: Companion, reader: Person, now: datetime) -> Invitation:
    programme = row.match.definition()
    topics = Grant.objects.topics(row.match.request.household_id, reader, now)
    with lifted():  # looks at who lives in these homes, and shows only whether it waits
        waits = waits_for_second(row, timezone.localdate(now))
    return Invitation(
        companion=row,
        role=row.role_title,
        family=profile(
            row.match, Side.ASKING, programme, topics, now=now, seen_from=row.supporter.household
        ),
        asked_by=row.asked_by.first_name,
        first_role=str(programme.roles[row.match.first_role].title),
        waits_for_second=waits,
    )
