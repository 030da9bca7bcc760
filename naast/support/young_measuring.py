"""What a child or young person itself is asked about how it is, and when (eigen meetvragen).

The moments are those of its family; the questions are the programme's own for young people.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from naast.people.models import HouseholdMember
from naast.programmes import Programme
from naast.support.measuring import Asking, when_before, when_now
from naast.support.models import Match, SupportRequest, YoungMeasureAnswer
from naast.support.young import is_asked, is_old_enough


@dataclass(frozen=True, slots=True)
class YoungAsking:
    """A moment at which a young person is asked itself: about its question, or about a match."""

    request: SupportRequest
    match: Match | None
    asking: Asking

    def given(self, answers: Iterable[YoungMeasureAnswer]) -> dict[str, YoungMeasureAnswer]:
        """What was answered at this moment, by the key of the measure."""
        match = self.match.pk if self.match else None
        return {
            answer.measure: answer
            for answer in answers
            if (answer.request_id, answer.match_id) == (self.request.pk, match)
            and self.asking.is_of(answer)
        }

    @classmethod
    def of_match(cls, match: Match, member: HouseholdMember, on: date) -> Self | None:
        """What it is asked about this match now, if anything. `match` comes `for_a_child`."""
        asking = when_now(match, on) if is_asked(match, member, on) else None
        found = asking and _with_questions(asking, match.definition())
        return cls(match.request, match, found) if found else None

    @classmethod
    def of_request(
        cls, asked: SupportRequest, programme: Programme, member: HouseholdMember, on: date
    ) -> Self | None:
        """What it is asked before anybody came to stand beside its family, if anything."""
        old_enough = is_old_enough(member, programme, on)
        asking = when_before(asked, programme) if old_enough else None
        found = asking and _with_questions(asking, programme)
        return cls(asked, None, found) if found else None


def _with_questions(when: Asking, programme: Programme) -> Asking | None:
    measures = programme.young_measures_at(when.moment)
    return replace(when, measures=measures) if measures else None
