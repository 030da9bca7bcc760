"""What the cast does is done by the real services once per process; after that its rows are put
back.

A tape keeps what one walk wrote, and is played only in a test that wrote the very same before it,
at the same moment: the same history, so the same rows. A test that changed anything walks for real.
Nothing is kept between processes, and tests that commit always walk for real.
"""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, wraps
from hashlib import blake2b
from typing import Any, Concatenate, Final, ParamSpec, Protocol, TypeVar, cast

from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from naast.common import keys

WRITES: Final = ("INSERT", "UPDATE", "DELETE")

P = ParamSpec("P")
M = TypeVar("M", bound=models.Model)
Written = tuple[str, Any, bool]
"""A statement, its parameters, and whether it was for many rows."""


@dataclass
class Watcher:
    """Sees every write of one test on the connection of that test.

    `history` stands for all that was written until now; `running` are the tapes being recorded.
    """

    history: bytes = b""
    running: list[list[Written]] = field(default_factory=list)
    numbered: bool = False
    whole: bool = True

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """Let a statement through, and remember it when it wrote something."""
        answer = execute(sql, params, many, context)
        if not self.whole and not self.running:
            return answer
        verb = sql.lstrip()[:8].upper()
        if verb.startswith(WRITES):
            self._saw((sql, params, many))
        elif verb == "ROLLBACK":
            self.whole = False  # what was recorded may be undone: this test goes on for real
        return answer

    def _saw(self, written: Written) -> None:
        seen = blake2b(self.history)
        seen.update(repr(_plain(written)).encode())
        self.history = seen.digest()
        for tape in self.running:
            tape.append(written)

    def can_play(self) -> bool:
        """Whether ids in this test are sure to be those of another with the same history."""
        if not connection.in_atomic_block or not self.whole:
            return False
        if not self.history and not self.numbered:
            _number_from_one()
            self.numbered = True
        return self.numbered


@dataclass(frozen=True)
class Tape:
    """What one walk wrote, and the pickled thing it gave."""

    written: list[Written]
    gave: bytes

    def play(self) -> None:
        """Write it again."""
        with connection.cursor() as cursor:
            for sql, params, many in self.written:
                (cursor.executemany if many else cursor.execute)(sql, params)


_watcher: list[Watcher] = []
_tapes: dict[Any, Tape] = {}


@contextmanager
def watching() -> Iterator[None]:
    """Watch what a test writes, from its first statement on."""
    watcher = Watcher()
    _watcher.append(watcher)
    with connection.execute_wrapper(watcher):
        try:
            yield
        finally:
            _watcher.pop()


def once(name: object, walk: Callable[[], object]) -> Any:
    """Do `walk`, or put back what it wrote when the same was done here before.

    Args:
        name: what is done and with whom; together with all that was written before it is the key.
        walk: gives something that can be pickled.
    Returns: a copy of what `walk` gave.
    """
    watcher = _watcher[-1] if _watcher else None
    if watcher is None or not watcher.can_play():
        return walk()
    key = (watcher.history, timezone.now(), name)
    if key in _tapes:
        _tapes[key].play()
    elif not _record(watcher, key, walk):
        return _lost[-1]
    keys.forget()  # a test finds none opened, whether it walked or not
    return pickle.loads(_tapes[key].gave)


_lost: list[object] = []


def _record(watcher: Watcher, key: object, walk: Callable[[], object]) -> bool:
    """Record a walk. False, with what it gave in `_lost`, when something in it was undone."""
    tape: list[Written] = []
    watcher.running.append(tape)
    try:
        gave = walk()
    finally:
        watcher.running.pop()
    if not watcher.whole:
        _lost[:] = [gave]
        return False
    _tapes[key] = Tape(tape, pickle.dumps(gave))
    return True


def _plain(value: Any) -> Any:
    """A parameter by what it holds; the wrapper for JSON shows only a part of it."""
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return getattr(value, "obj", value)


def _number_from_one() -> None:
    """Let ids begin after the last row that is there: numbers are never rolled back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence")  # what is there still counts
        else:
            cursor.execute(_numbers())


@cache
def _numbers() -> str:
    own = [model for model in apps.get_models() if model.__module__.startswith("naast.")]
    counted = [model._meta for model in own if isinstance(model._meta.pk, models.AutoField)]
    return "SELECT " + ", ".join(
        f"setval(pg_get_serial_sequence('{each.db_table}', '{each.pk.column}'), "
        f"coalesce((SELECT max({each.pk.column}) FROM {each.db_table}), 0) + 1, false)"
        for each in counted
    )


class Walker(Protocol):
    """Somebody whose walks are remembered: it reads anew what a walk changed."""

    def look_again(self) -> None:
        """Read from the database what it holds."""


W = TypeVar("W", bound=Walker)


def remembered(walk: Callable[Concatenate[W, P], M]) -> Callable[Concatenate[W, P], M]:
    """A walk that gives a row; it is done for real once and put back after that."""

    @wraps(walk)
    def inner(self: W, *args: P.args, **kwargs: P.kwargs) -> M:
        who = [each.pk if isinstance(each, models.Model) else each for each in args]

        def there() -> tuple[type[M], object]:
            row = walk(self, *args, **kwargs)
            return type(row), row.pk

        kind, pk = once((walk.__name__, *who, *sorted(kwargs)), there)
        self.look_again()
        found: M = kind._base_manager.get(pk=pk)
        return found

    return cast("Callable[Concatenate[W, P], M]", inner)
