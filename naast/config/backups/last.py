"""How the last backup went, so that a page or `naast check` can say when it is too long ago."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Self

FILE: Final = "last-backup.json"
LONGEST: Final = timedelta(hours=26)
"""A night and a little more (TRUST, Backup)."""


@dataclass(frozen=True, slots=True)
class LastBackup:
    """How it went.

    Args:
        at: when it was tried last.
        well_at: when it succeeded last; None when it never did.
        trouble: what went wrong at the last try, in Dutch; empty when it went well.
    """

    at: datetime
    well_at: datetime | None
    trouble: str = ""

    @classmethod
    def read(cls, home: Path) -> Self | None:
        """What is written in the home folder; None when nothing was ever tried or is readable."""
        try:
            kept = json.loads((home / FILE).read_text(encoding="utf-8"))
            well_at = kept["well_at"] and datetime.fromisoformat(kept["well_at"])
            return cls(datetime.fromisoformat(kept["at"]), well_at, kept["trouble"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, home: Path) -> None:
        """In place of what was written before, at once."""
        draft = home / f".{FILE}"
        draft.write_text(json.dumps(asdict(self), default=datetime.isoformat), encoding="utf-8")
        draft.replace(home / FILE)


def note(home: Path, *, now: datetime, trouble: str = "") -> None:
    """Write down how it went just now."""
    before = LastBackup.read(home)
    well_at = now if not trouble else before.well_at if before else None
    LastBackup(now, well_at, trouble).write(home)


def complaint(home: Path, *, since: datetime, now: datetime) -> str | None:
    """What somebody must do about backups, in Dutch; None when all is well.

    Args:
        since: when this installation began; a new one has as long as there may be between two.
    """
    last = LastBackup.read(home)
    well_at = last.well_at if last else None
    if now - (well_at or since) <= LONGEST:
        return None
    why = f" De laatste poging mislukte: {last.trouble}" if last and last.trouble else ""
    if well_at is None:
        return f"Er is nog geen reservekopie gemaakt (naast backup).{why}"
    hours = int((now - well_at).total_seconds() // 3600)
    return f"De laatste reservekopie is {hours} uur oud (naast backup).{why}"
