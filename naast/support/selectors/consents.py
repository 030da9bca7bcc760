"""Who may read what of a household, in plain words: what is open now, on which ground and until
when, what the family can do about it, and what is over.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naast.people.models import ClosedTopic, Grant, Household, HouseholdMember, Person
from naast.people.young import in_own_places, may_have_a_place
from naast.programmes.vocabulary import Gate, Topic
from naast.support import trajectory
from naast.support.apart import request_with_professionals
from naast.support.models import Consent, Match, Visit
from naast.support.opening import GIVEN_APART, knows_of_us, visitors
from naast.support.selectors.own_page import TOPICS, coordinators_of
from naast.support.selectors.professionals import Apart, apart_of
from naast.support.selectors.turns import listed


@dataclass(frozen=True, slots=True)
class OpenTopic:
    """A topic that somebody may read, in words, since when. `closable` by itself, by the family."""

    topic: str
    words: str
    since: date
    closable: bool


@dataclass(frozen=True, slots=True)
class ReadByMatch:
    """What the path of one match opened. `readers` are names; `closed` what the family closed."""

    match: Match
    readers: str
    topics: Sequence[OpenTopic]
    closed: Sequence[tuple[ClosedTopic, str]]
    may_give: bool
    may_open_address: bool


@dataclass(frozen=True, slots=True)
class GivenConsent:
    """A consent the family gave: to whom (names), what in words, and whether it ends soon."""

    consent: Consent
    readers: str
    topics: Sequence[str]
    ends_soon: bool


@dataclass(frozen=True, slots=True)
class OpenedVisit:
    """A visit for which the address is or will be open: who may read it, on which days from and
    until, both included.
    """

    visit: Visit
    visitor: str
    opens_on: date
    until: date


@dataclass(frozen=True, slots=True)
class OtherDoor:
    """A door on another ground, such as broken glass: who, what, since and until when."""

    reader: str
    words: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Past:
    """Something that was open and is over. `who` is a name, or the other family when the match has
    ended; `until` is the day on which it ended.
    """

    who: str
    topics: Sequence[str]
    why: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class ConsentsView:
    """The page "who may read what" of one household. `children` can have a place of their own;
    `own_places` are the ids of those who have been there.
    """

    home: Household
    coordinators: str
    own_page: str
    matches: Sequence[ReadByMatch]
    consents: Sequence[GivenConsent]
    visits: Sequence[OpenedVisit]
    apart: Sequence[Apart]
    may_name: bool
    others: Sequence[OtherDoor]
    past: Sequence[Past]
    children: Sequence[HouseholdMember]
    own_places: set[int]
    households: set[int] = field(default_factory=set)

    @property
    def nobody_else(self) -> bool:
        """Whether only the organisation reads along."""
        return not (self.matches or self.consents or self.visits or self.others)

    @property
    def may_give(self) -> bool:
        """Whether there is somebody to give a consent to."""
        return any(each.may_give for each in self.matches)


def consents_view(home: Household, reader: Person, *, now: datetime) -> ConsentsView:
    """The page for an adult of `home`; the caller has seen that the reader is one.

    A match that was not opened to this household's side is not there. When a match has ended the
    names of the other side went with it.
    """
    today = timezone.localdate(now)
    known = {match.basis: match for match in _matches(home, reader)}
    grants = list(
        Grant.objects.filter(household=home).select_related("person").order_by("starts_at", "pk")
    )
    live = [g for g in grants if g.starts_at <= now and (g.ends_at is None or g.ends_at > now)]
    team = [person.first_name for person in coordinators_of(home.organisation, on=today)]
    consents = _standing(home, today, live)
    children = [child for child in home.children() if may_have_a_place(child, today)]
    return ConsentsView(
        home=home,
        coordinators=listed(team),
        own_page="home:circle" if home.requests.exists() else "home:support",
        matches=[_by_match(match, home, live, now) for match in known.values()],
        consents=consents,
        visits=_visits(home, grants, now),
        apart=apart_of(home, reader, on=today),
        may_name=request_with_professionals(home) is not None,
        others=_others(live),
        past=_past(home, grants, known, now),
        children=children,
        own_places=in_own_places(children),
        households={home.pk, *(pk for match in known.values() for pk in match.households())},
    )


def _matches(home: Household, reader: Person) -> list[Match]:
    """Live matches the reader may know of, in which this household stands."""
    visible = Match.objects.visible_to(reader).live().whole().order_by("pk")
    return [match for match in visible if home.pk in match.households()]


def _names(grants: Iterable[Grant]) -> str:
    return listed(list(dict.fromkeys(grant.person.first_name for grant in grants)))


def _by_match(match: Match, home: Household, live: Sequence[Grant], now: datetime) -> ReadByMatch:
    own = [grant for grant in live if grant.basis == match.basis]
    first: dict[str, Grant] = {}
    for grant in own:
        first.setdefault(grant.topic, grant)
    closed = ClosedTopic.objects.standing().filter(household=home, basis=match.basis)
    return ReadByMatch(
        match=match,
        readers=_names(own) or listed([other.name for other, _vog in match.across(home)]),
        topics=[
            OpenTopic(
                topic, str(TOPICS[topic]), timezone.localdate(grant.starts_at), topic in GIVEN_APART
            )
            for topic, grant in first.items()
        ],
        closed=[(each, str(TOPICS[each.topic])) for each in closed],
        may_give=knows_of_us(match, home, now),
        may_open_address=bool(visitors(match, home, now=now)),
    )


def _standing(home: Household, today: date, live: Sequence[Grant]) -> list[GivenConsent]:
    consents = Consent.objects.standing(today).filter(household=home)
    whole = consents.select_related(
        "match__request__organisation", "match__version"
    ).prefetch_related("match__request__organisation__offerings")
    return [
        GivenConsent(
            consent=consent,
            readers=_names(grant for grant in live if grant.basis == consent.basis),
            topics=[str(TOPICS[topic]) for topic in consent.topics],
            ends_soon=ends_soon(consent, today),
        )
        for consent in whole
    ]


def ending_consents(home: Household, today: date) -> list[Consent]:
    """Consents of this household that end soon, for a line on its own page."""
    standing = Consent.objects.standing(today).filter(household=home)
    whole = standing.select_related(
        "match__request__organisation", "match__version"
    ).prefetch_related("match__request__organisation__offerings")
    return [consent for consent in whole if ends_soon(consent, today)]


def ends_soon(consent: Consent, today: date) -> bool:
    """Whether it ends within the days of which the programme warns."""
    return (consent.ends_on - today).days <= int(consent.match.definition().consent.warn_days)


def _visits(home: Household, grants: Sequence[Grant], now: datetime) -> list[OpenedVisit]:
    """Visits whose door is open, or still to open."""
    ahead = {
        grant.basis: grant
        for grant in grants
        if grant.topic == Topic.ADDRESS
        and grant.ends_at
        and grant.ends_at > max(now, grant.starts_at)
    }
    visits = Visit.objects.filter(household=home, match__ended_at=None).select_related("visitor")
    return [
        OpenedVisit(
            visit,
            visit.visitor.first_name,
            timezone.localdate(grant.starts_at),
            visit.day + timedelta(days=1),
        )
        for visit in visits
        if (grant := ahead.get(visit.basis)) is not None
    ]


def _kind(grant: Grant) -> str:
    return grant.basis.partition(":")[0]


def _others(live: Sequence[Grant]) -> list[OtherDoor]:
    """Doors on a ground that this page has no own part for: none is left out."""
    return [
        OtherDoor(grant.person.first_name, str(TOPICS[grant.topic]), grant.starts_at, grant.ends_at)
        for grant in live
        if _kind(grant) not in ("match", "consent", "visit", "exchange")
    ]


def _past(
    home: Household, grants: Sequence[Grant], known: dict[str, Match], now: datetime
) -> list[Past]:
    """What is over, per ground and person, newest first."""
    reached = _opened_to(home)
    families = _names_still_known(home, known)
    found: dict[tuple[str, int], list[Grant]] = {}
    for grant in grants:
        over = grant.ends_at is not None and grant.ends_at <= now
        began = grant.ends_at != grant.starts_at
        if over and began and (_kind(grant) != "match" or grant.basis in reached):
            found.setdefault((grant.basis, grant.person_id), []).append(grant)
    rows = [_past_row(rows, families) for rows in found.values()]
    return sorted(rows, key=lambda row: row.until, reverse=True)


def _opened_to(home: Household) -> set[str]:
    """Grounds on which this household reads or read something itself: matches it knew of."""
    return set(Grant.objects.filter(person__in=home.people()).values_list("basis", flat=True))


def _names_still_known(home: Household, known: dict[str, Match]) -> set[int]:
    """Ids of the people across in a match that goes on."""
    return {
        person.pk
        for match in known.values()
        for other, _vog in match.across(home)
        for person in other.people()
    }


def _past_row(grants: Sequence[Grant], families: set[int]) -> Past:
    whys = {
        "match": _("because you were matched"),
        "consent": _("with your consent"),
        "visit": _("for a visit"),
        "exchange": _("by an exception you said yes to"),
    }
    person = grants[0].person
    kind = _kind(grants[0])
    across = kind in whys and person.pk not in families
    return Past(
        who=_("The other family") if across else person.first_name,
        topics=list(dict.fromkeys(str(TOPICS[grant.topic]) for grant in grants)),
        why=whys.get(kind, _("on another ground")),
        since=timezone.localdate(min(grant.starts_at for grant in grants)),
        until=timezone.localdate(max(grant.ends_at for grant in grants if grant.ends_at)),
    )


TOPICS_OF_OTHERS: Final[dict[str, Promise]] = {
    Topic.STORY: gettext_lazy("their own words and the names of the children"),
    Topic.CONTACT: gettext_lazy("their phone number and e-mail address"),
}
"""What a family closed, in words for its coordinator."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A topic that a family closed to the family across, for the coordinator: she can call."""

    match: Match
    family: str
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class Given:
    """A consent that stands, for the coordinator: whose, what in words, what for, until when."""

    family: str
    words: Sequence[str]
    purpose: str
    until: date


