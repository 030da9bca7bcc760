"""What one person may take along, chapter by chapter."""

from collections.abc import Mapping
from typing import Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naast.common.belongings import Chapter
from naast.common.logbook.lines import detail_of
from naast.common.models import Draft, LogEntry
from naast.people.choices import code_names, measure_names, slot_names, young_measure_names
from naast.people.models import ClosedTopic, Grant
from naast.support.belongings import whose
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
    Enquiry,
    Errand,
    Evaluation,
    Exchange,
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
    Outing,
    OutingReply,
    Professional,
    Rhythm,
    Step,
    SupportRequest,
    Task,
    Thanks,
    Visit,
    YesOutside,
    YoungAnswer,
    YoungMeasureAnswer,
    YoungVoice,
)
from naast.support.rhythm_words import rule_in_words
from naast.support.selectors.logbook import ROLES, SENTENCES
from naast.support.selectors.looked import LOOKED_AT
from naast.support.selectors.own_page import TOPICS


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
    "exchange": _("because the family said yes to an exception"),
    "glass": _("in an emergency"),
    "regional": _("as the second person who looks along"),
    "addressed": _("because the question was sent to that e-mail address"),
}
"""Why something was open, by the beginning of a basis."""


CHAPTERS = [
    Chapter(
        SupportRequest._meta.label, _("What you asked"), whose.of_home, order="asked_at",
        shown={
            "programme": lambda asked: code_names([asked.programme]),
            "slots": lambda asked: slot_names(asked.slots),
            "interests": lambda asked: code_names(asked.interests),
            "wants": lambda asked: code_names(asked.wants),
        },
    ),
    Chapter(
        YesOutside._meta.label, _("Why it could be done all the same"), whose.of_home,
        order="said_at",
    ),
    Chapter(
        BridgeFit._meta.label, _("What suits you meanwhile"), whose.of_home, order="said_at",
        shown={"bridge": lambda fit: fit.bridge.title},
    ),
    Chapter(
        ChosenThemes._meta.label, _("What you would like to talk about"), whose.of_match,
        order="written_at",
    ),
    Chapter(Note._meta.label, _("Notes about you"), whose.of_home, order="written_at"),
    Chapter(
        NoteReply._meta.label, _("What you answered to notes"), whose.replies,
        order="written_at",
    ),
    Chapter(YoungVoice._meta.label, _("In your own words"), whose.own_voice, order="written_at"),
    Chapter(YoungAnswer._meta.label, _("What you thought of it"), whose.own_yes, order="given_at"),
    Chapter(
        YoungMeasureAnswer._meta.label, _("What you answered yourself"), whose.own_voice,
        order="given_at",
        shown={
            "measure": lambda row: young_measure_names([row.measure]),
            "phase": lambda row: code_names([row.phase]) if row.phase else [],
        },
    ),
    Chapter(
        Alarm._meta.label, _("What you told that was not right"), whose.told,
        order="raised_at",
    ),
    Chapter(
        BrokenGlass._meta.label, _("Opened in an emergency"), whose.of_home, order="asked_at",
    ),
    Chapter(
        Match._meta.label, _("Your time beside another family"), whose.matches,
        order="proposed_at",
    ),
    Chapter(
        Step._meta.label, _("The steps you walked"), whose.of_match,
        shown={"phase": lambda step: code_names([step.phase])},
    ),
    Chapter(Answer._meta.label, _("What you answered"), whose.own_side, order="given_at"),
    Chapter(Meeting._meta.label, _("When you met"), whose.of_match, order="planned_at"),
    Chapter(
        Rhythm._meta.label, _("How often you see each other"), whose.of_match, order="written_at",
        shown={"rule": rule_in_words},
    ),
    Chapter(
        Appointment._meta.label, _("Times you moved, cancelled or planned"), whose.of_match,
        order="changed_at",
    ),
    Chapter(
        CalendarFeed._meta.label, _("Your link for a calendar"), whose.own_voice,
        order="made_at",
    ),
    Chapter(HouseRules._meta.label, _("House rules"), whose.of_match, order="written_at"),
    Chapter(
        Agreement._meta.label, _("Agreements"), whose.of_match, order="written_at",
        shown={
            "items": lambda row: dict(zip(code_names(row.items), row.items.values(), strict=True)),
        },
    ),
    Chapter(
        Acceptance._meta.label, _("What you said yes to"),
        lambda circle: whose.of_match(circle) & Q(member__household__in=circle.households),
        order="accepted_at",
    ),
    Chapter(
        Evaluation._meta.label, _("How you looked back"), whose.evaluations, order="given_at",
        shown={"phase": lambda row: code_names([row.phase])},
    ),
    Chapter(Extension._meta.label, _("Going on longer"), whose.of_match, order="proposed_at"),
    Chapter(Enough._meta.label, _("When you said that it is enough"), whose.said, order="said_at"),
    Chapter(Goodbye._meta.label, _("Your goodbye"), whose.of_match, order="written_at"),
    Chapter(Thanks._meta.label, _("Thanks"), whose.thanks, order="written_at"),
    Chapter(InTouch._meta.label, _("Whether you stay in touch"), whose.own_side, order="said_at"),
    Chapter(Aftertalk._meta.label, _("Talks afterwards"), whose.own_side, order="held_on"),
    Chapter(Again._meta.label, _("Beginning again"), whose.own_side, order="said_at"),
    Chapter(
        HowItWent._meta.label, _("How your days together went"), whose.days_together,
        order="day",
    ),
    Chapter(
        Companion._meta.label, _("Who stood beside whom together"), whose.companions,
        order="asked_at",
        shown={"role": lambda row: row.role_title},
    ),
    Chapter(
        Outing._meta.label, _("Outings you planned"),
        lambda circle: Q(planned_by__in=circle.people), order="starts_at",
    ),
    Chapter(
        OutingReply._meta.label, _("Outings, and whether you came"), whose.came_along,
        order="said_at",
    ),
    Chapter(
        Task._meta.label, _("Who does what, in your plan"), whose.planned, order="written_at",
        shown={
            "part": lambda task: code_names([task.part]),
            "standing": lambda task: task.get_standing_display(),
        },
    ),
    Chapter(
        Errand._meta.label, _("Where somebody goes along"), whose.planned, order="written_at",
    ),
    Chapter(
        Professional._meta.label, _("Who works with you and may ask something"), whose.of_home,
        order="named_at",
    ),
    Chapter(
        Enquiry._meta.label, _("What they asked, and the answers"), whose.enquiries,
        order="asked_at",
    ),
    Chapter(
        Exchange._meta.label, _("Exceptions, and why"), whose.of_home, order="proposed_at",
    ),
    Chapter(Handover._meta.label, _("When you got another coordinator"), whose.of_match),
    Chapter(
        CheckIn._meta.label, _("When we called to ask how it went"), whose.called,
        order="due_on",
    ),
    Chapter(
        MeasureAnswer._meta.label, _("What you answered at the beginning and on the way"),
        whose.measured, order="given_at",
        shown={
            "measure": lambda row: measure_names([row.measure]),
            "phase": lambda row: code_names([row.phase]) if row.phase else [],
        },
    ),
    Chapter(
        Grant._meta.label, _("Who may read what"),
        lambda circle: whose.of_home(circle) | Q(person__in=circle.people), order="starts_at",
        shown={
            "topic": lambda grant: str(TOPICS.get(grant.topic, grant.topic)),
            "purpose": lambda grant: code_names([grant.purpose]),
            "basis": lambda grant: _ground(grant.basis),
        },
        brief=True,
    ),
    Chapter(
        Consent._meta.label, _("Consents you gave"), whose.of_home, order="given_at",
        shown={"topics": lambda consent: [str(TOPICS[topic]) for topic in consent.topics]},
    ),
    Chapter(Visit._meta.label, _("Visits for which you opened your address"), whose.of_home,
            order="day"),
    Chapter(
        ClosedTopic._meta.label, _("What you closed"), whose.of_home, order="closed_at",
        shown={
            "topic": lambda closed: str(TOPICS.get(closed.topic, closed.topic)),
            "basis": lambda closed: _ground(closed.basis),
        },
    ),
    Chapter(
        LogEntry._meta.label, _("Who did or read something"), whose.lines, order="at",
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
