"""`naast post`: sends the mail that the pages left in the outbox."""

import argparse
import os
import time

EVERY_SECONDS = 0.5
"""How long the sender sleeps when there is nothing to send."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `naast post`."""
    parser = subparsers.add_parser("post", help="mail versturen; naast serve doet dit vanzelf")
    parser.add_argument("--once", action="store_true", help="wat er nu klaarligt, en dan stoppen")
    parser.add_argument(
        "--beside", type=int, metavar="PID", help="stoppen zodra dit proces niet meer de ouder is"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Send what is due, again and again, until Ctrl-C or until the parent is gone."""
    import django

    django.setup()

    from django.db import close_old_connections

    from naast.common import post

    while True:
        try:
            close_old_connections()
            post.deliver()
        except Exception:
            # The database is away or busy: what waits in it is still there in a moment.
            if arguments.once:
                raise
            close_old_connections()
        if arguments.once:
            return 0
        if arguments.beside and os.getppid() != arguments.beside:
            return 0
        time.sleep(EVERY_SECONDS)
