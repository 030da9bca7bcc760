"""Keeps the data of a version as SQL, one file per kind of database, for the tests of upgrades.

Made once per release, from the code of that release, and never changed afterwards: each later
version must be able to take it over. Beside it comes a table of what must still be there.

Usage: python -m scripts.version_dump [VERSION]   (default: the version of this code)
"""

import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import naast
from scripts.test import POSTGRES, answers
from tests.lasting.house import House, built

VERSIONS = Path(__file__).parents[1] / "tests" / "versions"
LARGEST = 200_000
"""Bytes of one file: it stands in git for good."""


def main() -> None:
    """Write both files and the table; stop when a model has no row or no server answers."""
    version = sys.argv[1] if sys.argv[1:] else naast.__version__
    if not answers(POSTGRES):
        sys.exit(f"Er is een PostgreSQL nodig: {POSTGRES}")
    VERSIONS.mkdir(exist_ok=True)
    for kind, server in (("sqlite", ""), ("postgresql", POSTGRES)):
        with (
            tempfile.TemporaryDirectory() as folder,
            built(Path(folder) / "home", server=server) as house,
        ):
            if empty := house.run("tests.lasting.some_of_everything"):
                sys.exit(f"Nog zonder rij: {', '.join(empty)}. Vul tests/lasting aan.")
            text = of_postgres(house) if house.on_postgres else of_sqlite(house)
            keep(VERSIONS / f"{version}.{kind}.sql", text)


def keep(path: Path, text: str) -> None:
    """Write one dump, unless it is too large."""
    if len(text.encode()) > LARGEST:
        sys.exit(f"{path.name} wordt te groot: {len(text.encode())} bytes")
    path.write_text(text, encoding="utf-8")
    print(f"{path.name}: {len(text.encode())} bytes")


def of_sqlite(house: House) -> str:
    """Everything as statements."""
    with closing(sqlite3.connect(house.file)) as file:
        return "\n".join(file.iterdump()) + "\n"


def of_postgres(house: House) -> str:
    """Everything as statements, without psql's own commands and without comments."""
    done = subprocess.run(
        ["pg_dump", "--inserts", "--no-owner", "--no-privileges", f"--dbname={house.url}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    lines = [
        line for line in done.stdout.splitlines() if line and not line.startswith(("--", "\\"))
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
