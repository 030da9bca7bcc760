"""Making a backup: data and keys, each in a file of its own, sealed for somebody elsewhere.

First the data, then the keys: a key that was made in between only opens more, a key that was
destroyed in between stays destroyed.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import naast
from naast.config.backups import chain, files
from naast.config.backups.manifest import Manifest, file_hash
from naast.config.backups.sealing import pack, recipients, seal, workplace
from naast.config.backups.stores import Row, Snapshot, Store

DATABASE = "database"
MANIFEST = "manifest.json"
BESIDES = ("media/**/*", "logbook-heads/*", "postcodes-nl.csv")
"""Other files of the home folder that come along. Never `master-key`, never `secret-key`."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to make.

    Args:
        to: public keys, at least one.
        folder: where copies stand.
        keep_days: how long copies of data are kept, > 0.
        keys_only: only the keys, which is small and quick.
    """

    to: Sequence[str]
    folder: Path
    keep_days: int = files.KEPT_DAYS
    keys_only: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the files, the rows in them (0 when only keys), and what was thrown away."""

    data: Path | None
    keys: Path
    rows: int
    gone: list[Path]


def make(order: Order, store: Store, *, home: Path, now: datetime) -> Made:
    """Copy, seal, and throw away what is too old. A copy is there whole or not at all.

    Raises: BackupTrouble.
    """
    readers = recipients(list(order.to))
    keys = files.key_file(order.folder, now)
    with workplace(order.folder) as work:
        data, rows = None, 0
        if not order.keys_only:
            data = files.data_file(order.folder, now)
            with store.snapshot() as snapshot:
                manifest = describe(snapshot, store, home, now)
                snapshot.write(work / DATABASE)
            rows = manifest.rows
            (work / MANIFEST).write_text(manifest.as_json(), encoding="utf-8")
            carried = {name: home / name for name in manifest.files}
            own = {name: work / name for name in (MANIFEST, DATABASE)}
            pack(work / "archive", {**own, **carried})
            seal(work / "archive", data, readers)
        write_keys(store.keys(), work / "keys", now)
        seal(work / "keys", keys, readers)
    gone = files.rotate(order.folder, "data", days=order.keep_days, now=now)
    most = min(order.keep_days, files.KEPT_DAYS)
    gone += files.rotate(keys.parent, "keys", days=most, now=now)
    return Made(data, keys, rows, gone)


def describe(snapshot: Snapshot, store: Store, home: Path, now: datetime) -> Manifest:
    """What is in the data at this moment."""
    carried = {
        str(path.relative_to(home)): file_hash(path)
        for pattern in BESIDES
        for path in sorted(home.glob(pattern))
        if path.is_file()
    }
    return Manifest(
        made_at=now,
        engine=store.engine,
        version=naast.__version__,
        tables=snapshot.tables(),
        heads=chain.heads(snapshot),
        owners=chain.owners(snapshot.keys()),
        files=carried,
    )


def write_keys(rows: list[Row], target: Path, now: datetime) -> None:
    """The wrapped keys as they stand, worth nothing without the master key."""
    target.write_text(json.dumps({"made_at": now.isoformat(), "rows": rows}), encoding="utf-8")
