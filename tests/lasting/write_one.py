"""Run in a house: one note more."""

import django

django.setup()

from tests.lasting.words import Writer  # noqa: E402  # models need Django first

if __name__ == "__main__":
    Writer("w0").write(0)
