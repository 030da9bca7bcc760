"""How a line is sealed, hashed and added to the chain of its organisation."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any, Final

from django.db import transaction

from naast.common import keys
from naast.common.models import Key, LogEntry, LogHead

FIRST: Final = "0" * 64
"""What the first line of a chain holds on to."""

ABOUT: Final = "common.logentry.payload"
"""Where a payload stands, as it is sealed."""


def hash_of(line: LogEntry) -> str:
    """The hash of a line over all it says, sealed as it stands, and over the line before it.

    Returns: SHA-256, 64 hexadecimal digits.
    """
    said = [
        line.organisation_id, line.seq, line.at.astimezone(UTC).isoformat(), str(line.kind),
        line.actor_id, line.actor_role, line.action, line.subject, line.subject_id,
        line.household_id, line.basis, line.broken_glass, line.payload, line.previous,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def detail_of(line: LogEntry) -> dict[str, Any]:
    """What goes with a line; empty when there is nothing, or its household was erased."""
    if not line.payload:
        return {}
    text = keys.unseal(line.payload, about=ABOUT)
    return dict(json.loads(text)) if text else {}


@transaction.atomic(savepoint=False)
def add(lines: Sequence[LogEntry], detail: Mapping[str, Any]) -> None:
    """Put lines at the end of the chains of their households' organisations.

    Without a savepoint: when a line cannot be written, what it tells of does not happen either.

    Args:
        lines: without place, payload and hash; those are given here.
        detail: what goes with each of them, sealed with the key of its household.
    """
    found = keys.keys_of(_owner(line) for line in lines)
    chains: dict[int, list[LogEntry]] = defaultdict(list)
    for line in lines:
        key = found[_owner(line)]
        line.organisation_id, line.payload = key.organisation_id, _sealed(key, detail)
        chains[line.organisation_id].append(line)
    for organisation_id in sorted(chains):  # one order, so that two writers never wait in a ring
        _add_to_chain(organisation_id, chains[organisation_id])


def _owner(line: LogEntry) -> str:
    return keys.HOUSE if line.household_id is None else f"household:{line.household_id}"


def _sealed(key: Key, detail: Mapping[str, Any]) -> str:
    if not detail:
        return ""
    return keys.seal_with(key, json.dumps(detail, ensure_ascii=False), about=ABOUT)


def _add_to_chain(organisation_id: int, lines: Sequence[LogEntry]) -> None:
    head = LogHead.objects.select_for_update().filter(organisation_id=organisation_id).first()
    if head is None:
        LogHead.objects.get_or_create(organisation_id=organisation_id, defaults={"hash": FIRST})
        head = LogHead.objects.select_for_update().get(organisation_id=organisation_id)
    for line in lines:
        line.seq, line.previous = head.seq + 1, head.hash
        line.hash = hash_of(line)
        head.seq, head.hash = line.seq, line.hash
    LogEntry.objects.bulk_create(lines)
    head.save(update_fields=["seq", "hash"])
