"""`naast backup`: a copy that only somebody elsewhere can open."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from naast.config.backups.make import Made

KEYGEN_SAYS = """\
Dit zijn twee nieuwe sleutels.
De openbare (age1…) mag op de server: NAAST_BACKUP_RECIPIENT of --to.
De geheime (AGE-SECRET-KEY-1…) opent elke reservekopie. Bewaar die ergens anders, bij twee mensen,
en nooit op de server. Raakt hij weg, dan gaat geen kopie meer open."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `naast backup`."""
    parser = subparsers.add_parser(
        "backup",
        help="een reservekopie maken, versleuteld voor iemand ergens anders",
        description="Maakt twee bestanden: de gegevens, en apart daarvan de sleutels. Ze gaan"
        " alleen open met de geheime sleutel die bij --to hoort. De hoofdsleutel van deze"
        " installatie (master-key) zit er niet in: bewaar die apart. Zie docs/operating.md.",
    )
    parser.add_argument(
        "what",
        nargs="?",
        choices=["keygen"],
        metavar="keygen",
        help="geen kopie maken, maar twee nieuwe sleutels laten zien",
    )
    parser.add_argument(
        "--to",
        action="append",
        metavar="AGE1…",
        help="openbare sleutel; mag vaker (anders $NAAST_BACKUP_RECIPIENT, met komma's ertussen)",
    )
    parser.add_argument("--folder", type=Path, metavar="MAP", help="waar (backups in NAAST_HOME)")
    parser.add_argument(
        "--keep-days", type=_days, default=30, metavar="DAGEN", help="zo lang blijft een kopie (30)"
    )
    parser.add_argument(
        "--keys-only", action="store_true", help="alleen de sleutels, klein en snel"
    )
    parser.set_defaults(run=run)


def _days(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError("geef een aantal dagen van 1 of meer")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Make a backup and write down how it went.

    Returns: 0 when it was made, 1 with the reason on stderr otherwise.
    """
    if arguments.what == "keygen":
        return keygen()

    import django

    django.setup()

    from django.conf import settings
    from django.utils import timezone

    from naast.config.backups import last
    from naast.config.backups.make import Order, make
    from naast.config.backups.sealing import BackupTrouble
    from naast.config.backups.stores import store

    given = os.environ.get("NAAST_BACKUP_RECIPIENT", "").replace(",", " ").split()
    folder = arguments.folder or settings.NAAST_HOME / "backups"
    order = Order(
        arguments.to or given, folder.absolute(), arguments.keep_days, arguments.keys_only
    )
    now, home = timezone.now(), settings.NAAST_HOME
    try:
        made = make(order, store(), home=home, now=now)
    except (BackupTrouble, OSError) as error:
        last.note(home, now=now, trouble=str(error))
        print(f"Er is geen reservekopie gemaakt. {error}", file=sys.stderr)
        return 1
    if not order.keys_only:
        last.note(home, now=now)
    for line in in_words(made):
        print(line)
    return 0


def keygen() -> int:
    """Show a new pair, so that `naast backup keygen > FILE` makes a file that `restore` reads."""
    from naast.config.backups.sealing import new_pair

    public, secret = new_pair()
    print(KEYGEN_SAYS, file=sys.stderr)
    print(f"# openbare sleutel: {public}\n{secret}")
    return 0


def in_words(made: "Made") -> list[str]:
    """What was made, for the person at the keyboard."""
    lines = [f"Sleutels: {made.keys}"]
    if made.data:
        size = f"{made.data.stat().st_size / 1e6:.1f}".replace(".", ",")
        lines.insert(0, f"Gegevens: {made.data} ({made.rows} rijen, {size} MB)")
    if made.gone:
        lines.append(f"Weggegooid omdat ze te oud waren: {len(made.gone)}")
    return [*lines, "Bewaar ze allebei op een andere plek, en niet bij elkaar."]
