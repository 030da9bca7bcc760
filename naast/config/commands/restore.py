"""`naast restore`: put a backup back, and prove that it is whole."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from naast.config.backups.restore import Restored


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `naast restore`."""
    parser = subparsers.add_parser(
        "restore",
        help="een reservekopie terugzetten in een lege installatie",
        description="Zet gegevens terug, met de nieuwste kopie van de sleutels. Zet Naast eerst"
        " uit, en leg de hoofdsleutel (master-key) terug in NAAST_HOME. Zie docs/operating.md.",
    )
    parser.add_argument("file", type=Path, metavar="BESTAND", help="naast-data-….age")
    parser.add_argument(
        "--identity",
        type=Path,
        required=True,
        metavar="BESTAND",
        help="waar de geheime sleutel in staat",
    )
    parser.add_argument(
        "--keys", type=Path, metavar="PLEK",
        help="kopie van de sleutels, of een map waarvan de nieuwste telt (keys naast BESTAND)",
    )  # fmt: skip
    parser.add_argument(
        "--into", default="", metavar="NAAM", help="deze gevulde database mag worden overschreven"
    )
    parser.add_argument(
        "--verify", action="store_true", help="vergelijken met de kopie en het logboek nakijken"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Put it back, bring its tables up to date, take away what was erased since, and check.

    Returns: 0 when it stands; 1, with the reason on stderr, when nothing was changed or when what
    stands there is not what was copied.
    """
    import django

    django.setup()

    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from naast.common.erasing import erase_again
    from naast.config.backups import chain
    from naast.config.backups.restore import Order, restore
    from naast.config.backups.sealing import BackupTrouble, identity
    from naast.config.backups.stores import store

    keys = arguments.keys or arguments.file.parent / "keys"
    try:
        order = Order(arguments.file, keys, identity(arguments.identity), arguments.into)
        restored = restore(order, store(), home=settings.NAAST_HOME)
    except BackupTrouble as error:
        print(f"Er is niets teruggezet. {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Het terugzetten is niet af: {error}. Begin opnieuw, met --into.", file=sys.stderr)
        return 1
    connection.close()
    # Also when no migration is due: what the server itself guards is laid anew behind it.
    call_command("migrate", verbosity=0, interactive=False)
    left = [owner for owner in restored.erased if not erase_again(owner)]
    troubles = [*restored.differences, *chain.logbook_troubles()] if arguments.verify else []
    for line in in_words(restored, left):
        print(line)
    if troubles:
        print("\n".join(["Dit klopt niet:", *troubles]), file=sys.stderr)
        return 1
    if arguments.verify:
        print("Nagekeken: aantallen, inhoud en logboek zijn gelijk aan de kopie.")
    return 0


def in_words(restored: "Restored", left: list[str]) -> list[str]:
    """What was put back, for the person at the keyboard."""
    from django.utils import timezone

    manifest = restored.manifest
    made_at, keys_of = map(timezone.localtime, (manifest.made_at, restored.keys_of))
    lines = [
        f"Teruggezet: {manifest.rows} rijen in {len(manifest.tables)} tabellen"
        f" en {len(manifest.files)} bestanden, van {made_at:%d-%m-%Y %H:%M}.",
        f"Sleutels van {keys_of:%d-%m-%Y %H:%M}.",
    ]
    if restored.erased:
        lines.append(
            f"Sinds die kopie zijn {len(restored.erased)} sleutels vernietigd. Wat daarmee"
            " versleuteld was, blijft onleesbaar."
        )
    if left:
        lines.append(f"Namen en e-mailadressen daarvan staan er weer: wis ook {', '.join(left)}.")
    return [*lines, "Iedereen moet opnieuw inloggen."]
