"""What needs the coordinator now: everything of one day, oldest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from naast.people.models import Person, Supporter
from naast.people.selectors import definition_of, missing_in_words, named_children
from naast.people.vog import AdultVog, Vog, adult_vogs, renew_ahead
from naast.support.advice import Everybody
from naast.support.models import Match, SupportRequest
from naast.support.models.match_reads import MatchQuerySet
from naast.support.second_yes import let_know
from naast.support.selectors import (
    today_care,
    today_companions,
    today_ending,
    today_families,
    today_guides,
    today_matches,
    today_measures,
    today_safety,
    today_trainings,
    waiting,
)
from naast.support.selectors.care import measured
from naast.support.selectors.desk import fit_to_decide
from naast.support.selectors.today_care import CareInShort
from naast.support.selectors.today_item import Item, since_days, spoken_day, until_days
from naast.support.selectors.turns import Standing, beside_title, standing

LONGEST_SHOWN = 3
APPOINTMENTS_SHOWN = 6
LOOK_AHEAD = timedelta(days=14)
LATELY = timedelta(days=31)
WORDS_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Appointment:
    """A talk or a first meeting that is still to come. `households` are those it names."""

    at: datetime
    title: str
    url: str
    households: Sequence[int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The waiting list in short. `fitting` is for how many of them somebody fits now."""

    count: int
    median_days: int | None
    longest: Sequence[waiting.WaitingRow]
    fitting: int


@dataclass(frozen=True, slots=True)
class GoingWell:
    """What goes well, in numbers: families with somebody beside them by now, how many of those
    began lately, and how many stayed in touch after the goodbye.
    """

    beside: int
    began_lately: int
    stayed_in_touch: int


@dataclass(frozen=True, slots=True)
class Today:
    """The coordinator's day: what is theirs to do, what waits for others, and what is around it."""

    yours: Sequence[Item]
    theirs: Sequence[Item]
    waiting: Waiting
    appointments: Sequence[Appointment]
    going_well: GoingWell
    care: CareInShort

    @property
    def households(self) -> set[int]:
        """Ids of the households whose names stand on the page."""
        items = {household for item in (*self.yours, *self.theirs) for household in item.households}
        coming = {household for each in self.appointments for household in each.households}
        return items | coming | {h for row in self.waiting.longest for h in row.households}


def today(actor: Person, *, now: datetime) -> Today:
    """Everything of all organisations `actor` coordinates for, in a fixed number of queries."""
    on = timezone.localdate(now)
    asked = _open_questions(actor)
    mine = Match.objects.looked_after_by(actor)
    running = list(mine.live().whole().prefetch_related("check_ins", measured(actor)))
    let_know(running, on)
    standings = [standing(match, on) for match in running]
    supporters = _supporters(actor)
    items = [
        *today_safety.items(actor, running, now=now),
        *_from_questions(asked, on),
        *_from_supporters(supporters, {s.match.supporter_id for s in standings}, on),
        *today_trainings.items(actor, supporters, now=now),
        *today_guides.items(actor, running, now=now),
        *(item for at in standings if (item := today_matches.item(at, now)) is not None),
        *today_companions.items(standings, on),
        *today_measures.items(standings, on),
        *today_families.from_replies(actor, on),
        *today_families.from_enquiries(actor, on),
        *today_ending.items(actor, standings, now=now),
        *today_care.items(standings, on),
        *today_families.from_closed((at.match for at in standings), on),
    ]
    items.sort(key=lambda item: (not item.before_all, item.since))
    return Today(
        yours=[item for item in items if item.yours],
        theirs=[item for item in items if not item.yours],
        waiting=_waiting(actor, Everybody(asked, supporters), on),
        appointments=_appointments(asked, standings, now),
        going_well=_going_well(mine, standings, on),
        care=today_care.in_short(actor, supporters, running, on),
    )


def _open_questions(actor: Person) -> list[SupportRequest]:
    mine = SupportRequest.objects.looked_after_by(actor).waiting().whole()
    return list(mine.prefetch_related("organisation__offerings"))


def _supporters(actor: Person) -> list[Supporter]:
    mine = Supporter.objects.looked_after_by(actor).exclude(status=Supporter.Status.LEFT)
    around = ("organisation__offerings", "training_places__training")
    return list(mine.whole().prefetch_related(*around))


def _from_questions(asked: Iterable[SupportRequest], on: date) -> Iterator[Item]:
    """Questions without a talk, and talks of which nobody noted that they took place."""
    for question in asked:
        if fit_to_decide(question):
            yield _fit_to_decide(question, on)
        if question.talk_held_on is not None:
            continue
        planned = question.talk_planned_at
        if planned is None:
            yield _talk_to_plan(question, on)
        elif timezone.localdate(planned) <= on:
            yield _talk_to_note(question, timezone.localdate(planned), on)


def _talk_to_plan(question: SupportRequest, on: date) -> Item:
    words = Truncator(question.question).chars(WORDS_SHOWN)
    children = ", ".join(named_children(question.household, on))
    return Item(
        key="plan_talk",
        since=question.waiting_since,
        when=since_days(question.waiting_since, on),
        title=_("%(family)s is waiting for your call") % {"family": question.household.name},
        detail=f"“{words}” · {children}" if children else f"“{words}”",
        action=_("Plan a first talk"),
        url=reverse("support:plan_talk", args=[question.pk]),
        about=reverse("support:request", args=[question.pk]),
        yours=True,
        households=[question.household_id],
        first=True,
    )


