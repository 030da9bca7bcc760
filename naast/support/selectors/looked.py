"""Wie keek mee: who read about a household, in plain words, as that household may know it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naast.common.models import LogEntry
from naast.people.models import Household, Organisation, Person
from naast.support.models import Match
from naast.support.selectors.logbook import (
    ROLES,
    known_by_name,
    matches_known_to,
    name_in,
    names_of,
)

LOOKED_AT: Final[dict[str, Promise]] = {
    "home.today.seen": gettext_lazy("saw your first names on the page with what to do today"),
    "home.circle.seen": gettext_lazy("read about you on their own page"),
    "home.support.seen": gettext_lazy("read about you on their own page"),
    "home.my_data.seen": gettext_lazy("opened the page about their own data"),
    "home.my_export.seen": gettext_lazy("read everything about themselves"),
    "home.erase.seen": gettext_lazy("read what goes when they are erased"),
    "library.submission.seen": gettext_lazy("read what somebody sent in to the library"),
    "impact.quotes.seen": gettext_lazy("opened the page with a sentence for reports"),
    "people.supporters.seen": gettext_lazy("saw your first names in the list of families"),
    "people.supporter.seen": gettext_lazy("read your offer and how far you are"),
    "people.note_vog.seen": gettext_lazy("opened the page to note a VOG"),
    "people.note_trust_step.seen": gettext_lazy("opened the page to note a step"),
    "people.train_alone.seen": gettext_lazy("opened the page to plan a training"),
    "people.training_list.seen": gettext_lazy("saw your first names in the list of trainings"),
    "people.plan_training.seen": gettext_lazy("saw your first names, to plan a training"),
    "people.training.seen": gettext_lazy("saw who comes to a training"),
    "support.ask_companion.seen": gettext_lazy("looked who could come beside you as well"),
    "support.companion.seen": gettext_lazy("read a few lines about you, to come beside you"),
    "support.name_professional.seen": gettext_lazy("opened the page to let somebody ask"),
    "support.professional.seen": gettext_lazy("read what somebody asks who works with you"),
    "support.propose_exchange.seen": gettext_lazy("opened the page to write an exception"),
    "support.exchange.seen": gettext_lazy("read what somebody asks them who works with you"),
    "support.shared_plan.seen": gettext_lazy("read your plan together"),
    "support.plan_errand.seen": gettext_lazy("opened the page to plan going along"),
    "support.outings.seen": gettext_lazy("saw who comes to an outing"),
    "support.close_part.seen": gettext_lazy("opened the page to close a part"),
    "support.hand_over.seen": gettext_lazy("saw your first names, to hand a match over"),
    "support.stop_supporting.seen": gettext_lazy("opened the page to say goodbye"),
    "support.request.seen": gettext_lazy("read your question"),
    "support.confirm_request.seen": gettext_lazy("read your question, to say yes to it"),
    "support.plan_talk.seen": gettext_lazy("opened the page to plan a talk"),
    "support.note_talk.seen": gettext_lazy("opened the page to note a talk"),
    "support.say_yes_outside.seen": gettext_lazy("opened the page to say yes outside the ages"),
    "support.choose_programme.seen": gettext_lazy("opened the page to choose with you"),
    "support.decide_fit.seen": gettext_lazy("opened the page to decide whether this suits you"),
    "support.themes.seen": gettext_lazy("opened the page to choose what to talk about"),
    "support.match_board.seen": gettext_lazy("looked who would suit whom"),
    "people.contact.seen": gettext_lazy("opened the page with how you can be reached"),
    "people.invite_young.seen": gettext_lazy("opened the page to give a child a place of its own"),
    "support.consents.seen": gettext_lazy("read who may read what"),
    "support.give_consent.seen": gettext_lazy("opened the page to give a consent"),
    "support.open_address.seen": gettext_lazy("opened the page to open an address for a visit"),
    "support.note.seen": gettext_lazy("read a note about you"),
    "support.answer_note.seen": gettext_lazy("opened the page to answer a note"),
    "support.correct_note.seen": gettext_lazy("opened the page to correct a note"),
    "support.my_place.seen": gettext_lazy("looked at the own place of a young person"),
    "support.own_words.seen": gettext_lazy("opened the page for own words"),
    "support.young_measures.seen": gettext_lazy("opened the own page about how it is"),
    "support.young_thanks.seen": gettext_lazy("opened the page to say thank you"),
    "support.write_note.seen": gettext_lazy("opened the page to write a note"),
    "support.waiting_list.seen": gettext_lazy("saw your first names in the waiting list"),
    "support.plan.seen": gettext_lazy("looked who would suit whom"),
    "support.matches.seen": gettext_lazy("saw your first names in the list of matches"),
    "support.path.seen": gettext_lazy("read how far you are together"),
    "support.plan_meeting.seen": gettext_lazy("opened the page to plan a meeting"),
    "support.note_meeting.seen": gettext_lazy("opened the page to note a meeting"),
    "support.house_rules.seen": gettext_lazy("read the house rules"),
    "support.measures.seen": gettext_lazy("read how it is between you"),
    "support.answer_before.seen": gettext_lazy("opened the page about how it is at the beginning"),
    "support.write_down_answers.seen": gettext_lazy("opened the page to write down what you tell"),
    "support.evaluate.seen": gettext_lazy("opened the page to look back"),
    "support.agreement.seen": gettext_lazy("read the agreements"),
    "support.agreement_pdf.seen": gettext_lazy("printed the agreements"),
    "support.rhythm.seen": gettext_lazy("read how often you see each other"),
    "support.appointment.seen": gettext_lazy("opened the page to change a time together"),
    "support.plan_time.seen": gettext_lazy("opened the page to plan a time together"),
    "support.skip_phase.seen": gettext_lazy("opened the page to skip a step"),
    "support.stop.seen": gettext_lazy("opened the page to stop"),
    "support.goodbye.seen": gettext_lazy("opened the page to plan the goodbye"),
    "support.thanks.seen": gettext_lazy("opened the page to say thank you"),
    "support.enough.seen": gettext_lazy("opened the page to say that it is enough"),
    "support.young_enough.seen": gettext_lazy("opened the page to say that it is enough"),
    "support.longer.seen": gettext_lazy("opened the page to go on longer"),
    "support.decide_longer.seen": gettext_lazy("opened the page to decide about going on longer"),
    "support.aftertalk.seen": gettext_lazy("opened the page to note a talk afterwards"),
    "support.become_supporter.seen": gettext_lazy("looked at offering support themselves"),
    "support.before.seen": gettext_lazy("read back what was before"),
    "support.days.seen": gettext_lazy("read how your days together went"),
    "support.write_down_day.seen": gettext_lazy("opened the page to write down what you tell"),
    "support.write_down_longer.seen": gettext_lazy("opened the page to write down what you tell"),
    "support.note_day.seen": gettext_lazy("opened the page to tell how a day together went"),
    "support.change_day.seen": gettext_lazy("read how a day together went"),
    "support.check_in.seen": gettext_lazy("opened the page to note a call"),
    "support.care.seen": gettext_lazy("looked whom to let hear something again"),
    "support.watch.seen": gettext_lazy("saw your first names"),
    "support.second_yes.seen": gettext_lazy("looked along before a child goes along"),
    "support.glass.seen": gettext_lazy("looked in an emergency"),
    "support.break_glass.seen": gettext_lazy("opened the page for an emergency"),
    # What somebody told is not told on by who reads it: these say no more than is so.
    "support.report.seen": gettext_lazy("saw your first names"),
    "support.alarm.seen": gettext_lazy("looked how you are doing"),
    "support.never_again.seen": gettext_lazy("saw your first names"),
    "support.register_entry.seen": gettext_lazy("saw your first names"),
}
"""What follows the name, per page that can be looked at. A test sees that none is missing."""

_SUITS: Final = gettext_lazy("looked who would suit whom")
_READ_OFFER: Final = gettext_lazy("read a few lines about you")
_SOMETHING: Final = gettext_lazy("read something about you")
_A_FAMILY: Final = gettext_lazy("A family that asks for support")
_THE_OTHERS: Final = gettext_lazy("The other family")


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody who read the same thing on one day: `times` of that day, `why` on which ground.

    `line` is the number of the first of those lines in the logbook, for who is surprised by it;
    `emergency` is whether a glass was broken for it.
    """

    line: int
    day: date
    times: Sequence[datetime]
    who: str
    role: str
    what: str
    why: str
    emergency: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """Who looked at one household in a period, the newest first."""

    home: Household
    days: Mapping[date, Sequence[Look]]
    since: date


