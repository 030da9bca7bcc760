"""Questions outside the ages of a programme: a guide for people, never a wall."""

from django.utils import timezone

from naast.people.ages import welcome_here
from naast.support.models import SupportRequest


def is_outside(asked: SupportRequest) -> bool:
    """Whether nobody it is for was of the ages that are welcome there, when it was asked. Growing
    older while waiting puts nobody outside.
    """
    ages = asked.ages(timezone.localdate(asked.asked_at))
    postcode = asked.household.postcode
    return not welcome_here(asked.organisation, asked.programme, postcode, ages)
