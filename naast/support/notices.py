"""Who hears that it is their turn. Every message is neutral; the words wait behind the sign-in."""

from naast.common import mail
from naast.people.models import Household
from naast.support.models import Match, Note, Side


def tell_household(household: Household) -> None:
    """Tell the adults of a household that something is ready for them."""
    mail.tell(person.email for person in household.people())


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
