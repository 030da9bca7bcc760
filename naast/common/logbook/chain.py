"""Whether the logbook is still what was written: the chain, and its heads kept elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from naast.common.logbook.lines import FIRST, hash_of
from naast.common.models import LogEntry, LogHead
from naast.common.signing import read_signed, write_signed


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a chain does not hold: of which organisation, at which line, and why."""

    organisation_id: int
    seq: int
    why: str

    def __str__(self) -> str:
        return f"organisatie {self.organisation_id}, regel {self.seq}: {self.why}"


@dataclass(frozen=True, slots=True)
class Head:
    """The last line of a chain as it was on a moment, kept outside the database."""

    organisation_id: int
    seq: int
    hash: str


def verify(kept: Iterable[Head] = ()) -> list[Break]:
    """Every place where a chain does not hold; empty when all of it is as it was written.

    Args:
        kept: heads that were exported earlier. Without them, lines cut off at the end together
            with the head in the database go unseen: the chain that is left is whole.
    """
    organisations = set(LogEntry.objects.values_list("organisation_id", flat=True).distinct())
    heads = {head.organisation_id: head for head in LogHead.objects.all()}
    outside: dict[int, list[Head]] = {}
    for head in kept:
        outside.setdefault(head.organisation_id, []).append(head)
    found: list[Break] = []
    for organisation_id in sorted(organisations | set(heads) | set(outside)):
        marks = {head.seq: head.hash for head in outside.get(organisation_id, ()) if head.seq}
        found.extend(_verify_chain(organisation_id, heads.get(organisation_id), marks))
    return found


def _verify_chain(
    organisation_id: int, head: LogHead | None, marks: Mapping[int, str]
) -> Iterator[Break]:
    previous, seq, left = FIRST, 0, dict(marks)
    for line in LogEntry.objects.chain(organisation_id).iterator():
        seq += 1
        if line.seq != seq:
            yield Break(organisation_id, seq, "er ontbreken regels, of er staan er te veel")
            seq = line.seq
        if line.previous != previous:
            yield Break(organisation_id, seq, "sluit niet aan op de regel ervoor")
        if hash_of(line) != line.hash:
            yield Break(organisation_id, seq, "is veranderd")
        if seq in left and left.pop(seq) != line.hash:
            yield Break(organisation_id, seq, "is anders dan toen hij werd bewaard")
        previous = line.hash
    if head is None or (head.seq, head.hash) != (seq, previous):
        yield Break(organisation_id, seq, "het einde klopt niet met de kop")
    for missing in sorted(left):
        yield Break(organisation_id, missing, "deze bewaarde regel is weg")


# Heads outside the database.


def heads_folder() -> Path:
    """Where exported heads are kept, one file per day."""
    return Path(settings.NAAST_HOME) / "logbook-heads"


def export_heads(now: datetime) -> Path:
    """Write the heads of all chains as they are now, signed, in the file of this day.

    Send that file to somebody who does not run this machine: only there it is safe.
    """
    rows = [
        {"organisation": head.organisation_id, "seq": head.seq, "hash": head.hash}
        for head in LogHead.objects.order_by("organisation_id")
    ]
    body = {"at": now.isoformat(), "heads": rows}
    path = heads_folder() / f"{now:%Y-%m-%d}.json"
    write_signed(path, body)
    return path


def read_heads(path: Path) -> list[Head]:
    """The heads in an exported file.

    Raises: ValueError when the file was changed, or made with another secret key.
    """
    rows = read_signed(path)["heads"]
    return [Head(row["organisation"], row["seq"], row["hash"]) for row in rows]
