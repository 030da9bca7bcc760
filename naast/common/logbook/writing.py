"""Writing in the logbook: what was done, and what was read."""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Protocol

from django.db import models

from naast.common.logbook.lines import add
from naast.common.models import LogEntry


class Signatory(Protocol):
    """Somebody who can stand in the logbook."""

    @property
    def pk(self) -> int | None:
        """Number of the person, or None for the system itself and for who is no person here."""

    @property
    def log_name(self) -> str:
        """The name as families read it; kept only when there is no person to ask for it."""

    @property
    def log_role(self) -> str:
        """In which role, as a code: coordinator, municipality, family, team, system."""


class System:
    """The clockwork: timers that act without a person."""

    pk: int | None = None
    log_name = "Naast"
    log_role = "system"


SYSTEM = System()

_looks: ContextVar[int] = ContextVar("looks", default=0)


def looks_written() -> int:
    """How many lines of reading this request has written so far; the doors ask it."""
    return _looks.get()


def record(
    actor: Signatory,
    action: str,
    subject: models.Model,
    *,
    now: datetime,
    households: Iterable[int] = (),
    basis: str = "",
    broken_glass: bool = False,
    **detail: Any,
) -> None:
    """Write one line per household concerned (or one without, when nobody's household is).

    Args:
        action: `room.thing.happened`, in the past tense.
        households: ids of the households that will read this line.
        basis: on which ground, when it is another than the actor's role: `match:7`, `glass:4`.
        detail: codes and numbers only; never text that somebody wrote.
    """
    ids: list[int | None] = [*dict.fromkeys(households)] or [None]
    _add(
        actor, action, LogEntry.Kind.WRITE, subject=subject, now=now,
        bases=dict.fromkeys(ids, basis), broken_glass=broken_glass, detail=detail,
    )  # fmt: skip


def look(
    actor: Signatory,
    action: str,
    subject: models.Model | None,
    *,
    now: datetime,
    bases: Mapping[int, str] | Mapping[None, str],
    broken_glass: bool = False,
) -> None:
    """Write that somebody read: one line per household whose data stood on the page.

    Args:
        action: the page, as `room.page.seen`.
        subject: what the page is about; None for a list.
        bases: per household on which ground it was open: `own`, `organisation:3`, `match:7`. None
            in the place of a household: the data of somebody who belongs to none here.
    """
    if not bases:
        _looks.set(_looks.get() + 1)  # a page about nobody was accounted for too
        return
    _add(
        actor, action, LogEntry.Kind.LOOK, subject=subject, now=now, bases=bases,
        broken_glass=broken_glass, detail={},
    )  # fmt: skip
    _looks.set(_looks.get() + len(bases))


def _add(
    actor: Signatory,
    action: str,
    kind: str,
    *,
    subject: models.Model | None,
    now: datetime,
    bases: Mapping[int | None, str] | Mapping[int, str] | Mapping[None, str],
    broken_glass: bool,
    detail: dict[str, Any],
) -> None:
    # Whoever is a person here is named from that person, so that erasing a person erases the name.
    named = detail if actor.pk is not None else {**detail, "name": actor.log_name}
    add(
        [
            LogEntry(
                at=now,
                kind=kind,
                actor_id=actor.pk,
                actor_role=actor.log_role,
                action=action,
                subject=subject._meta.label_lower if subject is not None else "",
                subject_id=subject.pk if subject is not None else None,
                household_id=household,
                basis=basis,
                broken_glass=broken_glass,
            )
            for household, basis in bases.items()
        ],
        named,
    )
