"""Whom both families call: the fixed face of a match, who stands in, and who came before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from naast.people.models import Person
from naast.people.standing_in import Cover, Covers
from naast.support.models import Handover, Match


@dataclass(frozen=True, slots=True)
class Faces:
    """Who guides a match on a day. `since` is the first day of this face and `changes` how often
    the face changed (SC-08). `handed_over` is the last handover while both can be reached.
    """

    cover: Cover
    since: date
    changes: int
    handed_over: Handover | None

    @property
    def guide(self) -> Person:
        """The fixed face."""
        return self.cover.person

    @property
    def stand_in(self) -> Person | None:
        """Who stands in today; None while the fixed face can be reached."""
        return None if self.cover.reachable else self.cover.backup

    @property
    def now(self) -> Person:
        """Whom to call today."""
        return self.stand_in or self.guide

    @property
    def people(self) -> list[Person]:
        """Whom to call today, the first one first."""
        before = [self.handed_over.left_by] if self.handed_over else []
        found = [self.now, *before]
        return list({person.pk: person for person in found}.values())


def faces_of(match: Match, on: date, covers: Covers | None = None) -> Faces:
    """Who guides this match on a day. With `covers` of its organisation no role is asked again."""
    organisation = match.request.organisation_id
    handovers: Sequence[Handover] = list(match.handovers.all())
    last = handovers[-1] if handovers else None
    begun = last.written_at if last else match.proposed_at
    both = last if last and last.taken_by_id == match.guide.pk and on <= last.both_until else None
    return Faces(
        cover=(covers or Covers([organisation], on)).of(organisation, match.guide),
        since=timezone.localdate(begun),
        changes=len(handovers),
        handed_over=both,
    )
