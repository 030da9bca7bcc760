"""Run in a house: of what the asking family wrote, how many texts there are and how many of them
nobody can read any more.
"""

import json

import django

django.setup()

from naast.common.sealed import SealedTextField  # noqa: E402  # models need Django first
from naast.people.models import Household  # noqa: E402
from naast.support.models import Note, SupportRequest  # noqa: E402

if __name__ == "__main__":
    home = Household.objects.get(name="Samira")
    texts = [asked.question for asked in SupportRequest.objects.filter(household=home)]
    texts += [note.words for note in Note.objects.filter(household=home)]
    unreadable = [text for text in texts if text == SealedTextField().erased()]
    print(json.dumps({"texts": len(texts), "unreadable": len(unreadable)}))
