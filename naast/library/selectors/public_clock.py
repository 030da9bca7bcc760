"""How soon who sends something in has an answer: a promise with its record beside it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from naast.kernel.clock import dutch_day
from naast.library.models import Submission
from naast.library.terms import terms

COUNTED_FROM: Final = 5
"""Below so many submissions there are words and no numbers: a median of three says nothing."""


@dataclass(frozen=True, slots=True)
class PublicClock:
    """The promise, and how it went in the last year.

    Args:
        promise: days within which there is an answer.
        sent: how many were sent in.
        days: median of days until the first answer; None while there are too few to say.
        late: how many waited longer than promised, those that still wait included.
    """

    promise: int
    sent: int
    days: int | None
    late: int

    @property
    def few(self) -> bool:
        """Whether there are too few to give in numbers."""
        return self.sent < COUNTED_FROM


def public_clock(now: datetime) -> PublicClock:
    """The clock of the last year, in one query. What was taken back counts along."""
    since = now - timedelta(days=terms().counted_days)
    sent = list(Submission.objects.sent_since(since).defer("told"))
    waits = [
        (dutch_day(each.answered_at) - dutch_day(each.sent_at)).days
        for each in sent
        if each.answered_at
    ]
    return PublicClock(
        promise=terms().answer_days,
        sent=len(sent),
        days=round(median(waits)) if len(waits) >= COUNTED_FROM else None,
        late=sum(each.is_late(now) for each in sent),
    )
