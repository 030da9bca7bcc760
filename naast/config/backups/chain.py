"""All that backups know of the logbook and of what keys belong to."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from naast.config.backups.stores import Row, Snapshot

HEADS = "SELECT organisation_id, seq, hash FROM common_loghead"


def heads(snapshot: Snapshot) -> dict[str, str]:
    """Number and hash of the last line, per organisation."""
    return {str(number): f"{seq} {last}" for number, seq, last in snapshot.ask(HEADS)}


def owners(keys: Iterable[Row]) -> dict[str, str]:
    """Whose key each of these is, by the number of the key."""
    return {str(UUID(row["uuid"])): str(row["owner"]) for row in keys}


def gone(before: Mapping[str, str], keys: Iterable[Row]) -> tuple[str, ...]:
    """Owners whose key of then is not among the keys of now: they were erased in between."""
    now = owners(keys)
    return tuple(sorted(owner for number, owner in before.items() if number not in now))


def master_opens(keys: Iterable[Row]) -> bool:
    """Whether the master key of this installation opens these keys."""
    from cryptography.exceptions import InvalidTag

    from naast.common.keys import seal_with
    from naast.common.models import Key

    row = next((row for row in keys if row["organisation_id"] == 0), None)
    if row is None:
        return True
    key = Key(**{**row, "uuid": UUID(row["uuid"])})
    try:
        seal_with(key, "", about="naast restore")
    except InvalidTag:
        return False
    return True


def logbook_troubles() -> list[str]:
    """Where the logbook is not as it was written, in Dutch; empty when it verifies."""
    from naast.common.logbook import chain

    return [f"logboek, {trouble}" for trouble in chain.verify()]
