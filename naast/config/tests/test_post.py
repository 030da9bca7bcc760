"""`naast post`: what the pages left in the outbox leaves the house, also beside `naast serve`."""

import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from naast.config.tests.conftest import Naast
from naast.config.tests.test_serve import first_page, free_port
from tests.outside import outside

LEFT = (
    "INSERT INTO common_outgoingmail (kind, `to`, language, facts, put_at, due_at, tries) VALUES"
    " ('common.ready', 'iemand@voorbeeld.test', 'nl', '{\"link\": \"\"}',"
    " '2026-01-01', '2026-01-01', 0)"
)


def leave(home: Path) -> None:
    """Put a mail in the outbox, as a page does."""
    with sqlite3.connect(home / "naast.sqlite3", timeout=20) as database:
        database.execute(LEFT)


def waiting(home: Path) -> int:
    """How many mails still wait."""
    with sqlite3.connect(home / "naast.sqlite3", timeout=20) as database:
        return int(database.execute("SELECT count(*) FROM common_outgoingmail").fetchone()[0])


def test_what_waits_leaves(naast: Naast, home: Path) -> None:
    leave(home)
    done = naast("post", "--once")
    assert done.returncode == 0, done.stderr
    assert "Er staat een bericht voor je klaar" in done.stdout
    assert waiting(home) == 0


def test_a_site_that_runs_sends_by_itself_and_takes_its_sender_along(home: Path) -> None:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "naast", "serve", "--port", str(port)],
        env=outside(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert "<html" in first_page(f"http://127.0.0.1:{port}/", server)  # type: ignore[arg-type]  # of texts
        leave(home)
        deadline = time.monotonic() + 30
        while waiting(home) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert waiting(home) == 0
    finally:
        server.send_signal(signal.SIGINT)
    # Its sender holds the same pipe: reading on ends when that has gone too.
    told, _nothing = server.communicate(timeout=30)
    assert "Er staat een bericht voor je klaar" in told
