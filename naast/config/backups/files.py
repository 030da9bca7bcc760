"""Where copies stand, how they are called, and how long they are kept."""

from contextlib import suppress
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
    made = _all(folder, kind)
    return max(made, default=None, key=lambda path: made[path])


def rotate(folder: Path, kind: str, *, days: int, now: datetime) -> list[Path]:
    """Throw away copies older than `days`, but never the last one. Returns which."""
    last, oldest = newest(folder, kind), now - timedelta(days=days)
    old = [path for path, made in _all(folder, kind).items() if path != last and made < oldest]
    for path in old:
        path.unlink()
    return old


def _all(folder: Path, kind: str) -> dict[Path, datetime]:
    """Copies of this kind with the moment they were made; what is called otherwise is not ours."""
    made = {}
    for path in folder.glob(f"naast-{kind}-*.age"):
        with suppress(ValueError):
            stamp = datetime.strptime(path.stem.rpartition("-")[2], STAMP)
            made[path] = stamp.replace(tzinfo=UTC)
    return made
