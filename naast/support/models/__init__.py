"""What a family asks, who comes to stand beside it, and what they write down together."""

from naast.support.models.answer import Answer, latest_answer
from naast.support.models.companion import Companion
from naast.support.models.consent import Consent, Visit
from naast.support.models.ending import (
    Aftertalk,
    Again,
    Enough,
    Extension,
    Goodbye,
    InTouch,
    Thanks,
)
from naast.support.models.feed import CalendarFeed
from naast.support.models.handover import Handover
from naast.support.models.light import ContactTally, PaperCode
from naast.support.models.match import Match
from naast.support.models.measure import MeasureAnswer, latest_answers
from naast.support.models.outing import Outing, OutingReply
from naast.support.models.paper import (
    Acceptance,
    Agreement,
    Evaluation,
    HouseRules,
    Note,
    NoteReply,
)
from naast.support.models.planning import Errand, Task
from naast.support.models.professional import Enquiry, Exchange, Professional
from naast.support.models.request import SupportRequest, YesOutside
from naast.support.models.rhythm import Appointment, DayPart, Rhythm
from naast.support.models.safety import Alarm, BrokenGlass
from naast.support.models.side import Side
from naast.support.models.steps import Meeting, Step
from naast.support.models.together import CheckIn, HowItWent
from naast.support.models.waiting import Bridge, BridgeFit, ChosenThemes
from naast.support.models.young import ChosenReaders, YoungAnswer, YoungMeasureAnswer, YoungVoice

__all__ = [
    "Acceptance",
    "Aftertalk",
    "Again",
    "Agreement",
    "Alarm",
    "Answer",
    "Appointment",
    "Bridge",
    "BridgeFit",
    "BrokenGlass",
    "CalendarFeed",
    "CheckIn",
    "ChosenReaders",
    "ChosenThemes",
    "Companion",
    "Consent",
    "ContactTally",
    "DayPart",
    "Enough",
    "Enquiry",
    "Errand",
    "Evaluation",
    "Exchange",
    "Extension",
    "Goodbye",
    "Handover",
    "HouseRules",
    "HowItWent",
    "InTouch",
    "Match",
    "MeasureAnswer",
    "Meeting",
    "Note",
    "NoteReply",
    "Outing",
    "OutingReply",
    "PaperCode",
    "Professional",
    "Rhythm",
    "Side",
    "Step",
    "SupportRequest",
    "Task",
    "Thanks",
    "Visit",
    "YesOutside",
    "YoungAnswer",
    "YoungMeasureAnswer",
    "YoungVoice",
    "latest_answer",
    "latest_answers",
]
