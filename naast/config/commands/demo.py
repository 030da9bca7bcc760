"""`naast demo`: the demo region, in an empty installation."""

import argparse
import os
import sys
from datetime import date


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `naast demo`."""
    parser = subparsers.add_parser("demo", help="de voorbeeldregio maken, met verzonnen mensen")
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="DAG", help="de dag van vandaag daar (2026-11-22)"
    )
    parser.add_argument(
        "--if-empty", action="store_true", help="niets doen als er al gegevens zijn"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Build the region and say who can log in.

    Returns: 1 when there is data already, unless that was allowed for.
    """
    os.environ.setdefault("NAAST_DEMO", "True")  # its mails go to the demo mailbox, not outside

    import django

    django.setup()

    from naast.config import upkeep

    upkeep.bring_tables_up_to_date(lambda line: print(line, flush=True))
    if upkeep.is_empty():
        upkeep.build_demo_region(on=arguments.on, out=sys.stdout)
    elif not arguments.if_empty:
        print(
            "Hier staan al gegevens. De voorbeeldregio komt alleen in een lege installatie:"
            " kies een andere map met NAAST_HOME.",
            file=sys.stderr,
        )
        return 1
    print("Hiermee kun je inloggen, met NAAST_DEMO=True:")
    for line in upkeep.demo_cast():
        print(f"  {line}")
    return 0
