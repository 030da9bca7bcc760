"""Keeping no longer than promised: every clock is looked at, and a certificate says what went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from naast.common.belongings import ELSEWHERE, hands
from naast.common.processing import Clock, record
from naast.common.signing import write_signed
from naast.support.services.clocks import COUNTED_ONLY, erased_before


@dataclass(frozen=True, slots=True)
class Due:
    """What one clock took away: how much, or with `counted_only` how much is due."""

    clock: Clock
    count: int
    counted_only: bool


@dataclass(frozen=True, slots=True)
class Retention:
    """What all clocks took away at a moment. `again`: who was erased before and had come back."""

    at: datetime
    due: Sequence[Due]
    again: int

    def as_data(self) -> dict[str, Any]:
        """Counts and reasons, as they stand in a certificate. No names and no numbers of rows."""
        return {
            "at": self.at.isoformat(),
            "clocks": [
                {
                    "clock": due.clock.key,
                    "count": due.count,
                    "counted_only": due.counted_only,
                    "kept_since": due.clock.kept_since(self.at).isoformat(),
                    "reason": str(due.clock.reason),
                }
                for due in self.due
            ],
            "erased_again": self.again,
        }


def keep_clocks(*, now: datetime, dry_run: bool = False) -> Retention:
    """Let every clock take what is over.

    Args:
        dry_run: do all of it and take it back, so that what is told is exactly what would go.
    """
    with transaction.atomic():
        again = erased_before(now)
        by_key, hand_of = record().clocks, hands()
        due = [
            Due(clock, hand_of[key](clock, now), key in COUNTED_ONLY)
            for key, clock in by_key.items()
            if key not in ELSEWHERE
        ]
        if dry_run:
            transaction.set_rollback(True)
    return Retention(now, due, again)


def certificates_folder() -> Path:
    """Where certificates are kept, one file per run."""
    return Path(settings.NAAST_HOME) / "retention"


def certify(retention: Retention) -> Path:
    """Write down, signed, what went: per clock how much and why."""
    path = certificates_folder() / f"{retention.at:%Y-%m-%dT%H%M%S}.json"
    write_signed(path, retention.as_data())
    return path
