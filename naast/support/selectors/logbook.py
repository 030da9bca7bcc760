"""The logbook of a household in plain words: what was done, when and by whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naast.common.logbook.lines import detail_of
from naast.common.models import LogEntry
from naast.common.rows import lifted
from naast.people.models import Household, HouseholdMember, Person
from naast.support.models import Match

LINES_SHOWN = 100


@dataclass(frozen=True, slots=True)
class LogbookLine:
    """One thing that was done. `who` is a first name, `role` a word for it, or empty."""

    at: datetime
    who: str
    role: str
    sentence: str


@dataclass(frozen=True, slots=True)
class KnownMatches:
    """Matches of a household by number: those that were never opened to who lives there, and those
    they knew of and that ended.
    """

    never_opened: frozenset[int]
    ended: frozenset[int]


_OWN_PAGE = _("was on the own page about how it is")

SENTENCES: Final[dict[str, Promise]] = {
    "people.household.registered": _("registered the family"),
    "people.children.added": _("added the names of the children"),
    "people.passkey.added": _("made a passkey to sign in with"),
    "people.app.added": _("set up an app to sign in with"),
    "people.factor.removed": _("removed something to sign in with"),
    "people.recovery_codes.renewed": _("made new recovery codes"),
    "people.household.erased": _("had everything about the family erased"),
    "people.person.erased": _("had their own data erased"),
    "people.export.made": _("took a copy of their own data"),
    "people.supporter.registered": _("offered support"),
    "people.supporter.paused": _("took a break from new proposals"),
    "people.supporter.resumed": _("is open to new proposals again"),
    "people.programme.adapted": _("adapted a programme to this place"),
    "support.ages.chosen": _("chose for which ages a programme is"),
    "support.bridge.written": _("wrote down what there is while waiting"),
    "support.bridge.closed": _("took away something that was there while waiting"),
    "people.training.planned": _("planned an evening"),
    "people.training.invited": _("invited you to a training"),
    "people.training.answered": _("answered an invitation to a training"),
    "people.training.called_off": _("called a training off"),
    "support.professional.named": _("let somebody who works with you ask something"),
    "support.professional.proposed": _("named somebody who works with you, for you to say yes to"),
    "support.professional.welcomed": _("said yes: somebody who works with you may ask something"),
    "support.professional.stopped": _("let somebody who works with you ask nothing more"),
    "support.enquiry.asked": _("asked something by a link of their own"),
    "support.enquiry.answered": _("answered somebody who works with you"),
    "support.exchange.proposed": _("wrote why an exception is needed"),
    "support.exchange.agreed": _("said yes to an exception"),
    "support.exchange.ended": _("ended an exception"),
    "support.task.written": _("wrote a task in the plan"),
    "support.task.said": _("said how a task stands"),
    "support.errand.planned": _("planned where somebody goes along"),
    "support.errand.changed": _("changed when somebody goes along"),
    "support.errand.closed": _("closed the planning of going along"),
    "support.outing.planned": _("planned an outing"),
    "support.outing.called_off": _("called an outing off"),
    "support.outing.answered": _("said whether you come to an outing"),
    "support.companion.asked": _("asked who would come beside you as well"),
    "support.companion.answered": _("answered whether somebody comes beside you as well"),
    "support.companion.taken_back": _("took back that somebody would come beside you as well"),
    "support.companion.came": _("said yes and stands beside you as well"),
    "support.companion.closed": _("closed a part beside you; the other one stays"),
    "support.match.stepped_back": _("stopped beside you; the other one stays"),
    "support.companion.called_back": _("asked back who stood beside you"),
    "support.match.handed_over": _("gave you another coordinator to call"),
    "people.backup.chosen": _("chose who stands in"),
    "people.absence.noted": _("noted who stands in for a while"),
    "people.absence.dropped": _("took a time away back"),
    "people.supporter.left": _("said goodbye as a supporter"),
    "people.supporter.came_back": _("is back as a supporter"),
    "people.vog.seen": _("saw a VOG and noted the day"),
    "people.trust_step.noted": _("noted a step of getting acquainted"),
    "support.request.asked": _("asked the question"),
    "support.request.confirmed": _("said yes to the question"),
    "support.request.closed": _("closed the question"),
    "support.outside.accepted": _("said yes, outside the ages of the programme"),
    "support.bridge.fits": _("said whether something suits meanwhile"),
    "support.tally.counted": _("counted a contact, without keeping of whom"),
    "support.tally.taken_back": _("took a counted contact back"),
    "support.paper_code.made": _("made a code on paper, without keeping for whom"),
    "support.paper_code.used": _("came back with a code on paper"),
    "support.themes.chosen": _("chose what to talk about"),
    "support.talk.planned": _("planned a talk"),
    "support.talk.held": _("noted that the talk took place"),
    "support.programme.chosen": _("chose with you what suits your question"),
    "support.fit.decided": _("noted whether this suits your question"),
    "support.trial.decided": _("decided with you both to go on after the trial"),
    "people.contact.kept": _("changed how you can be reached"),
    "people.address.revealed": _("read your address"),
    "people.young.invited": _("gave a child a place of its own"),
    "impact.quote.offered": _("let a sentence stand in reports, without a name"),
    "impact.quote.withdrawn": _("took a sentence back from reports"),
    "support.measures.answered": _("answered how it is"),
    "support.measures.written_down": _("wrote down how it is, as you told it"),
    "support.consent.given": _("gave a consent"),
    "support.consent.withdrawn": _("withdrew a consent"),
    "support.consent.renewed": _("let a consent go on"),
    "support.topic.closed": _("closed something to the other family"),
    "support.topic.reopened": _("opened something to the other family again"),
    "support.address.opened": _("opened your address for a visit"),
    "support.address.closed": _("closed your address again"),
    "support.voice.kept": _("kept own words"),
    "support.young_measures.kept": _OWN_PAGE,
    "support.young_measures.closed": _OWN_PAGE,  # older lines, which told more apart
    "support.young_measures.taken_away": _OWN_PAGE,
    "support.young.answered": _("noted what a child thinks of it"),
    "support.note.written": _("wrote a note"),
    "support.note.answered": _("answered a note"),
    "support.note.corrected": _("corrected a note"),
    "support.note.reply_read": _("read your answer to a note"),
    "support.match.proposed": _("made a proposal"),
    "support.proposal.answered": _("answered the proposal"),
    "support.trial.answered": _("answered whether to try it"),
    "support.match.ended": _("ended the match"),
    "support.match.erased": _("had what you wrote together erased"),
    "support.term.reached": _("noted that the agreed time together is over"),
    "support.match.rounded_off": _("rounded the match off"),
    "support.touch.told": _("told whether you stay in touch"),
    "support.goodbye.planned": _("made a plan for the goodbye"),
    "support.enough.said": _("said that it is enough"),
    "support.enough.talked": _("talked with a child about whether it is enough"),
    "support.extension.proposed": _("asked to go on longer"),
    "support.extension.written_down": _("wrote down that one of you would like to go on longer"),
    "support.extension.agreed": _("said yes to going on longer"),
    "support.extension.granted": _("moved the end: you go on longer"),
    "support.extension.settled": _("let the end stay as it was"),
    "support.thanks.left": _("wrote thanks to the other family"),
    "support.aftertalk.held": _("talked over with you how it ended"),
    "support.again.asked": _("told us that you would like to begin again"),
    "support.again.taken_back": _("took back that you would like to begin again"),
    "support.match.begun_again": _("let you begin again together"),
    "support.meeting.planned": _("planned the first meeting"),
    "support.meeting.held": _("noted that the first meeting took place"),
    "support.house_rules.written": _("wrote down the house rules"),
    "support.house_rules.accepted": _("noted a yes to the house rules"),
    "support.trial.evaluated": _("looked back on the trial period"),
    "support.agreement.written": _("put the agreements on paper"),
    "support.agreement.accepted": _("noted a yes to the agreements"),
    "support.rhythm.written": _("wrote down how often you see each other"),
    "support.rhythm.accepted": _("said yes to how often you see each other"),
    "support.rhythm.declined": _("would rather see each other differently"),
    "support.appointment.moved": _("moved a time together"),
    "support.appointment.swapped": _("swapped two times together"),
    "support.appointment.cancelled": _("cancelled a time together"),
    "support.appointment.restored": _("let a cancelled time go on after all"),
    "support.appointment.planned": _("planned an extra time together"),
    "support.feed.made": _("made a link for their own calendar"),
    "support.feed.revoked": _("took the link for their calendar back"),
    "support.phase.skipped": _("skipped a step of the path"),
    "support.day.noted": _("told how a day together went"),
    "support.day.written_down": _("wrote down how a day together went, as it was told"),
    "support.day.changed": _("told anew how a day together went"),
    "support.check_in.done": _("called to ask how it goes"),
    "support.check_in.skipped": _("skipped a call"),
    "support.check_in.promised": _("put a call off until another day"),
    "support.vog.waited_for": _("noted that you wait for a new VOG"),
    "support.vog.here_again": _("noted that a new VOG was seen, so that you can go on"),
    "support.second_yes.said": _("looked along and said yes to a child going along"),
    "support.contact.rests": _("let your contact rest, to talk with you both first"),
    "support.contact.goes_on": _("let your contact go on"),
    "support.alarm.raised": _("asked why somebody looked"),
    "support.alarm.answered": _("answered your question about who looked"),
    "support.alarm.agreed": _("looked along with a question"),
    "support.glass.asked": _("asked to look in an emergency"),
    "support.glass.tried": _("tried to look in an emergency"),
    "support.glass.opened": _("opened your information in an emergency"),
    "support.glass.closed": _("closed your information again after an emergency"),
    "support.glass.explained": _("told you why it was an emergency"),
    "people.never_again.asked": _("asked a colleague to look along"),
    "people.never_again.entered": _("looked along with a colleague"),
    "people.never_again.dropped": _("took a question to a colleague back"),
}
"""What follows the name, per action of the logbook."""

ROLES: Final[dict[str, Promise]] = {
    "coordinator": _("coordinator"),
    "regional": _("regional coordinator"),
    "family": _("family"),
    "team": _("team"),
    "professional": _("works with you"),
    "municipality": _("municipality"),
}

_SOMETHING = _("changed something")
_SOMEBODY = _("Somebody who is no longer with us")
_THE_OTHERS = _("The other family")


def logbook_lines(
    household: Household, reader: Person, known: KnownMatches | None = None
) -> list[LogbookLine]:
    """What was done about `household`, newest first, as far as `reader` may know it. With `known`
    of this household no match is asked for again.

    For the coordinator and for who lives there; to anybody else it is empty. A family never reads
    about a match that was not opened to it: a proposal the other side is still thinking about,
    or said no to, is not there. When a match has ended, the names of the other side go with it.
    """
    coordinates = reader.coordinates(household.organisation_id)
    if not coordinates and not household.is_home_of(reader):
        return []
    entries = LogEntry.objects.about_household(household.pk)
    if not coordinates:
        unknown = (known or matches_known_to(household)).never_opened
        entries = entries.exclude(subject=Match._meta.label_lower, subject_id__in=unknown)
    named = None if coordinates else known_by_name(household, reader)
    shown = list(entries.writes()[:LINES_SHOWN])
    names = names_of(entry.actor_id for entry in shown)
    return [_line(entry, names, named) for entry in shown]


def names_of(person_ids: Iterable[int | None]) -> dict[int, str]:
    """First names of people who stand in the logbook; who was erased is missing."""
    known = Person.objects.filter(pk__in=set(person_ids), erased_at=None)
    return dict(known.values_list("pk", "first_name"))


def name_in(entry: LogEntry, names: Mapping[int, str]) -> str:
    """How a line calls who acted: by the name of now, or as the line keeps it for who is no
    person here.
    """
    if entry.actor_id is None:
        return str(detail_of(entry).get("name", _SOMEBODY))
    return names.get(entry.actor_id, str(_SOMEBODY))


def known_by_name(household: Household, reader: Person) -> set[int | None]:
    """Ids of the family members a reader knows by name now: the own ones, and those of homes
    that are open to the reader.
    """
    open_homes = reader.grants.live(timezone.now()).values("household")
    grown_up = Q(household__in=open_homes, kind=HouseholdMember.Kind.ADULT)
    members = HouseholdMember.objects.filter(Q(household=household) | grown_up, at_home=True)
    return set(members.values_list("person", flat=True))


def matches_known_to(household: Household) -> KnownMatches:
    """Which matches of this household who lives here ever knew of, in one query."""
    opened = Match.objects.opened_to([household.pk]).filter(pk=OuterRef("pk"))
    rows = Match.objects.of([household.pk]).annotate(opened=Exists(opened))
    with lifted():  # numbers only; whether the other side said yes first stands in rows of theirs
        found = list(rows.values_list("pk", "opened", "ended_at"))
    return KnownMatches(
        never_opened=frozenset(pk for pk, opened, _ended_at in found if not opened),
        ended=frozenset(pk for pk, opened, ended_at in found if opened and ended_at),
    )


def matches_opened_to(homes: Iterable[int]) -> set[int]:
    """Matches of these households that who lives there ever knew of, by number."""
    with lifted():  # whether the other side said yes first stands in rows of the other side
        return set(Match.objects.opened_to(homes).values_list("pk", flat=True))


def _line(entry: LogEntry, names: Mapping[int, str], named: set[int | None] | None) -> LogbookLine:
    hidden = named is not None and entry.actor_role == "family" and entry.actor_id not in named
    return LogbookLine(
        at=entry.at,
        who=str(_THE_OTHERS) if hidden else name_in(entry, names),
        role="" if hidden else str(ROLES.get(entry.actor_role, "")),
        sentence=str(SENTENCES.get(entry.action, _SOMETHING)),
    )
