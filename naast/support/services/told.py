"""What somebody tells a coordinator, who writes it down: whose it is then."""

from django.utils.translation import gettext as _

from naast.kernel.errors import DomainError
from naast.people.models import Household, Person


def who_told(home: Household) -> Person:
    """Somebody of that home, whose it is from now on: to read, to change and to take back.

    Raises: DomainError when nobody there has a place here to read along.
    """
    people = home.people()
    if not people:
        raise DomainError(_("Nobody at that home has a place here to read along. Do it on paper."))
    return people[0]
