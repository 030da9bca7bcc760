"""Runs all tests: on SQLite, again on PostgreSQL when one answers, then the browser journeys.

Beside two databases most tests take turns (tests/turns.py); with --both each is run beside both.
Arguments go to pytest, so that `python -m scripts.test naast/support -k path` narrows every pass;
then nothing takes turns.
With CI=true PostgreSQL and a browser must be there. NAAST_TEST_POSTGRES names another server.
After each pass the lines it logged are searched for names, addresses and words of the cast: none
may be there.
"""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from scripts import browser
from tests import outside, turns
from tests.canaries import CAST

POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"
IN_CI = os.environ.get("CI") == "true"
LOG = "NAAST_TEST_LOG"
FILE = "NAAST_TEST_DATABASE"
REPORT = "NAAST_TRUST_REPORT"
FEWEST_LINES = 100
"""How many lines a whole pass logs at least; with fewer, looking through them proves nothing."""
NOTHING_COLLECTED = 5
"""pytest's exit code when no test matched: allowed when arguments narrow what is run."""


@dataclass(frozen=True)
class Pass:
    """One run of pytest."""

    name: str
    options: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


def passes(only: str = "", *, in_turn: bool = False) -> list[Pass]:
    """The runs this machine can do, of the tests with marker `only` or of all. Ends the process
    when CI lacks one of them.

    Args:
        in_turn: whether most tests are run beside one of two databases only.
    """
    marked = f" and {only}" if only else ""
    pages = ("-m", f"not browser{marked}", "-n", "2", "--dist", "load", "--reuse-db")
    planned = [Pass("SQLite", pages, {"DATABASE_URL": ""})]
    url = os.environ.get("NAAST_TEST_POSTGRES", POSTGRES)
    if answers(url):
        again = ("-m", f"not browser and not once{marked}", "-n", "2", "--dist", "load")
        planned.append(Pass("PostgreSQL", again, {"DATABASE_URL": url}))
        if in_turn:
            for turn, each in enumerate(planned):
                each.environment[turns.TURN] = str(turn)
    else:
        missing("Geen PostgreSQL bereikbaar: alleen op SQLite getoetst.")
    if chromium := browser.provide():
        environment = {"DATABASE_URL": "", "NAAST_CHROMIUM": chromium, FILE: "journeys"}
        journeys = ("tests", "-m", f"browser{marked}", *pages[2:])
        planned.append(Pass(f"browser ({chromium})", journeys, environment))
    else:
        missing(browser.MISSING)
    return planned


def answers(url: str) -> bool:
    """Whether a PostgreSQL server lets us in at `url`."""
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def missing(line: str) -> None:
    """Say what cannot be tested here; in CI that is a failure."""
    print(line, file=sys.stderr, flush=True)
    if IN_CI:
        sys.exit(1)


def run(narrowed: list[str], *, only: str = "", both: bool = False) -> int:
    """Run the passes until one fails.

    Args:
        narrowed: arguments for pytest.
        only: a marker; empty for all tests.
        both: whether every test is run beside both databases.
    Returns: the exit code of the pass that failed, or 0.
    """
    planned = passes(only, in_turn=not (narrowed or only or both))
    servers = {url for each in planned if (url := each.environment["DATABASE_URL"])}
    with ExitStack() as made:
        home = Path(made.enter_context(tempfile.TemporaryDirectory())) / "home"
        outside.make_home(home)
        os.environ[outside.HOME] = str(home)
        for url in servers:
            os.environ[outside.TEMPLATE] = made.enter_context(outside.tables_on(url, home))
        return _run(planned, narrowed, floor=0 if narrowed or only else FEWEST_LINES)


def _run(planned: list[Pass], narrowed: list[str], *, floor: int) -> int:
    for each in planned:
        print(f"\n── {each.name}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "log"
            done = subprocess.run(
                [sys.executable, "-m", "pytest", *each.options, *narrowed],
                env={**os.environ, **each.environment, LOG: str(log)},
                check=False,
            )
            quiet = tells_nothing(log, floor=floor)
        if done.returncode and not (narrowed and done.returncode == NOTHING_COLLECTED):
            return done.returncode
        if not quiet:
            return 1
    return 0


def tells_nothing(log: Path, *, floor: int) -> bool:
    """Whether nothing of the cast stands in what a pass logged, over at least `floor` lines."""
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    leaking = [line for line in lines if any(canary in line for canary in CAST)]
    for line in leaking:
        print(f"In een log staat iets van iemand: {line}", file=sys.stderr, flush=True)
    if len(lines) < floor:
        print(f"Maar {len(lines)} regels gelogd; de bodem is {floor}.", file=sys.stderr, flush=True)
    if path := os.environ.get(REPORT):
        row = {
            "promise": "P16", "what": "logregels van alle toetsen zonder gegevens",
            "count": len(lines), "broken": len(leaking), "floor": floor, "where": "scripts.test",
        }  # fmt: skip
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
    return not leaking and len(lines) >= floor


def main() -> None:
    """Run everything and end with what the promises counted."""
    from scripts import trust

    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "trust.jsonl"
        os.environ[trust.REPORT] = str(report)
        both = "--both" in sys.argv
        code = run([each for each in sys.argv[1:] if each != "--both"], both=both)
        print(f"\n── Vertrouwen\n{trust.table(report)}", flush=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
