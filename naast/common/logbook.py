"""Writing in the logbook. Every service ends here before it commits."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from django.db import models

from naast.common.models import LogEntry


class Signatory(Protocol):
    """Somebody who can stand in the logbook."""

    @property
    def pk(self) -> int | None:
        """Number of the person, or None for the system itself."""

    @property
    def log_name(self) -> str:
        """The name as families read it."""

    @property
    def log_role(self) -> str:
        """In which role, as a code: coordinator, family, team, system."""


class System:
    """The clockwork: timers that act without a person."""

    pk: int | None = None
    log_name = "Naast"
    log_role = "system"


SYSTEM = System()


def record(
    actor: Signatory,
    action: str,
    subject: models.Model,
    *,
    now: datetime,
    households: Iterable[int] = (),
    **detail: Any,
) -> None:
    """Write one line per household concerned (or one without, when nobody's household is).

    Args:
        action: `room.thing.happened`, in the past tense.
        households: ids of the households that will read this line.
        detail: codes and numbers only; never text that somebody wrote.
    """
    ids: list[int | None] = [*dict.fromkeys(households)] or [None]
    LogEntry.objects.bulk_create(
        LogEntry(
            at=now,
            actor_id=actor.pk,
            actor_name=actor.log_name,
            actor_role=actor.log_role,
            action=action,
            subject=subject._meta.label_lower,
            subject_id=subject.pk,
            household_id=household_id,
            detail=detail,
        )
        for household_id in ids
    )
