"""Whose the rows of this room are, with the logbook and the drafts, whose words live here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db.models import DateTimeField, F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naast.common.belongings import Becomes, Chapter, Circle, Erasing
from naast.common.logbook.lines import detail_of
from naast.common.models import Draft, LogEntry
from naast.people.choices import code_names, measure_names, slot_names
from naast.people.models import ERASED_NAME, ClosedTopic, Grant, HouseholdMember
from naast.support.models import (
    Acceptance,
    Aftertalk,
    Again,
    Agreement,
    Alarm,
    Answer,
    Appointment,
    BridgeFit,
    BrokenGlass,
    CalendarFeed,
    CheckIn,
    ChosenThemes,
    Companion,
    Consent,
    Enough,
    Evaluation,
    Extension,
    Goodbye,
    Handover,
    HouseRules,
    HowItWent,
    InTouch,
    Match,
    MeasureAnswer,
    Meeting,
    Note,
    NoteReply,
    Rhythm,
    Side,
    Step,
    SupportRequest,
    Thanks,
    Visit,
    YesOutside,
    YoungAnswer,
    YoungVoice,
)
from naast.support.rhythm_words import rule_in_words
from naast.support.selectors.logbook import ROLES, SENTENCES
from naast.support.selectors.looked import LOOKED_AT
from naast.support.selectors.own_page import TOPICS


def _of_match(circle: Circle) -> Q:
    return Q(match__in=circle.matches)


def _matches(circle: Circle) -> Q:
    return Q(pk__in=circle.matches)


def _of_home(circle: Circle) -> Q:
    return Q(household__in=circle.households)


def _told(circle: Circle) -> Q:
    """What somebody told is theirs alone: not of whoever lives beside them."""
    return Q(raised_by__in=circle.people)


def _alarms(circle: Circle) -> Q:
    return _of_home(circle) | _told(circle)


def _own_side(circle: Circle) -> Q:
    """What their own side said; the other side's answer is the other's."""
    homes = circle.households
    return _of_match(circle) & (
        Q(side=Side.ASKING, match__request__household__in=homes)
        | Q(side=Side.SUPPORTING, match__supporter__household__in=homes)
    )


def _evaluations(circle: Circle) -> Q:
    """Their own, and the other side's once they have written theirs: then both read both."""
    both = Q()
    for mine in Evaluation.objects.filter(_own_side(circle)).values("match", "phase"):
        both |= Q(match=mine["match"], phase=mine["phase"])
    return _own_side(circle) | (both or Q(pk__in=()))


def _measured(circle: Circle) -> Q:
    """What their own home answered; what only counts in totals is of who gave it alone."""
    return _of_home(circle) & (Q(only_in_totals=False) | Q(given_by__in=circle.people))


def _said(circle: Circle) -> Q:
    """What they said themselves; nobody else at home reads it."""
    return Q(said_by__in=circle.people)


def _companions(circle: Circle) -> Q:
    """Who else was asked beside them, and where they came to stand themselves after the family
    said yes; of who did not come the first supporter never heard.
    """
    homes = circle.households
    asked = Q(match__request__household__in=homes)
    came = Q(match__supporter__household__in=homes, agreed_at__isnull=False)
    themselves = Q(supporter__household__in=homes, welcomed_at__isnull=False)
    return (_of_match(circle) & (asked | came)) | themselves


def _thanks(circle: Circle) -> Q:
    """What they wrote, and what the other side wrote to them, once it was rounded off."""
    to_us = _of_match(circle) & ~_own_side(circle) & Q(match__ending=Match.Ending.COMPLETED)
    return Q(written_by__in=circle.people) | to_us


def _of_match_or_second(circle: Circle) -> Q:
    """What was noted in their matches, and what they noted as a second supporter."""
    second = Q(match__companions__supporter__household__in=circle.households)
    return _of_match(circle) | (second & Q(written_by__in=circle.people))


def _days_together(circle: Circle) -> Q:
    """What their own side noted, what the other side noted for both, and what they noted as a
    second supporter.
    """
    return (
        _of_match_or_second(circle) & Q(written_by__in=circle.people)
        | _own_side(circle)
        | (_of_match(circle) & Q(other_side_reads=True))
    )


def _lines(circle: Circle) -> Q:
    """All about their homes, but for matches that never were opened to them; and all they did."""
    homes = circle.households
    closed = Match.objects.of(homes).exclude(pk__in=circle.matches).values("pk")
    about = Q(household_id__in=homes) & ~Q(subject=Match._meta.label_lower, subject_id__in=closed)
    return about | Q(actor_id__in=circle.people)


