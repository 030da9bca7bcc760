"""Where copies stand, how they are called, and how long they are kept."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

STAMP: Final = "%Y%m%dT%H%M%SZ"
KEPT_DAYS: Final = 30
"""Default for copies of data; the most for copies of keys, because it is the promised time in
which an erased family can be read nowhere any more (docs/decisions/0050).
"""


def data_file(folder: Path, now: datetime) -> Path:
    """A copy of the data made at this moment."""
    return folder / f"naast-data-{now.astimezone(UTC):{STAMP}}.age"


def key_folder(folder: Path) -> Path:
    """Beside the copies of data, to be taken elsewhere by another way."""
    return folder / "keys"


def key_file(folder: Path, now: datetime) -> Path:
    """A copy of the keys made at this moment."""
    return key_folder(folder) / f"naast-keys-{now.astimezone(UTC):{STAMP}}.age"


def newest(folder: Path, kind: str) -> Path | None:
    """The last copy of this kind (`data` or `keys`) in a folder."""
    return max(_all(folder, kind), default=None, key=lambda path: path.name)


def rotate(folder: Path, kind: str, *, days: int, now: datetime) -> list[Path]:
    """Throw away copies older than `days`, but never the last one. Returns which."""
    last = newest(folder, kind)
    old = [p for p in _all(folder, kind) if p != last and _made(p) < now - timedelta(days=days)]
    for path in old:
        path.unlink()
    return old


def _all(folder: Path, kind: str) -> list[Path]:
    return [path for path in folder.glob(f"naast-{kind}-*.age") if _made(path) is not None]


def _made(path: Path) -> datetime:
    return datetime.strptime(path.stem.rpartition("-")[2], STAMP).replace(tzinfo=UTC)
