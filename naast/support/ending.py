"""How a match ends: who may go on until when, who begins again, and which question goes first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db.models import Prefetch

from naast.kernel.clock import add_months
from naast.people.models import Supporter
from naast.programmes.vocabulary import Gate
from naast.support.models import Again, Extension, Goodbye, InTouch, Match, Side, SupportRequest
from naast.support.trajectory import current_step

LONGEST_AT_ONCE_MONTHS: Final = 24
"""How far one extension can move the end."""


AGAIN_AFTER: Final = (Match.Ending.STOPPED, Match.Ending.COMPLETED)
"""After which endings both knew each other, and can ask to begin again."""


def open_extension(match: Match) -> Extension | None:
    """The proposal to go on longer that waits for somebody, or None."""
    return next((each for each in match.extensions.all() if each.settled_at is None), None)


def last_day(match: Match) -> date | None:
    """The last day on which they see each other; None while no end was agreed. The end of a trial,
    or of a part of the path after which they go on together, is none.

    On their way it is the agreed end, which an extension moves along. While they say goodbye it is
    the day they chose for that, or else the day on which the goodbye began.
    """
    step = current_step(match)
    if step is None:
        return None
    programme = match.definition()
    phase, following = programme.phase(step.phase), programme.phase_after(step.phase)
    if Gate.FAREWELL_DONE in phase.gates:
        plan = max(match.goodbyes.all(), key=lambda each: each.version, default=None)
        return max(step.started_on, plan.day) if plan and plan.day else step.started_on
    ends = following is None or Gate.FAREWELL_DONE in following.gates
    return step.due_on if ends and Gate.TERM_REACHED in phase.gates else None


def goodbye_days() -> Prefetch[str]:
    """The plans for the goodbye, fetched along with a list of matches; their words stay sealed."""
    return Prefetch("goodbyes", Goodbye.objects.defer("words"))


def beyond_longest(match: Match, until: date) -> bool:
    """Whether a match that goes on until that day lasts longer than its programme means it to, so
    that the coordinator decides along.
    """
    months, step = int(match.definition().ending.longest_months), current_step(match)
    return bool(months) and step is not None and until > add_months(step.started_on, months)


def told_in_touch(match: Match, side: Side) -> bool | None:
    """What a side said about staying in touch, or None while it was not asked or let it be."""
    said: InTouch | None = next((s for s in match.in_touch.all() if s.side == side), None)
    if said is not None:
        return bool(said.stays)
    # Until both were asked, only the asking family was.
    return match.stays_in_touch if side == Side.ASKING and not match.in_touch.all() else None


def both_stay_in_touch(match: Match) -> bool:
    """Whether both said that they do."""
    return all(told_in_touch(match, side) for side in Side)


# Beginning again.


def pairs_apart(
    requests: Iterable[SupportRequest], supporters: Iterable[Supporter]
) -> set[tuple[int, int]]:
    """Who is not proposed to whom (again): ids of the question and of the supporter.

    A pair that was tried for this question, or whose households know each other from an earlier
    one, until both ask to begin again.
    """
    asking = list(requests)
    tried = list(
        Match.objects.filter(
            request__household__in={asked.household_id for asked in asking},
            supporter__in=[supporter.pk for supporter in supporters],
        )
        .order_by("pk")
        .values_list("pk", "request", "request__household", "supporter", "ending")
    )
    latest = {(home, supporter): pk for pk, _request, home, supporter, _ending in tried}
    again = both_ask_again(latest.values())
    return {
        (asked.pk, supporter)
        for asked in asking
        for _pk, request, home, supporter, ending in tried
        if home == asked.household_id
        and latest[home, supporter] not in again
        and (request == asked.pk or ending in AGAIN_AFTER)
    }


def both_ask_again(match_ids: Iterable[int]) -> set[int]:
    """Of these matches those that both sides would like to begin again."""
    said: dict[int, set[str]] = {}
    for pk, side in Again.objects.filter(match__in=list(match_ids)).values_list("match", "side"):
        said.setdefault(pk, set()).add(side)
    return {pk for pk, sides in said.items() if len(sides) == len(Side)}


# A question that goes first.


def stopped_early(requests: Iterable[SupportRequest]) -> set[int]:
    """Ids of the households among these that saw an earlier match stop on the way: their question
    counts some days further.
    """
    homes = {asked.household_id for asked in requests}
    stopped = Match.objects.filter(
        request__household__in=homes, ending=Match.Ending.STOPPED, anonymised_at=None
    )
    return set(stopped.values_list("request__household", flat=True))
