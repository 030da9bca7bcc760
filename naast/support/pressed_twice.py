"""A button pressed twice, or a form that a slow connection sends again, makes one thing."""

from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from django.db import models

A_PRESS: Final = timedelta(minutes=1)
"""Who really means the same thing once more, does so later than this."""

Row = TypeVar("Row", bound=models.Model)


def made_just_now(rows: models.QuerySet[Row], at: str, now: datetime, **said: Any) -> Row | None:
    """The row that the same person made just before in the very same words; None when there is
    none. Ask it while what it hangs on is locked: then two at once come one after another.

    Args:
        rows: what this person made there, and what still stands.
        at: the name of its moment of being made.
        said: what it would say. Compared here, since sealed words cannot be looked for.
    """
    recent = rows.filter(**{f"{at}__range": (now - A_PRESS, now)})
    same = (row for row in recent if all(getattr(row, key) == it for key, it in said.items()))
    return next(same, None)
