"""The command `naast`: one subcommand per module of `naast.config.commands`.

Each module has `add(subparsers)`, which registers a parser with `set_defaults(run=function)`. The
function takes the parsed arguments and returns the exit code (None means 0). Django, the solver and
the PDF writer are imported inside those functions, so that `naast --help` answers at once.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from naast import __version__
from naast.config.commands import (
    backup,
    check,
    demo,
    erase,
    keys,
    logbook,
    manage,
    match,
    post,
    postcodes,
    restore,
    retention,
    serve,
)


def parser() -> argparse.ArgumentParser:
    """The parser of `naast` with all its subcommands."""
    root = argparse.ArgumentParser(prog="naast", description="Naast: gezinnen naast gezinnen.")
    root.add_argument("--version", action="version", version=f"naast {__version__}")
    subparsers = root.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True)
    modules = (
        serve, post, demo, match, postcodes, backup, restore, check, logbook, keys, retention,
        erase, manage,
    )  # fmt: skip
    for module in modules:
        module.add(subparsers)
    return root


def run_command(argv: Sequence[str] | None = None) -> int:
    """Do what `argv` (default: what was typed) asks, and return the exit code. A programme file
    that is not in order is told by file and key, and ends it with 1.

    Raises: SystemExit from argparse, with 2 when the arguments cannot be read.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naast.config.settings")
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except ValueError as wrong:
        from naast.programmes.problems import InvalidDefinition

        if not isinstance(wrong, InvalidDefinition):
            raise
        print(f"Dit gaat niet. Verbeter eerst:\n{wrong}", file=sys.stderr)
        return 1


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code; Ctrl-C ends without a traceback."""
    try:
        code = run_command(argv)
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)