def who_looked(home: Household, reader: Person, *, since: date, now: datetime) -> Looked:
    """Everybody who read about `home` from day `since` on, but for who lives there.

    Same-day repeats are joined. Somebody of another family has a name here only while that family
    is open to the reader; a proposal that was not opened to this family stays unnamed.

    Args: home: a household that `reader` lives in.
    """
    begin = timezone.make_aware(datetime.combine(since, datetime.min.time()))
    lines = LogEntry.objects.about_household(home.pk).looks().filter(at__gte=begin, at__lte=now)
    others = list(lines.exclude(basis="own"))
    told = _Teller(home, reader, others)
    joined: dict[tuple[object, ...], list[LogEntry]] = {}
    for line in others:
        key = (timezone.localdate(line.at), line.actor_id, told.what(line), line.basis)
        joined.setdefault(key, []).append(line)
    days: dict[date, list[Look]] = {}
    for same in joined.values():
        look = told.look(same)
        days.setdefault(look.day, []).append(look)
    return Looked(home, days, since)


class _Teller:
    """Puts lines in words, with everything it needs fetched once."""

    def __init__(self, home: Household, reader: Person, lines: Iterable[LogEntry]) -> None:
        shown = list(lines)
        self.names = names_of(line.actor_id for line in shown)
        self.known = known_by_name(home, reader)
        self.closed = matches_known_to(home).never_opened
        numbers = {line.basis.partition(":")[2] for line in shown if "organisation:" in line.basis}
        found = Organisation.objects.filter(pk__in=numbers)
        self.organisations = dict(found.values_list("pk", "name"))

    def look(self, same: Sequence[LogEntry]) -> Look:
        """One line for what one person did on one day."""
        line = same[-1]
        who, role = self.who(line)
        return Look(
            line=line.pk,
            day=timezone.localdate(line.at),
            times=[each.at for each in reversed(same)],
            who=who,
            role=role,
            what=self.what(line),
            why=self.why(line),
            emergency=line.broken_glass,
        )

    def who(self, line: LogEntry) -> tuple[str, str]:
        """Name and role, as far as the household may know them."""
        if line.actor_role == "family" and line.actor_id not in self.known:
            return str(_A_FAMILY if self.unopened(line) else _THE_OTHERS), ""
        return name_in(line, self.names), str(ROLES.get(line.actor_role, ""))

    def what(self, line: LogEntry) -> str:
        """What was read."""
        if self.unopened(line):
            return str(_READ_OFFER if line.actor_role == "family" else _SUITS)
        return str(LOOKED_AT.get(line.action, _SOMETHING))

    def unopened(self, line: LogEntry) -> bool:
        """Whether it comes of a match that was never opened to this household."""
        kind, _colon, number = line.basis.partition(":")
        match = int(number) if kind == "match" else None
        if line.subject == Match._meta.label_lower:
            match = line.subject_id
        return match in self.closed

    def why(self, line: LogEntry) -> str:
        """On which ground it was open, as a sentence."""
        kind, _colon, number = line.basis.partition(":")
        match kind:
            case "organisation":
                name = {"name": self.organisations.get(int(number), _("the organisation"))}
                return _("Because %(name)s looks after you.") % name
            case "regional":
                return _("As the second person who looks along with your coordinator.")
            case "match" if self.unopened(line):
                return _("Because you offer support: a family may read a few lines about you.")
            case "match":
                return _("Because you are being matched, and as long as that lasts.")
            case "consent":
                return _("Because you gave your consent for it.")
            case "visit":
                return _("Because you opened your address for a visit.")
            case "glass":
                return _("In an emergency. You read the reason in the list of what was done.")
            case "addressed":
                return _("Because the question was sent to this e-mail address.")
            case _:
                return _("We do not know why. Tell us if this surprises you.")


def period(key: str, today: date) -> date:
    """From which day on to show, by the word in the address."""
    return today - PERIODS[key]


PERIODS: Final[dict[str, timedelta]] = {
    "week": timedelta(days=7),
    "maand": timedelta(days=31),
    "jaar": timedelta(days=366),
    "alles": timedelta(days=5 * 366),
}
"""How far back to look."""

PERIOD_WORDS: Final[dict[str, Promise]] = {
    "week": gettext_lazy("The last week"),
    "maand": gettext_lazy("The last month"),
    "jaar": gettext_lazy("The last year"),
    "alles": gettext_lazy("Everything"),
}
