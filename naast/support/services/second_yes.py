"""The yes of another coordinator before a child goes along for the first time."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people.models import Person
from naast.people.services import two_people
from naast.support import notices, policies, trajectory
from naast.support.models import Match
from naast.support.second_yes import stands_before_child


@transaction.atomic
def say_yes(*, actor: Person, match_id: int, now: datetime) -> Match:
    """Look along with two families and say yes to a child going along.

    Both families read the name of who did. The path goes on when as many different people said
    yes as the organisation asks, and everything else is done.

    Raises:
        Match.DoesNotExist: the actor neither coordinates nor looks along there.
        Refused: the actor lives in one of the two homes.
        DomainError: it is not the moment, contact rests, or a yes of this actor does not count.
    """
    watched = Match.objects.watched_by(actor).with_families()
    match = watched.select_for_update(of=("self",)).get(pk=match_id)
    policies.matches.require(actor, "say_second_yes", match)
    if not stands_before_child(match):
        raise DomainError(_("That belongs to another step of the path. Reload the page."))
    if match.contact_rests:
        raise DomainError(_("Contact rests for now. First we talk with both families."))
    two_people.say_yes(match.basis, match.request.organisation_id, person=actor, now=now)
    logbook.record(actor, "support.second_yes.said", match, now=now, households=match.households())
    notices.tell_both(match)
    return trajectory.advance(match, now=now)
