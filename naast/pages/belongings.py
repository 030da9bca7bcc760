"""Whose versions of pages are: they stay, and who wrote them loses the name with the person."""

from typing import Final

from django.db.models import Q

from naast.common.belongings import Becomes, Circle, Erasing
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
        why="It stands in a page; who sent it has no name any more.",
    ),
]  # fmt: skip