def _empty_request(now: datetime) -> Mapping[str, Any]:
    return {
        "question": "",
        "asked_with": "",
        "culture": "",
        "handle": "",
        "alike": {},
        "other_offer": "",
        "slots": [],
        "interests": [],
        "wants": [],
        "talk_planned_at": None,
        "came_back_with_code": None,
        "status": SupportRequest.Status.CLOSED,
        "closed_at": _moment("closed_at", now),
    }


def _moment(field: str, now: datetime) -> Coalesce:
    return Coalesce(F(field), Value(now), output_field=DateTimeField())


def _replies(circle: Circle) -> Q:
    return Q(note__household__in=circle.households)


def _own_voice(circle: Circle) -> Q:
    """What a young person says is its own, whoever may read it."""
    return Q(person__in=circle.people)


def _own_yes(circle: Circle) -> Q:
    """What a child said is its own, and of nobody else at home."""
    return Q(member__person__in=circle.people)


ERASING = [
    Erasing(
        Consent._meta.label, lambda circle: _of_match(circle) | _of_home(circle), Becomes.GONE
    ),
    Erasing(
        Visit._meta.label,
        lambda circle: _of_match(circle) | _of_home(circle) | Q(visitor__in=circle.people),
        Becomes.GONE,
    ),
    Erasing(
        YoungAnswer._meta.label,
        lambda circle: _of_match(circle) | _own_yes(circle) | Q(
            member__household__in=circle.households
        ),
        Becomes.GONE,
    ),
    Erasing(
        YoungVoice._meta.label, lambda circle: _own_voice(circle) | _of_home(circle), Becomes.GONE
    ),
    Erasing(NoteReply._meta.label, _replies, Becomes.GONE),
    Erasing(HouseRules._meta.label, _of_match, Becomes.GONE),
    Erasing(Agreement._meta.label, _of_match, Becomes.GONE),
    # A yes of who stood beside a family as a second supporter goes with who said it.
    Erasing(
        Acceptance._meta.label,
        lambda circle: _of_match(circle) | Q(member__household__in=circle.households),
        Becomes.GONE,
    ),
    Erasing(Meeting._meta.label, _of_match, Becomes.GONE),
    Erasing(Rhythm._meta.label, _of_match, Becomes.GONE),
    Erasing(Appointment._meta.label, _of_match, Becomes.GONE),
    Erasing(CalendarFeed._meta.label, _own_voice, Becomes.GONE),
    Erasing(
        Evaluation._meta.label, _of_match, Becomes.EMPTY,
        lambda now: {"went_well": "", "differently": ""},
        why="How it went is counted: a mood and whether to go on, without a word.",
    ),
    Erasing(
        MeasureAnswer._meta.label, lambda circle: _of_match(circle) | _of_home(circle),
        Becomes.EMPTY, lambda now: {"words": ""},
        why="What was answered is counted: a question, a step and a day, without a word.",
    ),
    Erasing(
        HowItWent._meta.label, _of_match_or_second, Becomes.EMPTY,
        lambda now: {"did": "", "words": ""},
        why="How often two families saw each other is counted: a day and a mood, without a word.",
    ),
    Erasing(
        Handover._meta.label, _of_match, Becomes.EMPTY, lambda now: {"words": ""},
        why="How often a family got another face is counted: two people and a day, no word.",
    ),
    Erasing(
        CheckIn._meta.label, _of_match, Becomes.EMPTY, lambda now: {"words": ""},
        why="How often somebody asked how it went is counted: a day, without a word.",
    ),
    Erasing(
        Step._meta.label, _of_match, Becomes.UNREADABLE,
        why="How long each phase took is counted; why one was skipped went with the key.",
    ),
    Erasing(
        Answer._meta.label, _of_match, Becomes.KEPT,
        why="How often a proposal gets a yes is counted: a side, a code and a day.",
    ),
    Erasing(
        Companion._meta.label,
        lambda circle: _of_match(circle) | Q(supporter__household__in=circle.households),
        Becomes.EMPTY, lambda now: {"letter": ""},
        why="How many stood beside a family together is counted: a part and days, without a word.",
    ),
    Erasing(Goodbye._meta.label, _of_match, Becomes.GONE),
    Erasing(
        Thanks._meta.label,
        lambda circle: _of_match(circle) | Q(written_by__in=circle.people),
        Becomes.GONE,
    ),
    Erasing(
        InTouch._meta.label, _of_match, Becomes.KEPT,
        why="How many stay in touch is counted: a side, a yes or no and a day.",
    ),
    Erasing(
        Enough._meta.label, lambda circle: _of_match(circle) | _said(circle), Becomes.GONE
    ),
    Erasing(
        Extension._meta.label, _of_match, Becomes.UNREADABLE,
        why="How often it went on longer is counted; why went with the key.",
    ),
    Erasing(Aftertalk._meta.label, _of_match, Becomes.GONE),
    Erasing(Again._meta.label, _of_match, Becomes.GONE),
    Erasing(
        Match._meta.label, _matches, Becomes.EMPTY,
        lambda now: {"anonymised_at": _moment("anonymised_at", now)},
        why="How many there were, how long and how they ended is counted.",
    ),
    Erasing(Note._meta.label, _of_home, Becomes.GONE),
    Erasing(YesOutside._meta.label, _of_home, Becomes.GONE),
    Erasing(BridgeFit._meta.label, _of_home, Becomes.GONE),
    Erasing(ChosenThemes._meta.label, _of_match, Becomes.GONE),
    Erasing(Alarm._meta.label, _alarms, Becomes.GONE),
    Erasing(BrokenGlass._meta.label, _of_home, Becomes.GONE),
    Erasing(
        SupportRequest._meta.label,
        lambda circle: _of_home(circle) & Q(matches__isnull=True),
        Becomes.GONE,
    ),
    Erasing(
        SupportRequest._meta.label, _of_home, Becomes.EMPTY, _empty_request,
        why="Its match is counted: programme and dates, without a word.",
    ),
    # Who leaves a family that goes on keeps a place without a name under what was agreed together.
    Erasing(
        HouseholdMember._meta.label,
        lambda circle: Q(person__in=circle.people, acceptances__isnull=False),
        Becomes.EMPTY,
        lambda now: {"name": ERASED_NAME, "person": None, "at_home": False},
        why="A yes under a paper of two families stands in it, without a name.",
    ),
    Erasing(
        LogEntry._meta.label, _lines, Becomes.KEPT,
        why="Lines hold codes and numbers and are chained; what was sealed in them went with the "
        "key. Their clock takes them.",
    ),
    Erasing(Draft._meta.label, lambda circle: Q(token__in=circle.drafts), Becomes.GONE),
]  # fmt: skip


