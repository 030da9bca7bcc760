"""What a family asks, who comes to stand beside it, and what they write down together."""

from naast.support.models.match import Answer, Match, Meeting, Side, Step, latest_answer
from naast.support.models.paper import Acceptance, Agreement, Evaluation, HouseRules, Note
from naast.support.models.request import SupportRequest
from naast.support.models.safety import Alarm, BrokenGlass

__all__ = [
    "Acceptance",
    "Agreement",
    "Alarm",
    "Answer",
    "BrokenGlass",
    "Evaluation",
    "HouseRules",
    "Match",
    "Meeting",
    "Note",
    "Side",
    "Step",
    "SupportRequest",
    "latest_answer",
]
