"""Putting a backup back, and proving that it is what was copied.

The newest copy of the keys opens the data, whatever day those are of: a family that was erased
since has no key in it, and its rows are taken away once more.
"""

import json
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pyrage

from naast.config.backups import chain, files
from naast.config.backups.make import DATABASE, MANIFEST
from naast.config.backups.manifest import Manifest, differences, file_hash
from naast.config.backups.sealing import BackupTrouble, unpack, unseal, workplace
from naast.config.backups.stores import Row, Store


@dataclass(frozen=True, slots=True)
class Order:
    """What to put back.

    Args:
        file: a copy of the data.
        keys: a copy of the keys, or a folder of which the newest counts.
        key: opens both.
        into: name of a filled database that may be overwritten; empty when none may.
    """

    file: Path
    keys: Path
    key: pyrage.x25519.Identity
    into: str = ""


@dataclass(frozen=True)
class Restored:
    """What was put back. `erased`: owners whose key is no more."""

    manifest: Manifest
    keys_of: datetime
    erased: tuple[str, ...] = ()
    differences: list[str] = field(default_factory=list)


def restore(order: Order, store: Store, *, home: Path) -> Restored:
    """Put data, keys and files in their places, and compare them with the manifest.

    Raises: BackupTrouble, before anything was changed.
    """
    refuse_filled(order, store)
    with workplace(home) as work:
        manifest = open_data(order, store, work)
        keys_of, keys = open_keys(order, work)
        if keys_of < manifest.made_at:
            raise BackupTrouble(
                "De kopie van de sleutels is ouder dan die van de gegevens. Zoek een nieuwere en"
                " geef die met --keys."
            )
        if not chain.master_opens(keys):
            raise BackupTrouble(
                "De hoofdsleutel hier opent deze sleutels niet. Leg het bestand master-key terug"
                f" in {home}, of geef NAAST_MASTER_KEY."
            )
        store.put_back(work / DATABASE, keys)
        for name in manifest.files:
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(work / name, home / name)
    gone = chain.gone(manifest.owners, keys)
    return Restored(manifest, keys_of, gone, compare(manifest, store, home))


def refuse_filled(order: Order, store: Store) -> None:
    """Raises: BackupTrouble when people live here whom nobody said may go."""
    if store.is_filled() and order.into != store.name:
        raise BackupTrouble(
            f"Hier staan al gegevens. Moeten die weg, zet dan --into {store.name} erbij. Wie dat"
            " doet, is kwijt wat er nu staat."
        )


def open_data(order: Order, store: Store, work: Path) -> Manifest:
    """Take a copy of the data apart, and see that it is one and that it fits here."""
    unseal(order.file, work / "archive", order.key)
    unpack(work / "archive", work)
    (work / "archive").unlink()
    try:
        manifest = Manifest.from_json((work / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        raise BackupTrouble(f"{order.file.name} is geen kopie van de gegevens.") from None
    if manifest.engine != store.engine:
        raise BackupTrouble(
            f"Deze kopie komt uit {manifest.engine} en hier draait {store.engine}. Kies met"
            " DATABASE_URL dezelfde soort."
        )
    return manifest


def open_keys(order: Order, work: Path) -> tuple[datetime, list[Row]]:
    """The newest keys, and the moment they are of."""
    path = files.newest(order.keys, "keys") if order.keys.is_dir() else order.keys
    if path is None:
        raise BackupTrouble(
            f"In {order.keys} staat geen kopie van de sleutels. Geef er een: --keys"
        )
    unseal(path, work / "keys", order.key)
    try:
        read = json.loads((work / "keys").read_text(encoding="utf-8"))
        return datetime.fromisoformat(read["made_at"]), list(read["rows"])
    except (ValueError, KeyError, TypeError):
        raise BackupTrouble(f"{path.name} is geen kopie van de sleutels.") from None


def compare(manifest: Manifest, store: Store, home: Path) -> list[str]:
    """Where what stands here is not what was copied, a Dutch line each."""
    with store.snapshot() as snapshot:
        lines = differences(manifest, snapshot.tables(), chain.heads(snapshot))
    for name, was in sorted(manifest.files.items()):
        if not (home / name).is_file() or file_hash(home / name) != was:
            lines.append(f"{name}: ontbreekt of is anders")
    return lines
