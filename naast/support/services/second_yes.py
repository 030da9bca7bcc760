"""The yes of another coordinator before a child goes along for the first time."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people.models import Person
from naast.people.services import two_people
from naast.support import notices, policies, trajectory
from naast.support.models import Companion, Match
from naast.support.second_yes import needed, said_yes_to, stands_before_child


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
    watched = Match.objects.watched_by(actor).for_a_write()
    match = watched.select_for_update(of=("self",)).get(pk=match_id).bring_along()
    policies.matches.require(actor, "say_second_yes", match)
    if not stands_before_child(match):
        raise DomainError(_("That belongs to another step of the path. Reload the page."))
    if match.contact_rests:
        raise DomainError(_("Contact rests for now. First we talk with both families."))
    two_people.say_yes(match.basis, match.request.organisation_id, person=actor, now=now)
    logbook.record(actor, "support.second_yes.said", match, now=now, households=match.households())
    notices.tell_both(match)
    return trajectory.advance(match, now=now)


@transaction.atomic
def say_yes_to_companion(*, actor: Person, companion_id: int, now: datetime) -> Companion:
    """Look along with who was asked to come beside a family as well, and say yes to a child going
    along with them. It can say yes itself when as many people did as the organisation asks.

    Raises:
        Match.DoesNotExist: the actor neither coordinates nor looks along there.
        Companion.DoesNotExist: there is nobody like that.
        Refused: the actor lives in one of the homes.
        DomainError: nobody waits for it, contact rests, or a yes of this actor does not count.
    """
    there = Companion.objects.filter(pk=companion_id).values("match")
    watched = Match.objects.watched_by(actor).with_families()
    match = watched.select_for_update(of=("self",)).get(pk__in=there)
    companion = match.companions.select_related("supporter__household").get(pk=companion_id)
    companion.match = match
    policies.matches.require(actor, "say_second_yes", match)
    policies.companions.require(actor, "say_second_yes", companion)
    if not needed(match) or not companion.is_open or companion.agreed_at is not None:
        raise DomainError(_("That belongs to another step of the path. Reload the page."))
    if match.contact_rests:
        raise DomainError(_("Contact rests for now. First we talk with both families."))
    about, organisation = companion.about, match.request.organisation_id
    two_people.say_yes(about, organisation, person=actor, now=now)
    home, family = companion.supporter.household, match.request.household
    knows = companion.welcomed_at is not None
    logbook.record(
        actor, "support.second_yes.said", match, now=now,
        households=[family.pk, home.pk] if knows else [family.pk],
    )  # fmt: skip
    if knows and len(said_yes_to(companion, timezone.localdate(now))) >= needed(match):
        notices.tell_household(home)
    return companion
