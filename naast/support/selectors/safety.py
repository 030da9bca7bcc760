"""What pages about safety show: why contact rests, what a second person looks at, who told what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common.models import LogEntry
from naast.people.models import Grant, Household, NeverAgain, Person, Supporter
from naast.people.selectors import StepRow, named_children, trust_steps
from naast.people.services.two_people import who_said_yes
from naast.people.vog import AdultVog, adult_vogs
from naast.programmes.vocabulary import CONTACT_TOPICS, Topic
from naast.support import policies
from naast.support.models import Alarm, BrokenGlass, Companion, Match, Side
from naast.support.second_yes import said_yes, said_yes_to, stands_before_child
from naast.support.selectors.profile import Contact, contacts_of
from naast.support.selectors.turns import beside_title
from naast.support.trajectory import turns

COMPANION_IN_ADDRESS: Final = "erbij"
"""In the address of the second yes: who was asked to come beside the family as well."""
OWN_SHOWN: Final = 10
LATELY: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Rest:
    """Why two families do not see each other for now, to one of them or to the coordinator."""

    title: str
    text: str


def rest_of(
    match: Match, side: Side | None, *, on: date, of: Supporter | None = None
) -> Rest | None:
    """Why contact rests; None when it does not. `match` comes with everything around it.

    Args: of: the supporter who reads, when two stand beside the family; else the first one.

    A VOG says nothing about somebody, so the sentence does not either; and nobody reads here who
    told that something is not right.
    """
    if match.ended_at is not None:
        return None
    supporter = of or match.supporter
    who = {"name": match.proposed_by.first_name, "family": supporter.household.name}
    if match.contact_rests:
        return Rest(
            _("Your contact rests for now") if side else _("Contact rests"),
            _("We would first like to talk with both families. %(name)s calls you.") % who
            if side
            else _("Both families read that you call them."),
        )
    programme = match.definition()
    opening = {phase.key for phase in programme.phases if CONTACT_TOPICS & set(phase.opens)}
    begun = any(step.phase in opening for step in match.steps.all())
    if not begun or supporter.vog_valid(on, int(programme.matching.vog_valid_months)):
        return None
    if side == Side.SUPPORTING:
        text = _("A VOG counts for some years, and it is time for a new one. %(name)s helps you.")
    elif side == Side.ASKING:
        text = _("%(family)s is asking for a new VOG. That happens every few years.")
    else:
        text = _("See the new VOG of %(family)s. Then contact opens by itself.")
    goes_on = _("Until it was seen you do not see each other. After that everything goes on.")
    return Rest(_("Waiting for a new VOG"), f"{text % who} {goes_on}" if side else text % who)


@dataclass(frozen=True, slots=True)
class SecondYes:
    """What somebody looks at who says yes with a colleague to a child going along.

    `said` are first names of who said yes; `open` is what else is still to do; `may` is whether
    this reader can say it now.
    """

    match: Match
    title: str
    family: str
    children: Sequence[str]
    supporter: str
    kind: str
    adults: Sequence[AdultVog]
    steps: Sequence[StepRow]
    proposed_by: str
    said: Sequence[str]
    needed: int
    open: Sequence[str]
    may: bool

    companion: Companion | None = None

    @property
    def households(self) -> set[int]:
        """Ids of the households whose names stand on the page."""
        also = {self.companion.supporter.household_id} if self.companion else set()
        return set(self.match.households()) | also


def second_yes_view(
    match: Match, reader: Person, *, now: datetime, companion: Companion | None = None
) -> SecondYes:
    """The page of the second yes. `match` comes from `watched_by(reader).whole()`; with `companion`
    it is about who was asked to come beside this family as well.

    Names, ages, VOGs and the steps of trust: no notes, no words of the family, no way to reach it.
    """
    on, programme = timezone.localdate(now), match.definition()
    given = said_yes_to(companion, on) if companion else said_yes(match, on)
    said_it = any(person.pk == reader.pk for person in given)
    allowed = policies.matches.may(reader, "say_second_yes", match)
    waits = companion is not None or stands_before_child(match)
    now_possible = waits and not match.contact_rests
    supporter = companion.supporter if companion else match.supporter
    asked_by = companion.asked_by if companion else match.proposed_by
    open_turns = [] if companion else turns(match, programme, on)
    names = {"supporter": supporter.household.name, "family": match.request.household.name}
    return SecondYes(
        match=match,
        title=_("%(supporter)s beside %(family)s") % names,
        family=match.request.household.name,
        children=named_children(match.request.household, on),
        supporter=supporter.household.name,
        kind=companion.role_title
        if companion
        else str(programme.kinds.get(supporter.kind, supporter.kind)),
        adults=adult_vogs(supporter, programme, on),
        steps=trust_steps(supporter, programme),
        proposed_by=asked_by.first_name,
        said=[person.first_name for person in given],
        needed=programme.safety.coordinators if programme.safety else 1,
        open=[turn.sentence for turn in open_turns if turn.who != "second"],
        may=allowed and now_possible and not said_it,
        companion=companion,
    )


# Telling that something is not right.


@dataclass(frozen=True, slots=True)
class Report:
    """The page on which somebody tells it. `home` is whose words these are, None for who has none;
    `matches` are those whose contact can rest, each with its words.
    """

    home: int | None
    matches: Sequence[tuple[Match, str]]
    told: Sequence[Alarm]

    @property
    def households(self) -> set[int]:
        """Ids of the households whose names stand on the page. With one match the other family is
        not named, and does not read either that somebody opened this page.
        """
        named = self.matches if len(self.matches) > 1 else []
        others = {pk for match, _words in named for pk in match.households()}
        return others | ({self.home} if self.home else set())


def report_view(reader: Person, match_id: int | None) -> Report:
    """What `reader` can tell about. Args: match_id: the match the reader came from, if any."""
    matches = Match.objects.visible_to(reader).live().with_families().order_by("pk")
    own = Household.objects.of(reader).order_by("pk").first()
    if match_id is not None:
        matches = matches.filter(pk=match_id)
    elif own is None:
        matches = matches.none()  # who works here comes from the page of a match
    shown = [(match, _other(match, reader)) for match in matches]
    home = _whose_words(shown[0][0], reader) if shown else own.pk if own else None
    mine = Alarm.objects.filter(raised_by=reader).order_by("-raised_at")
    return Report(home, shown, list(mine[:OWN_SHOWN]))


def _other(match: Match, reader: Person) -> str:
    side = match.side_of(reader)
    return match.household(side.other).name if side else beside_title(match)


def _whose_words(match: Match, reader: Person) -> int:
    """The reader's own home; of who works here, that of the family that asked."""
    return (match.home_of(reader) or match.request.household).pk