def _talk_to_note(question: SupportRequest, planned_on: date, on: date) -> Item:
    return Item(
        key="note_talk",
        since=planned_on,
        when=since_days(planned_on, on),
        title=_("You went to talk with %(family)s") % {"family": question.household.name},
        detail=_("Note that you have met. From then on somebody can be proposed."),
        action=_("Note the talk"),
        url=reverse("support:note_talk", args=[question.pk]),
        about=reverse("support:request", args=[question.pk]),
        yours=True,
        households=[question.household_id],
        first=True,
    )


def _fit_to_decide(question: SupportRequest, on: date) -> Item:
    since = question.talk_held_on or question.waiting_since
    return Item(
        key="decide_fit",
        since=since,
        when=since_days(since, on),
        title=_("Does this suit %(family)s?") % {"family": question.household.name},
        detail=_("You have met. Decide together, or find what suits better."),
        action=_("Decide together"),
        url=reverse("support:decide_fit", args=[question.pk]),
        about=reverse("support:request", args=[question.pk]),
        yours=True,
        households=[question.household_id],
        first=True,
    )


def _from_supporters(supporters: Iterable[Supporter], busy: set[int], on: date) -> Iterator[Item]:
    """Trust files to complete and VOGs to renew. Who takes a break and stands beside nobody is
    left in peace.
    """
    for supporter in supporters:
        if supporter.status == Supporter.Status.PAUSED and supporter.pk not in busy:
            continue
        programme = definition_of(supporter)
        vogs = adult_vogs(supporter, programme, on)
        unseen = [vog for vog in vogs if vog.state in (Vog.MISSING, Vog.MISFIT)]
        missing = missing_in_words(supporter, programme, on)
        if unseen or missing:
            yield _file_to_complete(supporter, unseen, missing, on)
        ending = [vog for vog in vogs if vog.state in (Vog.SOON, Vog.EXPIRED)]
        if ending:
            yield _vog_to_renew(supporter, ending, renew_ahead(programme), on)


def _file_to_complete(
    supporter: Supporter, unseen: Sequence[AdultVog], missing: Sequence[str], on: date
) -> Item:
    registered_on = timezone.localdate(supporter.registered_at)
    names = ", ".join(vog.member.name for vog in unseen)
    todo = [_("VOG of %(names)s") % {"names": names}] if unseen else []
    url = reverse("people:supporter", args=[supporter.pk])
    return Item(
        key="complete_file",
        since=registered_on,
        when=since_days(registered_on, on),
        title=_("Get to know %(supporter)s") % {"supporter": supporter.household.name},
        detail=_("Still to do: %(steps)s") % {"steps": ", ".join([*todo, *missing])},
        action=_("See the VOG") if unseen else _("Take the next step"),
        url=url,
        about=url,
        yours=True,
        households=[supporter.household_id],
    )


def _vog_to_renew(
    supporter: Supporter, ending: Sequence[AdultVog], ahead: timedelta, on: date
) -> Item:
    """The VOGs of one family that run out or have run out, in one line."""
    until = min(vog.until for vog in ending if vog.until is not None)
    names = ", ".join(vog.member.name for vog in ending)
    if until < on:
        title = _("VOG expired: %(names)s")
        detail = _("It counted until %(day)s. Until there is a new one there are no new meetings.")
    else:
        title = _("VOG runs out: %(names)s")
        detail = _("It counts until %(day)s. Ask for a new one in time.")
    url = reverse("people:supporter", args=[supporter.pk])
    return Item(
        key="renew_vog",
        since=until - ahead,
        when=until_days(until, on),
        title=title % {"names": names},
        detail=detail % {"day": spoken_day(until)},
        action=_("Renew the VOG"),
        url=url,
        about=url,
        yours=True,
        households=[supporter.household_id],
    )


def _waiting(actor: Person, known: Everybody, on: date) -> Waiting:
    rows = [
        row
        for offering in waiting.offerings_of(actor)
        for row in waiting.rows_of(actor, offering, on=on, known=known)
    ]
    rows.sort(key=lambda row: (-row.days, row.pk))
    return Waiting(
        count=len(rows),
        median_days=waiting.median_days(rows),
        longest=rows[:LONGEST_SHOWN],
        fitting=sum(row.fits for row in rows),
    )


def _appointments(
    asked: Iterable[SupportRequest], standings: Iterable[Standing], now: datetime
) -> list[Appointment]:
    talks = (
        Appointment(
            question.talk_planned_at,
            _("Talk with %(family)s") % {"family": question.household.name},
            reverse("support:request", args=[question.pk]),
            [question.household_id],
        )
        for question in asked
        if question.talk_planned_at and question.talk_held_on is None
    )
    meetings = (
        Appointment(
            meeting.planned_at,
            _("First meeting, %(families)s") % {"families": beside_title(at.match)},
            reverse("support:path", args=[at.match.pk]),
            at.match.households(),
        )
        for at in standings
        for meeting in at.match.meetings.all()
        if meeting.held_on is None
    )
    coming = [a for a in (*talks, *meetings) if now <= a.at <= now + LOOK_AHEAD]
    return sorted(coming, key=lambda appointment: appointment.at)[:APPOINTMENTS_SHOWN]


def _going_well(matches: MatchQuerySet, standings: Sequence[Standing], on: date) -> GoingWell:
    beside = [opened for at in standings if (opened := at.homes_opened_on()) is not None]
    return GoingWell(
        beside=len(beside),
        began_lately=sum(opened >= on - LATELY for opened in beside),
        stayed_in_touch=matches.filter(stays_in_touch=True).count(),
    )
