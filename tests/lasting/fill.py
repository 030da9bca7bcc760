"""Run in a house: the shared cast moves in."""

import django

django.setup()

from tests.cast import Cast  # noqa: E402  # models need Django first

if __name__ == "__main__":
    Cast()
