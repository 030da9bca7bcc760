"""Sealing what older versions kept in the clear. Used by migrations only.

It goes through the rows by hand, below the models: a sealed field can neither read a text that is
not sealed nor write one.
"""

from collections.abc import Callable
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from naast.common import keys

BATCH = 500

EMPTY = ("", "[]", "{}", "null", None)
"""What needs no seal: no text, and JSON without anything in it."""


def seal_column(
    editor: BaseDatabaseSchemaEditor,
    model: Any,
    name: str,
    owner_of: Callable[[int], str],
    owner_column: str,
) -> int:
    """Seal one column of every row. Done again it leaves sealed rows as they are.

    Args:
        model: the model as the migration knows it.
        name: name of the field, which is also its column.
        owner_of: whose key seals a row, given the value of `owner_column`.
    Returns: how many rows were sealed.
    """
    table, about = model._meta.db_table, f"{model._meta.label_lower}.{name}"
    primary = model._meta.pk.column
    quote, count, after = editor.connection.ops.quote_name, 0, 0
    with editor.connection.cursor() as cursor:
        while True:
            cursor.execute(
                f"SELECT {quote(primary)}, {quote(owner_column)}, {quote(name)} "
                f"FROM {quote(table)} WHERE {quote(primary)} > %s "
                f"ORDER BY {quote(primary)} LIMIT {BATCH}",
                [after],
            )  # nosec: the names come from our own models
            rows = cursor.fetchall()
            if not rows:
                return count
            for pk, owner, text in rows:
                after = pk
                if text is not None and keys.is_sealed(str(text)):
                    continue
                sealed = "" if text in EMPTY else keys.seal(owner_of(owner), text, about=about)
                cursor.execute(
                    f"UPDATE {quote(table)} SET {quote(name)} = %s WHERE {quote(primary)} = %s",
                    [sealed, pk],
                )  # nosec: the names come from our own models
                count += 1
