"""Lists of others that this installation added, for whoever is old enough."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.conf import settings

from naast.people.models import HouseholdMember, Person
from naast.programmes.instruments import Instrument, in_folder


def instruments_for(reader: Person, on: date) -> Sequence[Instrument]:
    """Those that `reader` can fill in by age. Of a child whose age we do not know: none."""
    found, _problems = in_folder(Path(settings.NAAST_HOME) / "instruments")
    if not found:
        return []
    places = HouseholdMember.objects.young(reader)
    ages = [member.age(on) or 0 for member in places]
    return [each for each in found if all(age >= each.age_from for age in ages)]
