"""Whose versions of pages are: they stay, and who wrote them loses the name with the person; and
how long a picture stays.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db.models import Q

from naast.common.belongings import Becomes, Circle, Erasing, Hand
from naast.common.processing import Clock
from naast.pages.models import PagePicture, PageVersion, QuoteYes


def _written(circle: Circle) -> Q:
    return Q(written_by__in=circle.people) | Q(decided_by__in=circle.people)


ERASING: Final = [
    Erasing(
        PageVersion._meta.label, _written, Becomes.KEPT,
        why="Everybody reads it; who wrote it and who said yes have no name any more.",
    ),
    Erasing(
        QuoteYes._meta.label, lambda circle: Q(recorded_by__in=circle.people), Becomes.KEPT,
        why="Without it nothing of others may stand there; its writer has no name any more.",
    ),
    Erasing(
        PagePicture._meta.label, lambda circle: Q(sent_by__in=circle.people), Becomes.KEPT,
        why="It stands in a page; who sent it has no name any more, and who is on it may say no.",
    ),
]  # fmt: skip


def picture_is_over(clock: Clock, now: datetime) -> int:
    """Take the files away; the part of the page that showed one is left out from then on."""
    return PagePicture.objects.filter(sent_at__lt=clock.kept_since(now)).delete()[0]


HANDS: Final[Mapping[str, Hand]] = {"picture": picture_is_over}
