"""Run in a house: the shared cast moves in, and so many more families, given as an argument."""

import sys

import django

django.setup()

from django.db import transaction  # noqa: E402  # models need Django first

from tests.cast import Cast  # noqa: E402
from tests.crowd import crowd  # noqa: E402

if __name__ == "__main__":
    with transaction.atomic():
        crowd(Cast(), int(sys.argv[1]) if sys.argv[1:] else 0)
