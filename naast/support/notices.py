"""Who hears that it is their turn. Every message is neutral; the words wait behind the sign-in."""

from datetime import datetime, timedelta
from typing import Final

from naast.common import mail
from naast.common.limits import Limit
from naast.people.models import Household
from naast.support.models import Match, Note, Side

A_DAY: Final = Limit("told of one thing", 1, timedelta(days=1))


def tell_household(household: Household) -> None:
    """Tell the adults of a household that something is ready for them."""
    mail.tell(person.email for person in household.people())


def tell_once_a_day(household: Household, *, of: str, now: datetime) -> None:
    """Tell the adults of a household of what changes often, such as a plan: one mail a day says it
    as well as ten, and who plays with the buttons fills no mailbox.

    Args: of: what it is about, such as `plan:4`.
    """
    if A_DAY.take(now, of, str(household.pk)):
        tell_household(household)


def tell_side(match: Match, side: Side | str) -> None:
    """Tell one side of a match; when two stand beside a family, both of them."""
    for home in match.homes(side):
        tell_household(home)


def tell_both(match: Match) -> None:
    """Tell both sides of a match."""
    for side in Side:
        tell_side(match, side)


def tell_coordinator(match: Match) -> None:
    """Tell the coordinator who guides this match."""
    mail.tell([match.guide.email])


def tell_writer(note: Note) -> None:
    """Tell the coordinator who wrote a note that the family answered."""
    mail.tell([note.written_by.email])
