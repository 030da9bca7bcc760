"""What somebody tells a coordinator, who writes it down: whose it is then."""

from django.utils.translation import gettext as _

from naast.kernel.errors import DomainError
from naast.people.models import Household, Person


def who_told(home: Household, teller: int | None) -> Person:
    """Who of that home told it, whose it is from now on: to read, to change and to take back.

    Args: teller: the id of that person; None is enough where only one adult has a place here.
    Raises: DomainError when nobody there has a place here to read along, or it is not said which
    of them it was.
    """
    people = _people(home)
    found = people if teller is None else [each for each in people if each.pk == teller]
    if len(found) != 1:
        raise DomainError(_("Choose who told it."))
    return found[0]


def somebody_of(home: Household) -> Person:
    """Somebody of that home, for what the whole home answers together and nobody is named with.

    Raises: DomainError when nobody there has a place here to read along.
    """
    return _people(home)[0]


def _people(home: Household) -> list[Person]:
    people = list(home.people())
    if not people:
        raise DomainError(_("Nobody at that home has a place here to read along. Do it on paper."))
    return people
