"""Fetching along only what is there.

Around one match stand some twenty kinds of rows, and most matches have a few of them: no alarm, no
goodbye, no second supporter. One question tells of which kinds there is anything at all; the others
are empty without being asked for. Source: docs/decisions/0090-only-what-is-there.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias, TypeVar

from django.db import connections, models
from django.db.models import ForeignObjectRel, Prefetch

Row = TypeVar("Row", bound=models.Model)

Path: TypeAlias = "str | Prefetch[Any, Any, Any]"
"""A path as `prefetch_related` takes it."""

AT_LEAST: Final = 4
"""For fewer kinds of rows than this, the question costs as much as it spares."""

AT_MOST: Final = 200
"""Of more rows than this there is something of nearly every kind, and nothing is asked."""


class FetchesWhatIsThere(models.QuerySet[Row]):
    """Reads whose `prefetch_related` first asks of which kinds of rows there are any.

    Nothing else changes: who reads `match.alarms.all()` finds the alarms, or that there are none,
    and in both cases the database is not asked again.
    """

    def needed(self, rows: Sequence[Row], paths: Sequence[Path]) -> Sequence[Path]:
        """Which of the paths these rows need. A room may leave some out, or fetch them itself."""
        del rows  # for who says more
        return paths

    def _prefetch_related_objects(self) -> None:
        """What Django calls when the rows themselves are there. What is marked as empty here counts
        as fetched, so it passes that over, and with it all that would hang below.
        """
        rows: Any = self._result_cache
        paths: Any = self.needed(rows, self._prefetch_related_lookups)  # type: ignore[attr-defined]
        kinds = _kinds(self.model, paths)
        if rows and len(rows) <= AT_MOST and len(kinds) >= AT_LEAST:
            there = _there([row.pk for row in rows], kinds, using=self.db)
            for name in kinds.keys() - there:
                _mark_empty(rows, name)
        models.prefetch_related_objects(rows, *paths)
        self._prefetch_done = True


def _kinds(model: type[models.Model], paths: Iterable[Path]) -> dict[str, ForeignObjectRel]:
    """What is fetched along and points at these rows themselves, by name."""
    pointing = {
        each.get_accessor_name(): each for each in model._meta.related_objects if each.one_to_many
    }
    found: dict[str, ForeignObjectRel] = {}
    for path in paths:
        if isinstance(path, Prefetch):
            if path.to_attr:
                continue  # it ends up elsewhere
            path = path.prefetch_through
        name = path.split("__")[0]
        if name in pointing:
            found[name] = pointing[name]
    return found


def _there(ids: Sequence[Any], kinds: Mapping[str, ForeignObjectRel], *, using: str) -> set[str]:
    """Of which kinds there is a row that points at one of these. One question in plain SQL: put
    together from twenty query sets it would cost more than it spares. Only names of our own tables
    and columns are put into it; the numbers go beside it.
    """
    connection = connections[using]
    quote = connection.ops.quote_name
    asked = ", ".join(
        f"EXISTS(SELECT 1 FROM {quote(field.model._meta.db_table)}"  # nosec B608
        f" WHERE {quote(str(field.column))} IN (SELECT id FROM these))"
        for field in (each.field for each in kinds.values())
    )
    these = ", ".join(["(%s)"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH these(id) AS (VALUES {these}) SELECT {asked}", list(ids))
        answers = cursor.fetchone()
    return {name for name, there in zip(kinds, answers, strict=True) if there}


def _mark_empty(rows: Iterable[models.Model], name: str) -> None:
    """Write down that of this kind there is nothing, as Django does when it found nothing."""
    for row in rows:
        nothing = getattr(row, name).get_queryset()
        nothing._result_cache, nothing._prefetch_done = [], True
        row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = nothing
