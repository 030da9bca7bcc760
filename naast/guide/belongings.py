"""Whose the contact persons are: their own. Most have no account; their link is the way out.

Who is known here by the same e-mail address finds it in the own export, and goes from the map when
erased.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naast.common.belongings import Becomes, Chapter, Circle, Erasing, Hand
from naast.common.processing import Clock
from naast.guide.models import ContactPerson
from naast.guide.models.contact import ContactPersonQuerySet
from naast.guide.models.words import changed
from naast.people.models import Person


def _of_themself(circle: Circle) -> Q:
    """Those with the e-mail address of somebody of the circle."""
    people = Person.objects.filter(pk__in=circle.people).exclude(email="")
    return Q(email__in=people.values("email"))


ERASING: Final = [Erasing(ContactPerson._meta.label, _of_themself, Becomes.GONE)]
CHAPTERS: Final = [
    Chapter(
        ContactPerson._meta.label, _("Where you stand on the social map"), _of_themself,
        shown={"place": lambda contact: str(contact.place or contact.service)},
    )
]  # fmt: skip


def contact_is_over(clock: Clock, now: datetime) -> int:
    """Take away who said yes too long ago to count."""
    return _gone(ContactPerson.objects.yes_over_at(clock.kept_since(now)))


def contact_never_said_yes(clock: Clock, now: datetime) -> int:
    """Take away who has not said yes, also who was never asked."""
    return _gone(ContactPerson.objects.unanswered_at(clock.kept_since(now)))


def _gone(who: ContactPersonQuerySet) -> int:
    gone = who.delete()[0]
    if gone:
        changed()
    return gone


HANDS: Final[Mapping[str, Hand]] = {
    "contact_person": contact_is_over,
    "contact_unanswered": contact_never_said_yes,
}
