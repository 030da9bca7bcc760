"""What a family asks, who comes to stand beside it, and what they write down together."""

from naast.support.models.match import Answer, Match, Meeting, Side, Step, latest_answer
from naast.support.models.paper import Acceptance, Agreement, Evaluation, HouseRules, Note
from naast.support.models.request import SupportRequest

__all__ = [
    "Acceptance",
    "Agreement",
    "Answer",
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