def _action(line: LogEntry) -> str:
    """What was done or read, as a sentence where we have one."""
    return str(SENTENCES.get(line.action) or LOOKED_AT.get(line.action) or line.action)


def _role(line: LogEntry) -> str:
    return str(ROLES.get(line.actor_role, line.actor_role))


def _ground(basis: str) -> str:
    """Why it was open, in words and without the number: a proposal that passed by stays unknown."""
    kind = basis.partition(":")[0]
    return str(GROUNDS.get(kind, kind))


GROUNDS: Final[Mapping[str, Promise]] = {
    "own": _("because you live there"),
    "organisation": _("because this organisation looks after you"),
    "match": _("because you were being matched"),
    "consent": _("because you gave your consent"),
    "visit": _("because you opened your address for a visit"),
    "glass": _("in an emergency"),
    "regional": _("as the second person who looks along"),
    "addressed": _("because the question was sent to that e-mail address"),
}
"""Why something was open, by the beginning of a basis."""


CHAPTERS = [
    Chapter(
        SupportRequest._meta.label, _("What you asked"), _of_home, order="asked_at",
        shown={
            "programme": lambda asked: code_names([asked.programme]),
            "slots": lambda asked: slot_names(asked.slots),
            "interests": lambda asked: code_names(asked.interests),
            "wants": lambda asked: code_names(asked.wants),
        },
    ),
    Chapter(
        YesOutside._meta.label, _("Why it could be done all the same"), _of_home, order="said_at"
    ),
    Chapter(
        BridgeFit._meta.label, _("What suits you meanwhile"), _of_home, order="said_at",
        shown={"bridge": lambda fit: fit.bridge.title},
    ),
    Chapter(
        ChosenThemes._meta.label, _("What you would like to talk about"), _of_match,
        order="written_at",
    ),
    Chapter(Note._meta.label, _("Notes about you"), _of_home, order="written_at"),
    Chapter(NoteReply._meta.label, _("What you answered to notes"), _replies, order="written_at"),
    Chapter(YoungVoice._meta.label, _("In your own words"), _own_voice, order="written_at"),
    Chapter(YoungAnswer._meta.label, _("What you thought of it"), _own_yes, order="given_at"),
    Chapter(Alarm._meta.label, _("What you told that was not right"), _told, order="raised_at"),
    Chapter(
        BrokenGlass._meta.label, _("Opened in an emergency"), _of_home, order="asked_at",
    ),
    Chapter(Match._meta.label, _("Your time beside another family"), _matches, order="proposed_at"),
    Chapter(
        Step._meta.label, _("The steps you walked"), _of_match,
        shown={"phase": lambda step: code_names([step.phase])},
    ),
    Chapter(Answer._meta.label, _("What you answered"), _own_side, order="given_at"),
    Chapter(Meeting._meta.label, _("When you met"), _of_match, order="planned_at"),
    Chapter(
        Rhythm._meta.label, _("How often you see each other"), _of_match, order="written_at",
        shown={"rule": rule_in_words},
    ),
    Chapter(
        Appointment._meta.label, _("Times you moved, cancelled or planned"), _of_match,
        order="changed_at",
    ),
    Chapter(CalendarFeed._meta.label, _("Your link for a calendar"), _own_voice, order="made_at"),
    Chapter(HouseRules._meta.label, _("House rules"), _of_match, order="written_at"),
    Chapter(
        Agreement._meta.label, _("Agreements"), _of_match, order="written_at",
        shown={
            "items": lambda row: dict(zip(code_names(row.items), row.items.values(), strict=True)),
        },
    ),
    Chapter(
        Acceptance._meta.label, _("What you said yes to"),
        lambda circle: _of_match(circle) & Q(member__household__in=circle.households),
        order="accepted_at",
    ),
    Chapter(
        Evaluation._meta.label, _("How you looked back"), _evaluations, order="given_at",
        shown={"phase": lambda row: code_names([row.phase])},
    ),
    Chapter(Extension._meta.label, _("Going on longer"), _of_match, order="proposed_at"),
    Chapter(Enough._meta.label, _("When you said that it is enough"), _said, order="said_at"),
    Chapter(Goodbye._meta.label, _("Your goodbye"), _of_match, order="written_at"),
    Chapter(Thanks._meta.label, _("Thanks"), _thanks, order="written_at"),
    Chapter(InTouch._meta.label, _("Whether you stay in touch"), _own_side, order="said_at"),
    Chapter(Aftertalk._meta.label, _("Talks afterwards"), _own_side, order="held_on"),
    Chapter(Again._meta.label, _("Beginning again"), _own_side, order="said_at"),
    Chapter(HowItWent._meta.label, _("How your days together went"), _days_together, order="day"),
    Chapter(
        Companion._meta.label, _("Who stood beside whom together"), _companions, order="asked_at",
        shown={"role": lambda row: row.role_title},
    ),
    Chapter(Handover._meta.label, _("When you got another coordinator"), _of_match),
    Chapter(CheckIn._meta.label, _("When we called to ask how it went"), _own_side, order="due_on"),
    Chapter(
        MeasureAnswer._meta.label, _("What you answered at the beginning and on the way"),
        _measured, order="given_at",
        shown={
            "measure": lambda row: measure_names([row.measure]),
            "phase": lambda row: code_names([row.phase]) if row.phase else [],
        },
    ),
    Chapter(
        Grant._meta.label, _("Who may read what"),
        lambda circle: _of_home(circle) | Q(person__in=circle.people), order="starts_at",
        shown={
            "topic": lambda grant: str(TOPICS.get(grant.topic, grant.topic)),
            "purpose": lambda grant: code_names([grant.purpose]),
            "basis": lambda grant: _ground(grant.basis),
        },
        brief=True,
    ),
    Chapter(
        Consent._meta.label, _("Consents you gave"), _of_home, order="given_at",
        shown={"topics": lambda consent: [str(TOPICS[topic]) for topic in consent.topics]},
    ),
    Chapter(Visit._meta.label, _("Visits for which you opened your address"), _of_home,
            order="day"),
    Chapter(
        ClosedTopic._meta.label, _("What you closed"), _of_home, order="closed_at",
        shown={
            "topic": lambda closed: str(TOPICS.get(closed.topic, closed.topic)),
            "basis": lambda closed: _ground(closed.basis),
        },
    ),
    Chapter(
        LogEntry._meta.label, _("Who did or read something"), _lines, order="at",
        shown={
            "action": _action,
            "actor_role": _role,
            "basis": lambda line: _ground(line.basis),
            "payload": detail_of,
        },
        brief=True,
    ),
    Chapter(
        Draft._meta.label, _("What you are typing now"),
        lambda circle: Q(token__in=circle.drafts), order="updated_at",
    ),
]  # fmt: skip
