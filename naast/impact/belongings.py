"""Whose the sentences for reports are."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naast.common.belongings import Becomes, Chapter, Circle, Erasing
from naast.impact.models import Quote
from naast.people.choices import code_names


def _of_home(circle: Circle) -> Q:
    return Q(household__in=circle.households) | Q(consent_given_by__in=circle.people)


ERASING = [Erasing(Quote._meta.label, _of_home, Becomes.GONE)]
CHAPTERS = [
    Chapter(
        Quote._meta.label, _("Sentences you let stand in reports"), _of_home, order="consented_at",
        shown={"programme": lambda quote: code_names([quote.programme])},
    )
]  # fmt: skip
