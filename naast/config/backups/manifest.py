"""What was in the data when they were copied: the proof that what comes back is the same."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Self

BLOCK = 1 << 20
"""Bytes read at a time."""


@dataclass(frozen=True, slots=True)
class Table:
    """Contents of one table. `sha256` is over the hashes of its rows, sorted."""

    rows: int
    sha256: str

    @classmethod
    def of(cls, rows: Iterable[str]) -> Self:
        """Of its rows as text, in any order."""
        hashes = sorted(hashlib.sha256(row.encode()).digest() for row in rows)
        return cls(len(hashes), hashlib.sha256(b"".join(hashes)).hexdigest())


@dataclass(frozen=True)
class Manifest:
    """One copy of the data.

    Args:
        engine: `sqlite` or `postgresql`; a copy goes back to the kind it came from.
        version: of Naast.
        tables: by name, without those that are left out.
        heads: last line of the logbook per organisation: number and hash.
        owners: whose each key was that existed then. Whose key is not in the newest copy of the
            keys was erased since.
        files: SHA-256 of each file besides the database, by its path in the home folder.
    """

    made_at: datetime
    engine: str
    version: str
    tables: Mapping[str, Table]
    heads: Mapping[str, str]
    owners: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Of all tables together."""
        return sum(table.rows for table in self.tables.values())

    def as_json(self) -> str:
        """As it stands in the copy."""
        return json.dumps({**asdict(self), "made_at": self.made_at.isoformat()}, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Raises: ValueError, KeyError or TypeError when it is not a manifest."""
        read: dict[str, Any] = json.loads(text)
        read["made_at"] = datetime.fromisoformat(read["made_at"])
        read["tables"] = {name: Table(**table) for name, table in read["tables"].items()}
        return cls(**read)


def differences(
    manifest: Manifest, tables: Mapping[str, Table], heads: Mapping[str, str]
) -> list[str]:
    """Where what stands here is not what was copied, a Dutch line each."""
    lines = []
    for name, was in sorted(manifest.tables.items()):
        now = tables.get(name, Table.of([]))
        if now.rows != was.rows:
            lines.append(f"{name}: {was.rows} rijen in de kopie, hier {now.rows}")
        elif now.sha256 != was.sha256:
            lines.append(f"{name}: de inhoud is anders")
    lines += [
        f"{name}: stond niet in de kopie" for name in sorted(set(tables) - set(manifest.tables))
    ]
    if dict(heads) != dict(manifest.heads):
        lines.append("logboek: de laatste regel is een andere")
    return lines


def file_hash(path: Path) -> str:
    """SHA-256 of a file, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
