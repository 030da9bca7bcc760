"""Run in a house: the asking family is erased. Prints whose keys were destroyed."""

import json

import django

django.setup()

from naast.common import keys  # noqa: E402  # models need Django first
from naast.people.models import Household  # noqa: E402

if __name__ == "__main__":
    owner = f"household:{Household.objects.get(name='Samira').pk}"
    keys.destroy(owner)
    print(json.dumps([owner]))
