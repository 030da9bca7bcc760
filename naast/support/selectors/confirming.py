"""Questions that wait for the parent's own yes."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from naast.people.models import Household, HouseholdMember, Person
from naast.support.models import SupportRequest
from naast.support.models.request import SupportRequestQuerySet


def awaiting_yes_of(actor: Person) -> SupportRequestQuerySet:
    """Questions a team typed in together with `actor`, to which only the actor can say yes.

    If and only if it waits for that yes, and: the actor lives in the household it is about; or
    it was sent to the e-mail address the actor signs in with, and nobody lives there under
    another account.
    """
    addressed = guests(actor).filter(household=OuterRef("household"))
    own = Household.objects.of(actor)
    waiting = SupportRequest.objects.filter(status=SupportRequest.Status.UNCONFIRMED)
    return waiting.filter(Q(household__in=own) | Exists(addressed))


def guests(actor: Person) -> QuerySet[HouseholdMember]:
    """Adults written down with the actor's address by somebody else, who have no account."""
    return HouseholdMember.objects.filter(
        at_home=True,
        kind=HouseholdMember.Kind.ADULT,
        person__account__isnull=True,
        person__email__iexact=actor.account.email,
    )
