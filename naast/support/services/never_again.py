"""The second yes to the register of who may never come back, and running matches after it."""

from datetime import datetime

from django.db import transaction

from naast.people.models import Person
from naast.people.services import never_again
from naast.support.services.alarms import let_matches_rest


@transaction.atomic
def say_yes_to_register(*, actor: Person, entry_id: int, now: datetime) -> None:
    """The second of two agrees: nobody proposes this person again, and running contact rests.

    Raises: DomainError when the same person says it twice.
    """
    homes = never_again.say_yes_to_register(actor=actor, entry_id=entry_id, now=now)
    let_matches_rest(homes, now=now)