def given_in(match: Match, *, on: date) -> list[Given]:
    """The consents that the families of a match gave each other and that stand on that day. Where
    none was ever given, as `whole()` tells, nothing is asked.
    """
    if not match.consents.all():
        return []
    standing = Consent.objects.standing(on).filter(match=match)
    return [
        Given(
            consent.household.name,
            [str(TOPICS_OF_OTHERS[topic]) for topic in consent.topics],
            consent.purpose,
            consent.ends_on,
        )
        for consent in standing.select_related("household")
    ]


def consent_over(match: Match, *, on: date) -> date | None:
    """Since when the consent that the path waited for does not stand any more: who asks took it
    back, or its last day went by. None where the path waits for none, or one stands.
    """
    if not trajectory.has_reached(match, Gate.CONSENT_GIVEN) or match.ended_at is not None:
        return None
    own = [each for each in match.consents.all() if each.household_id == match.request.household_id]
    if any(each.withdrawn_at is None and each.ends_on >= on for each in own):
        return None
    days = [
        timezone.localdate(each.withdrawn_at) if each.withdrawn_at
        else each.ends_on + timedelta(days=1)
        for each in own
    ]  # fmt: skip
    return max(days, default=None)


def closed_in(matches: Iterable[Match]) -> list[Closed]:
    """What the families of these matches closed and did not open again, oldest first."""
    by_basis = {match.basis: match for match in matches}
    closed = ClosedTopic.objects.standing().filter(basis__in=by_basis).select_related("household")
    return [
        _closed(each, by_basis[each.basis])
        for each in closed
        if each.household_id in by_basis[each.basis].households()
    ]


def _closed(closed: ClosedTopic, match: Match) -> Closed:
    words = str(TOPICS_OF_OTHERS[closed.topic])
    return Closed(match, closed.household.name, words, timezone.localdate(closed.closed_at))
