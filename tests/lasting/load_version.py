"""Run in a house without tables: the data of a version, as `scripts.version_dump` kept them."""

import sys
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402  # models need Django first

VERSIONS = Path(__file__).parents[1] / "versions"


def load(version: str) -> None:
    """Run the statements of the dump for this kind of database."""
    text = (VERSIONS / f"{version}.{connection.vendor}.sql").read_text(encoding="utf-8")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys = OFF")  # rows come in the order of the alphabet
            cursor.connection.executescript(text)
        else:
            cursor.connection.execute(text)


if __name__ == "__main__":
    load(sys.argv[1])
