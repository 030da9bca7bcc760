"""Which programmes have outings, and which pairs may come."""

from naast.programmes import Programme
from naast.programmes.vocabulary import Topic
from naast.support import trajectory
from naast.support.models import Match


def has_outings(programme: Programme) -> bool:
    """Whether pairs of this programme go out together."""
    return int(programme.outings.per_year) > 0


def may_come(match: Match) -> bool:
    """Whether this pair may come along: from the phase on in which they reach each other, as long
    as contact does not rest.
    """
    going_on = match.ended_at is None and not match.contact_rests
    return going_on and trajectory.has_opened(match, Topic.CONTACT)
