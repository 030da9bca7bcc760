"""Are the tests awake? Applies each seeded hole to a copy of the house; its tests must turn red.

They are run as in `make trust`: beside SQLite, and when they stay green there beside PostgreSQL,
for what is tried by the thousand is divided among the two. The holes stand in tests/holes.toml.
Usage: python -m scripts.trust_holes [part of a name …]
"""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts import test
from tests import outside

ROOT = Path(__file__).resolve().parent.parent
LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv*", "node_modules", "var", ".*_cache", "dist")
FAILED = 1
"""pytest's exit code when tests ran and some failed. Anything else proves nothing."""


@dataclass(frozen=True)
class Hole:
    """One small change: `old` becomes `new` in `file`, and then `tests` must fail.

    `also` is a second pair in the same file, such as an import; `browser` is for tests in a real
    browser.
    """

    name: str
    file: str
    old: str
    new: str
    tests: Sequence[str]
    also: Sequence[str] = ()
    marker: str = "not browser"

    def dig(self, copy: Path) -> None:
        """Make the hole. Raises: LookupError when the house has changed and the hole has not."""
        path = copy / self.file
        text = path.read_text(encoding="utf-8")
        for old, new in (
            ((self.old, self.new), tuple(self.also)) if self.also else ((self.old, self.new),)
        ):
            if text.count(old) < 1:
                raise LookupError(f"{self.name}: niet gevonden in {self.file}")
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")


def holes() -> list[Hole]:
    """All seeded holes, in the order of the file."""
    rows = tomllib.loads((ROOT / "tests/holes.toml").read_text(encoding="utf-8"))["hole"]
    return [Hole(**row) for row in rows]


def is_found(hole: Hole, servers: Sequence[str]) -> bool:
    """Whether its tests turn red in a copy of the house with this hole in it.

    Args:
        servers: beside which databases, as in DATABASE_URL; an empty one is SQLite.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "house"
        shutil.copytree(ROOT, copy, ignore=LEFT_BEHIND)
        hole.dig(copy)
        return any(_turn_red(hole, copy, server) for server in servers)


def _turn_red(hole: Hole, copy: Path, server: str) -> bool:
    """Whether the tests of this hole fail in this copy. Tables are made anew, for they may be what
    has the hole.
    """
    pytest = (sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider")
    made_before = (outside.HOME, outside.TEMPLATE)
    knows = {name: value for name, value in os.environ.items() if name not in made_before}
    done = subprocess.run(
        [*pytest, "-m", hole.marker, *hole.tests],
        cwd=copy,
        env={**knows, "PYTHONPATH": str(copy), "DATABASE_URL": server},
        stdout=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode == FAILED


def main() -> None:
    """Dig them one by one; ends with 1 when one of them went unseen."""
    named = [
        hole for hole in holes() if not sys.argv[1:] or any(w in hole.name for w in sys.argv[1:])
    ]
    server = os.environ.get("NAAST_TEST_POSTGRES", test.POSTGRES)
    servers = ["", *([server] if test.answers(server) else [])]
    unseen = []
    for hole in named:
        found = is_found(hole, servers)
        print(f"{'gevonden' if found else 'NIET GEZIEN':12} {hole.name}", flush=True)
        if not found:
            unseen.append(hole.name)
    print(f"{len(named) - len(unseen)} van {len(named)} gaten gevonden.")
    sys.exit(1 if unseen else 0)


if __name__ == "__main__":
    main()
