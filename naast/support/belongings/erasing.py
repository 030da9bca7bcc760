"""What becomes of each row when a family or a person is erased."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, F, Q, Value
from django.db.models.functions import Coalesce

from naast.common.belongings import Becomes, Erasing
from naast.common.models import Draft, LogEntry
from naast.people.models import ERASED_NAME, HouseholdMember
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


ERASING = [
    Erasing(
        Consent._meta.label,
        lambda circle: whose.of_match(circle) | whose.of_home(circle),
        Becomes.GONE,
    ),
    Erasing(
        Visit._meta.label,
        lambda circle: (
            whose.of_match(circle) | whose.of_home(circle) | Q(visitor__in=circle.people)
        ),
        Becomes.GONE,
    ),
    Erasing(
        YoungAnswer._meta.label,
        lambda circle: whose.of_match(circle) | whose.own_yes(circle) | Q(
            member__household__in=circle.households
        ),
        Becomes.GONE,
    ),
    Erasing(
        YoungVoice._meta.label,
        lambda circle: whose.own_voice(circle) | whose.of_home(circle),
        Becomes.GONE,
    ),
    Erasing(
        YoungMeasureAnswer._meta.label,
        lambda circle: whose.of_match(circle) | whose.own_voice(circle) | whose.of_home(circle),
        Becomes.GONE,
    ),
    Erasing(NoteReply._meta.label, whose.replies, Becomes.GONE),
    Erasing(HouseRules._meta.label, whose.of_match, Becomes.GONE),
    Erasing(Agreement._meta.label, whose.of_match, Becomes.GONE),
    # A yes of who stood beside a family as a second supporter goes with who said it.
    Erasing(
        Acceptance._meta.label,
        lambda circle: whose.of_match(circle) | Q(member__household__in=circle.households),
        Becomes.GONE,
    ),
    Erasing(Meeting._meta.label, whose.of_match, Becomes.GONE),
    Erasing(Rhythm._meta.label, whose.of_match, Becomes.GONE),
    Erasing(Appointment._meta.label, whose.of_match, Becomes.GONE),
    Erasing(CalendarFeed._meta.label, whose.own_voice, Becomes.GONE),
    Erasing(
        Evaluation._meta.label, whose.of_match, Becomes.EMPTY,
        lambda now: {"went_well": "", "differently": ""},
        why="How it went is counted: a mood and whether to go on, without a word.",
    ),
    Erasing(
        MeasureAnswer._meta.label, lambda circle: whose.of_match(circle) | whose.of_home(circle),
        Becomes.EMPTY, lambda now: {"words": ""},
        why="What was answered is counted: a question, a step and a day, without a word.",
    ),
    Erasing(
        HowItWent._meta.label, whose.of_match_or_second, Becomes.EMPTY,
        lambda now: {"did": "", "words": ""},
        why="How often two families saw each other is counted: a day and a mood, without a word.",
    ),
    Erasing(
        Handover._meta.label, whose.of_match, Becomes.EMPTY, lambda now: {"words": ""},
        why="How often a family got another face is counted: two people and a day, no word.",
    ),
    Erasing(
        CheckIn._meta.label,
        lambda circle: whose.of_match(circle) | Q(with_home__in=circle.households),
        Becomes.EMPTY, lambda now: {"words": ""},
        why="How often somebody asked how it went is counted: a day, without a word.",
    ),
    Erasing(
        Step._meta.label, whose.of_match, Becomes.UNREADABLE,
        why="How long each phase took is counted; why one was skipped went with the key.",
    ),
    Erasing(
        Answer._meta.label, whose.of_match, Becomes.KEPT,
        why="How often a proposal gets a yes is counted: a side, a code and a day.",
    ),
    Erasing(
        Companion._meta.label,
        lambda circle: whose.of_match(circle) | Q(supporter__household__in=circle.households),
        Becomes.EMPTY, lambda now: {"letter": ""},
        why="How many stood beside a family together is counted: a part and days, without a word.",
    ),
    Erasing(
        Enquiry._meta.label,
        lambda circle: whose.of_home(circle) | Q(exchange__match__in=circle.matches),
        Becomes.GONE,
    ),
    Erasing(
        Exchange._meta.label,
        lambda circle: whose.of_match(circle) | whose.of_home(circle),
        Becomes.GONE,
    ),
    Erasing(Professional._meta.label, whose.of_home, Becomes.GONE),
    Erasing(
        Outing._meta.label, lambda circle: Q(planned_by__in=circle.people), Becomes.KEPT,
        why="An outing is there for every pair; who planned it has no name any more.",
    ),
    Erasing(OutingReply._meta.label, whose.came_along, Becomes.GONE),
    Erasing(Task._meta.label, whose.planned, Becomes.GONE),
    Erasing(Errand._meta.label, whose.planned, Becomes.GONE),
    Erasing(Goodbye._meta.label, whose.of_match, Becomes.GONE),
    Erasing(
        Thanks._meta.label,
        lambda circle: whose.of_match(circle) | Q(written_by__in=circle.people),
        Becomes.GONE,
    ),
    Erasing(
        InTouch._meta.label, whose.of_match, Becomes.KEPT,
        why="How many stay in touch is counted: a side, a yes or no and a day.",
    ),
    Erasing(
        Enough._meta.label, lambda circle: whose.of_match(circle) | whose.said(circle), Becomes.GONE
    ),
    Erasing(
        Extension._meta.label, whose.of_match, Becomes.UNREADABLE,
        why="How often it went on longer is counted; why went with the key.",
    ),
    Erasing(Aftertalk._meta.label, whose.of_match, Becomes.GONE),
    Erasing(Again._meta.label, whose.of_match, Becomes.GONE),
    Erasing(
        Match._meta.label, whose.matches, Becomes.EMPTY,
        lambda now: {"anonymised_at": _moment("anonymised_at", now)},
        why="How many there were, how long and how they ended is counted.",
    ),
    Erasing(Note._meta.label, whose.of_home, Becomes.GONE),
    Erasing(YesOutside._meta.label, whose.of_home, Becomes.GONE),
    Erasing(BridgeFit._meta.label, whose.of_home, Becomes.GONE),
    Erasing(ChosenThemes._meta.label, whose.of_match, Becomes.GONE),
    Erasing(Alarm._meta.label, whose.alarms, Becomes.GONE),
    Erasing(BrokenGlass._meta.label, whose.of_home, Becomes.GONE),
    Erasing(
        SupportRequest._meta.label,
        lambda circle: whose.of_home(circle) & Q(matches__isnull=True),
        Becomes.GONE,
    ),
    Erasing(
        SupportRequest._meta.label, whose.of_home, Becomes.EMPTY, _empty_request,
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
        LogEntry._meta.label, whose.lines, Becomes.KEPT,
        why="Lines hold codes and numbers and are chained; what was sealed in them went with the "
        "key. Their clock takes them.",
    ),
    Erasing(Draft._meta.label, lambda circle: Q(token__in=circle.drafts), Becomes.GONE),
]  # fmt: skip
