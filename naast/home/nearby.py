"""Other parents around the corner: no list of people, but places where parents of children of the
same age come.

A family chooses itself whether it goes there, and nobody hears that it looked. So nothing is
matched here and nobody is shown to anybody: it is a question to the social map, filled in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from naast.people.models import Household

MEETING: Final = "meeting"
"""The theme of the social map that is about meeting each other."""
MOST: Final = 3
"""More ages than this would be a list to read, not a way in."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """Where the map opens for parents of a child of one age, and how that is said."""

    words: str
    url: str


def parents_nearby(home: Household | None, on: date) -> Sequence[Nearby]:
    """A way in for each age of the children in this home, the youngest first.

    Of where they live no more stands in the address than a coordinator reads: four digits, and for
    a secret address the municipality.
    """
    if home is None:
        return []
    ages = sorted({age for child in home.children() if (age := child.age(on)) is not None})
    return [Nearby(_words(age), _opened(home, age)) for age in ages[:MOST]]


def _words(age: int) -> str:
    if age == 0:
        return _("With a child in its first year")
    return _("With a child of %(age)s") % {"age": age}


def _opened(home: Household, age: int) -> str:
    asked = {"over": MEETING, "plaats": home.whereabouts(), "leeftijd": age}
    return f"{reverse('guide:near')}?{urlencode(asked)}"
