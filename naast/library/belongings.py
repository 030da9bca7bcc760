"""Whose a submission is: who sent it in, who answers for it, and who read along.

Most have no account; their link is the way out. Who is known here by the same e-mail address finds
it in the own export, and it goes when they are erased.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from naast.common.belongings import Becomes, Chapter, Circle, Erasing, Hand
from naast.common.models import Draft
from naast.common.processing import Clock
from naast.library import drafts
from naast.library.models import ExampleContact, PublishedVersion, Remark, Reviewer, Submission
from naast.library.services.sending import emptied
from naast.library.table import public
from naast.people.models import Person


def _emails(circle: Circle) -> QuerySet[Person, str]:
    people = Person.objects.filter(pk__in=circle.people).exclude(email="")
    return people.values_list("email", flat=True)


def _sent(circle: Circle) -> Q:
    """What somebody of the circle sent in."""
    return Q(sender_email__in=_emails(circle))


def _of_sent(circle: Circle) -> Q:
    """What hangs on that."""
    return Q(submission__sender_email__in=_emails(circle))


def _asked(circle: Circle) -> Q:
    """Where somebody of the circle answers for an example, or was asked to read along."""
    return Q(email__in=_emails(circle))


def _own_remarks(circle: Circle) -> Q:
    """What they remarked, as a reviewer or about what they sent in."""
    return Q(reviewer__email__in=_emails(circle)) | Q(
        by=Remark.By.SENDER, submission__sender_email__in=_emails(circle)
    )


def _being_typed(circle: Circle) -> Q:
    """What anybody is typing about what they sent in, and what they are remarking themselves."""
    own = Reviewer.objects.filter(_asked(circle))
    typed = [*drafts.about(Submission.objects.filter(_sent(circle))), *map(drafts.of_reviewer, own)]
    return Q(token__in=[each.token for each in typed])


ERASING: Final = [
    Erasing(Draft._meta.label, _being_typed, Becomes.GONE),
    Erasing(PublishedVersion._meta.label, _of_sent, Becomes.GONE),
    Erasing(Remark._meta.label, _of_sent, Becomes.GONE),
    Erasing(Reviewer._meta.label, _of_sent, Becomes.GONE),
    Erasing(Reviewer._meta.label, _asked, Becomes.GONE),
    Erasing(ExampleContact._meta.label, _of_sent, Becomes.GONE),
    Erasing(ExampleContact._meta.label, _asked, Becomes.GONE),
    Erasing(
        Submission._meta.label,
        _sent,
        Becomes.EMPTY,
        empty=emptied,
        why="two days stay for the public clock, of nobody",
    ),
]
CHAPTERS: Final = [
    Chapter(Submission._meta.label, _("What you sent in to the library"), _sent),
    Chapter(Reviewer._meta.label, _("What you were asked to read along with"), _asked),
    Chapter(ExampleContact._meta.label, _("What you answer for in the library"), _asked),
    Chapter(Remark._meta.label, _("What you remarked about a text"), _own_remarks),
]


def submission_is_over(clock: Clock, now: datetime) -> int:
    """Of what was never published everything goes; of what stands in the library the names, the
    addresses, what was said about it and quotes without a yes go, and the example stays.
    """
    over = Submission.objects.still_before(clock.kept_since(now))
    shown = over.filter(is_shown=True)
    gone = ExampleContact.objects.filter(submission__in=shown).delete()[0]
    gone += shown.exclude(sender_name="", sender_email="").update(sender_name="", sender_email="")
    gone += Remark.objects.filter(submission__in=shown).delete()[0]
    for each in shown:
        if (left := public(each.told)) != each.told:
            each.told = left
            each.save(update_fields=["told"])
            gone += 1
    return gone + over.filter(is_shown=False).delete()[0]


def reading_along_is_over(clock: Clock, now: datetime) -> int:
    """Take away the address of who read along; what they remarked stays with the text."""
    over = Reviewer.objects.filter(until__lt=clock.kept_since(now)).exclude(email="")
    return over.update(email="")


HANDS: Final[Mapping[str, Hand]] = {
    "submission": submission_is_over,
    "reading_along": reading_along_is_over,
}
