"""`naast serve`: the site, from one command, with its tables and files up to date."""

import argparse
import errno
import os
import socket
import subprocess  # nosec B404 -- starts nothing but ourselves
import sys
import threading
import time
from typing import Any

WORKERS = 2
"""Processes that serve pages; each handles one request at a time."""

AGAIN_SECONDS = 2
"""How long to wait before starting a sender of mail that stopped again."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `naast serve`."""
    parser = subparsers.add_parser("serve", help="Naast draaien op deze computer")
    parser.add_argument("--host", default="127.0.0.1", help="adres (127.0.0.1)")
    parser.add_argument(
        "--port",
        type=int,
        default=os.environ.get("PORT") or 8000,
        help="poort ($PORT, anders 8000)",
    )
    parser.add_argument("--workers", type=int, default=WORKERS, help=f"processen ({WORKERS})")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prepare what is due and serve until Ctrl-C.

    Returns: 1 when the address is taken, the settings are not safe or a programme is not in order.
    Otherwise this ends with the server, by SystemExit 0.
    """
    if trouble := why_not_free(arguments.host, arguments.port):
        print(trouble, file=sys.stderr)
        return 1

    import django

    django.setup()
    if not is_safe(arguments.host) or not programmes_are_in_order():
        return 1
    prepare()
    shown = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    bind = f"{shown}:{arguments.port}"
    threading.Thread(target=keep_sending, name="post", daemon=True).start()
    start(bind, arguments.workers, welcome=welcome(f"http://{bind}"))
    return 0


def why_not_free(host: str, port: int) -> str | None:
    """One line that says why nothing can listen at this address; None when it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError:
            return f"Poort {port} bestaat niet. Kies een getal van 1 tot en met 65535."
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"Poort {port} is al in gebruik. Kies een andere, zoals PORT={port + 1}."
            return f"Luisteren op {host}:{port} lukt niet: {error.strerror or error}."
    return None


def is_safe(host: str) -> bool:
    """Whether Naast may open at this address with these settings; says on stderr what is not."""
    from naast.config import safety

    found = safety.troubles(safety.here(bind=host))
    for trouble in found:
        print(trouble.words, file=sys.stderr)
    return not any(trouble.stops for trouble in found)


def programmes_are_in_order() -> bool:
    """Whether every programme file can be used; says on stderr what is wrong with the others. Asked
    before anything is touched, so that an error in a file changes nothing.
    """
    from naast.programmes.library import in_all_folders

    problems = in_all_folders()[1]
    if problems:
        print("Naast start nog niet. Verbeter eerst deze bestanden:", file=sys.stderr)
    for problem in sorted(problems):
        print(problem, file=sys.stderr)
    return not problems


def prepare() -> None:
    """Tables, static files and, in demo mode on an empty database, the demo region."""
    from django.conf import settings

    from naast.config import upkeep

    upkeep.bring_tables_up_to_date(say)
    upkeep.collect_static_files(say)
    if settings.DEMO and upkeep.is_empty():
        say("De voorbeeldregio maken. Dat gebeurt één keer.")
        upkeep.build_demo_region(on=None, out=sys.stdout)
    upkeep.keep_time()


def start(bind: str, workers: int, welcome: str) -> None:
    """Run gunicorn in this process. The pages are loaded once, before the workers part."""
    from django.conf import settings
    from gunicorn.app.base import BaseApplication

    options = {
        "bind": bind,
        "workers": workers,
        "preload_app": True,
        "loglevel": "warning",
        "logconfig_dict": settings.LOGGING,  # its own lines name addresses of visitors
        "proc_name": "naast",
        "when_ready": lambda _server: say(welcome),
        "control_socket_disable": True,  # no second door beside the pages
    }

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """gunicorn with our options and none from files or the environment."""

        def load_config(self) -> None:
            for name, value in options.items():
                if name in self.cfg.settings:  # control_socket_disable came with version 25.1
                    self.cfg.set(name, value)

        def load(self) -> Any:
            from django.db import connections

            from naast.config.wsgi import application

            connections.close_all()  # a connection cannot be shared between processes
            return application

    Server().run()


def keep_sending() -> None:
    """Keep one sender of mail running beside the pages. It ends by itself when we are gone.

    A process of its own: a page must not wait for a mail server, and must not be slower when there
    was something to send.
    """
    while True:
        command = [sys.executable, "-m", "naast", "post", "--beside", str(os.getpid())]
        sender = subprocess.Popen(  # nosec B603 -- no shell, and nothing from outside in it
            command, stdin=subprocess.DEVNULL, start_new_session=True
        )
        sender.wait()
        time.sleep(AGAIN_SECONDS)


def welcome(url: str) -> str:
    """Where the site is and, in demo mode, who can log in."""
    from django.conf import settings

    lines = ["", f"Naast staat open op {url}"]
    if settings.DEMO:
        from naast.config import upkeep

        lines += ["", f"Meekijken kan als een van deze mensen, op {url}/demo/"]
        lines += [f"  {line}" for line in upkeep.demo_cast()]
    return "\n".join([*lines, "", "Stoppen: Ctrl-C"])


def say(line: str) -> None:
    """One line for whoever started this, at once."""
    print(line, flush=True)
