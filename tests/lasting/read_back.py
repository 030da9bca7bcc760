"""Run in a house: which of the keys on the input are lost, and what is there in part."""

import json
import sys

import django

django.setup()

from django.db import connection  # noqa: E402  # models need Django first

from tests.lasting import words  # noqa: E402


def sound() -> bool:
    """Whether the file of the database is whole; a server looks after its own."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        found = cursor.execute("PRAGMA integrity_check").fetchone()
    return bool(found == ("ok",))


if __name__ == "__main__":
    keys = json.load(sys.stdin)
    print(json.dumps({"lost": words.lost(keys), "halves": words.halves(), "sound": sound()}))
