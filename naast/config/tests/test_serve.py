import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from naast.config.commands.serve import why_not_free
from naast.config.tests.conftest import Naast
from tests.outside import outside

START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def listening() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        yield taken.getsockname()[1]


def test_a_port_in_use_is_said_in_one_line_before_anything_else_happens(naast: Naast) -> None:
    with listening() as port:
        done = naast("serve", "--port", str(port))
    assert done.returncode == 1
    assert (
        done.stderr == f"Poort {port} is al in gebruik. Kies een andere, zoals PORT={port + 1}.\n"
    )
    assert done.stdout == ""


def test_a_free_port_is_free_and_a_port_that_cannot_be_is_named() -> None:
    assert why_not_free("127.0.0.1", free_port()) is None
    assert why_not_free("127.0.0.1", 70_000) == (
        "Poort 70000 bestaat niet. Kies een getal van 1 tot en met 65535."
    )


def test_serving_prepares_itself_answers_and_ends_cleanly_on_ctrl_c(tmp_path: Path) -> None:
    home, port = tmp_path / "home", free_port()
    shown = tmp_path / "shown"
    for first in (True, False):
        with shown.open("w") as output:
            server = subprocess.Popen(
                [sys.executable, "-m", "naast", "serve", "--port", str(port)],
                env={**outside(home), "PYTHONUNBUFFERED": "1"},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            try:
                page = first_page(f"http://127.0.0.1:{port}/", server)
            finally:
                server.send_signal(signal.SIGINT)
                code = server.wait(timeout=30)
        told = shown.read_text()
        assert "<html" in page, told
        assert code == 0, told
        assert f"Naast staat open op http://127.0.0.1:{port}" in told
        assert ("Tabellen bijwerken" in told) is first
        assert ("Opmaak en letters klaarzetten" in told) is first
        assert "Traceback" not in told
    assert oct((home / "secret-key").stat().st_mode)[-3:] == "600"


def first_page(url: str, server: "subprocess.Popen[bytes]") -> str:
    """The page at `url` as soon as it is there; fails when the server ends or stays silent."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    return ""


def test_a_programme_that_is_not_in_order_stops_every_command_before_anything_changes(
    naast: Naast, tmp_path: Path
) -> None:
    programmes = tmp_path / "home" / "programmes"
    programmes.mkdir(parents=True)
    (programmes / "muziek.toml").write_text("slug = muziek", encoding="utf-8")
    said = "muziek.toml: (bestand): regel 1, teken 8: deze waarde kunnen we niet lezen"
    served = naast("serve", "--port", str(free_port()))
    assert served.returncode == 1
    assert served.stderr.startswith("Naast start nog niet. Verbeter eerst deze bestanden:\n")
    assert said in served.stderr
    assert [path.name for path in (tmp_path / "home").glob("*.sqlite3")] == []
    for command in (("check",), ("demo",), ("manage", "keep_time")):
        done = naast(*command)
        assert done.returncode == 1
        assert said in done.stderr
        assert "Traceback" not in done.stderr
    door = subprocess.run(
        [sys.executable, "-c", "import naast.config.wsgi"],
        env=outside(tmp_path / "home"), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert door.returncode == 1
    assert said in door.stderr
