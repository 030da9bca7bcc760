"""`naast logbook`: whether the logbook is still what was written, and its heads for elsewhere."""

import argparse
import sys
from pathlib import Path


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `naast logbook verify` and `naast logbook heads`."""
    parser = subparsers.add_parser("logbook", help="het logboek nakijken, of de koppen bewaren")
    actions = parser.add_subparsers(title="wat", metavar="WAT", required=True)
    verify = actions.add_parser("verify", help="kijken of er niets veranderd of weg is")
    verify.add_argument(
        "--heads", type=Path, nargs="*", default=None, metavar="BESTAND",
        help="koppen die elders zijn bewaard (anders die in NAAST_HOME)",
    )  # fmt: skip
    verify.set_defaults(run=run_verify)
    heads = actions.add_parser("heads", help="de koppen van vandaag in een bestand zetten")
    heads.set_defaults(run=run_heads)


def run_verify(arguments: argparse.Namespace) -> int:
    """Check every chain, against the heads that were kept.

    Returns: 0 when all is as it was written, 1 with a line per trouble otherwise.
    """
    import django

    django.setup()

    from naast.common.logbook import chain
    from naast.common.models import LogEntry

    files = arguments.heads
    if files is None:
        files = sorted(chain.heads_folder().glob("*.json"))
    try:
        kept = [head for path in files for head in chain.read_heads(path)]
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    troubles = chain.verify(kept)
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    count = LogEntry.objects.count()
    if troubles:
        print(f"Niet in orde: {len(troubles)} plekken in {count} regels.", file=sys.stderr)
        return 1
    print(f"In orde: {count} regels, {len(files)} bestanden met koppen.")
    if not files:
        print("Let op: zonder bewaarde koppen is niet te zien of er aan het einde iets af is.")
    return 0


def run_heads(arguments: argparse.Namespace) -> None:
    """Write the heads as they are now, and say where."""
    import django

    django.setup()

    from django.utils import timezone

    from naast.common.logbook import chain

    path = chain.export_heads(timezone.now())
    print(f"Koppen bewaard: {path}")
    print("Stuur dit bestand naar twee mensen die deze computer niet beheren.")
