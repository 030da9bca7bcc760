"""`naast keys`: a new master key, and new keys for organisations."""

import argparse
import os
from pathlib import Path


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `naast keys rotate`."""
    parser = subparsers.add_parser("keys", help="de sleutels vernieuwen")
    actions = parser.add_subparsers(title="wat", metavar="WAT", required=True)
    rotate = actions.add_parser("rotate", help="een nieuwe hoofdsleutel maken en gebruiken")
    rotate.add_argument(
        "--organisations", action="store_true", help="ook elke organisatie een nieuwe sleutel"
    )
    rotate.set_defaults(run=run_rotate)


def run_rotate(arguments: argparse.Namespace) -> None:
    """Make a new master key, wrap all keys by it, and let the old one go.

    The old key stays in the file until every key was wrapped anew, so a stop halfway loses nothing.

    A master key from the environment is not ours to write: there the new one was put before the
    old one by hand.
    """
    import django

    django.setup()

    from django.conf import settings

    from naast.common import keys
    from naast.common.models import Key
    from naast.config.environment import new_master_key

    kept = Path(settings.NAAST_HOME) / "master-key"
    ours = not os.environ.get("NAAST_MASTER_KEY")
    if ours:
        settings.MASTER_KEYS = [new_master_key(), *settings.MASTER_KEYS]
        _write(kept, settings.MASTER_KEYS)
        keys.forget()
    count = keys.rotate_master()
    if arguments.organisations:
        for owner in Key.objects.filter(owner__startswith="organisation:"):
            count += keys.rotate_organisation(int(owner.owner.partition(":")[2]))
    if ours:
        _write(kept, settings.MASTER_KEYS[:1])
        print(f"{count} sleutels opnieuw ingepakt. Bewaar nu een nieuwe kopie van {kept}.")
        print("Start Naast opnieuw: een draaiend proces kent de oude hoofdsleutel nog.")
    else:
        print(f"{count} sleutels opnieuw ingepakt met de eerste sleutel van NAAST_MASTER_KEY.")


def _write(path: Path, master_keys: list[str]) -> None:
    """Replace the file at once, readable for its owner only."""
    fresh = path.with_suffix(".new")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write("\n".join(master_keys))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
