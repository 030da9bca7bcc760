"""Run in a house: what is left of the asking family, as names and as texts that can be read."""

import json

import django

django.setup()

from naast.common.sealed import SealedTextField  # noqa: E402  # models need Django first
from naast.people.models import Household, HouseholdMember, Person  # noqa: E402
from naast.support.models import Note, SupportRequest  # noqa: E402

FIRST = 1
"""Number of the family's household in a house that was just built."""
NAMES = ("Samira", "El-Voorbeeld", "Yara", "Sem", "parent@voorbeeld.test")

if __name__ == "__main__":
    names = [
        *Household.objects.values_list("name", flat=True),
        *HouseholdMember.objects.values_list("name", flat=True),
        *Person.objects.values_list("first_name", flat=True),
        *Person.objects.values_list("last_name", flat=True),
        *Person.objects.values_list("email", flat=True),
    ]
    texts = [asked.question for asked in SupportRequest.objects.filter(household=FIRST)]
    texts += [note.words for note in Note.objects.filter(household=FIRST)]
    readable = [text for text in texts if text and text != SealedTextField().erased()]
    left = [name for name in NAMES if name in names]
    print(json.dumps({"looked_for": len(NAMES) + len(names), "left": left, "readable": readable}))
