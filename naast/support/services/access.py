"""How a service gets hold of a match: visible, locked, allowed and alive, in that order."""

from django.utils.translation import gettext as _

from naast.kernel.errors import DomainError
from naast.people.models import Person
from naast.programmes.vocabulary import Gate
from naast.support import policies
from naast.support.models import Match
from naast.support.trajectory import stands_before

WHILE_IT_RESTS = frozenset({"stop", "withdraw", "round_off", "say_stays_in_touch"})
"""What can be done while contact rests: leaving is always possible."""


def reachable_match(
    actor: Person,
    match_id: int,
    action: str,
    *,
    before: Gate | frozenset[Gate] = frozenset(),
) -> Match:
    """The match, locked until the transaction ends.

    Args:
        before: the gate, or gates, this action helps to open; none when it fits anywhere on the
            path.
    Raises:
        Match.DoesNotExist: it is not visible to the actor.
        Refused: the actor may not do this.
        DomainError: the match has ended, rests, or stands before other gates.
    """
    match = Match.objects.locked_for(actor, match_id)
    policies.matches.require(actor, action, match)
    if match.ended_at is not None:
        raise DomainError(_("This match has ended."))
    if match.contact_rests and action not in WHILE_IT_RESTS:
        raise DomainError(_("Contact rests for now. First we talk with both families."))
    gates = {before} if isinstance(before, Gate) else before
    if gates and not any(stands_before(match, gate) for gate in gates):
        raise DomainError(_("That belongs to another step of the path. Reload the page."))
    return match