@dataclass(frozen=True, slots=True)
class AlarmView:
    """One alarm for who answers it. `line` says in words what it is about; `said` are the first
    names of who said that it is settled.
    """

    alarm: Alarm
    title: str
    family: str
    line: LogEntry | None
    said: Sequence[str]
    needed: int
    may_answer: bool
    may_settle: bool

    @property
    def households(self) -> set[int]:
        """Ids of the households whose names stand on the page."""
        return {self.alarm.household_id, *self.alarm.households()}


def alarm_view(alarm: Alarm, reader: Person, *, needed: int, now: datetime) -> AlarmView:
    """The page of one alarm. `alarm` comes from `watched_by(reader).whole()`."""
    on = timezone.localdate(now)
    given = who_said_yes([alarm.about], on)[alarm.about]
    is_open = alarm.settled_at is None
    said_it = any(person.pk == reader.pk for person in given)
    answered = alarm.raised_by is None or bool(alarm.answer)
    settles = policies.alarms.may(reader, "settle", alarm)
    return AlarmView(
        alarm=alarm,
        title=beside_title(alarm.match) if alarm.match else alarm.household.name,
        family=alarm.household.name,
        line=LogEntry.objects.filter(pk=alarm.about_line).first() if alarm.about_line else None,
        said=[person.first_name for person in given],
        needed=needed,
        may_answer=is_open and policies.alarms.may(reader, "answer", alarm),
        may_settle=is_open and settles and answered and not said_it and needed > 1,
    )


# Breaking glass.


@dataclass(frozen=True, slots=True)
class GlassView:
    """One glass to one reader. What it opens is empty unless it is open and the reader's own."""

    glass: BrokenGlass
    state: str
    own: bool
    family: str
    children: Sequence[str]
    contacts: Sequence[Contact]
    addresses: Sequence[str]
    words: Sequence[str]

    @property
    def state_words(self) -> str:
        """Where it stands, in words."""
        return str(BrokenGlass.State(self.state).label)

    @property
    def opened(self) -> bool:
        """Whether the reader sees the family on this page."""
        return self.own and self.state == BrokenGlass.State.OPEN


def glass_view(glass: BrokenGlass, reader: Person, *, now: datetime) -> GlassView:
    """The page of one glass. `glass` comes from `visible_to(reader).whole()`."""
    home, state = glass.household, glass.state(now)
    own = glass.person_id == reader.pk
    given = Grant.objects.live(now).filter(household=home, person=reader, basis=glass.basis)
    topics = set(given.values_list("topic", flat=True)) if own else set()
    watches = home.organisation_id in reader.organisations_watched()
    asked = home.requests.order_by("-asked_at").first() if Topic.STORY in topics else None
    return GlassView(
        glass=glass,
        state=state,
        own=own,
        family=home.name if topics or watches else "",
        children=named_children(home, timezone.localdate(now)) if Topic.PROFILE in topics else [],
        contacts=contacts_of(home) if Topic.CONTACT in topics else [],
        addresses=_addresses(home) if Topic.ADDRESS in topics else [],
        words=[asked.question] if asked else [],
    )


def _addresses(home: Household) -> list[str]:
    """Home addresses as far as we keep them; of who lives at a secret one we keep none."""
    details = [getattr(person, "contact", None) for person in home.people()]
    return [each.address for each in details if each is not None and each.address]


def glasses_of(home: Household, *, now: datetime) -> list[BrokenGlass]:
    """When somebody from outside opened this household lately, for the family itself; newest
    first. The logbook keeps what is longer ago.
    """
    lately = BrokenGlass.objects.filter(household=home, asked_at__gt=now - LATELY)
    return list(lately.select_related("person", "organisation"))


# The register.


@dataclass(frozen=True, slots=True)
class RegisterView:
    """An entry that waits for a second yes: about whom, and who asked."""

    entry: NeverAgain
    name: str
    said: Sequence[str]
    may: bool
    households: frozenset[int]


def register_view(entry: NeverAgain, reader: Person, *, now: datetime) -> RegisterView:
    """The page of an entry. `entry` waits, in an organisation the reader looks after."""
    given = who_said_yes([entry.about], timezone.localdate(now))[entry.about]
    person = entry.person
    homes = Household.objects.of(person).values_list("pk", flat=True) if person else []
    return RegisterView(
        entry=entry,
        name=person.full_name if person else "",
        said=[each.first_name for each in given],
        may=all(each.pk != reader.pk for each in given),
        households=frozenset(homes),
    )


def supporter_for_register(reader: Person, supporter_id: int) -> Supporter:
    """The supporter somebody may ask to bar.

    Raises: Supporter.DoesNotExist when it is not one the reader looks after or along with.
    """
    return Supporter.objects.watched_by(reader).whole().get(pk=supporter_id)
