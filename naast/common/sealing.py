"""Sealing what older versions kept in the clear. Used by migrations only.

It goes through the rows by hand, below the models: a sealed field can neither read a text that is
not sealed nor write one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from naast.common import keys

BATCH = 500

EMPTY = ("", "[]", "{}", "null", None)
"""What needs no seal: no text, and JSON without anything in it."""


@contextmanager
def as_it_was(apps: Any) -> Iterator[None]:
    """Look up whose organisation something is in the tables as a migration knows them.

    Args: apps: the registry of that migration, with people and perhaps support in it.
    """

    def household(pk: int) -> int:
        return int(apps.get_model("people", "Household").objects.get(pk=pk).organisation_id)

    def person(pk: int) -> int:
        details = apps.get_model("people", "ContactDetails").objects.filter(pk=pk)
        return int(details.values_list("organisation_id", flat=True).first() or 0)

    def match(pk: int) -> int:
        matches = apps.get_model("support", "Match").objects.filter(pk=pk)
        return int(matches.values_list("request__organisation_id", flat=True)[0])

    with keys.placed_by(household=household, person=person, match=match):
        yield


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
    about, quote = f"{model._meta.label_lower}.{name}", editor.connection.ops.quote_name
    table, primary, column = map(quote, (model._meta.db_table, model._meta.pk.column, name))
    # The names come from our own models; what is written goes along as parameters.
    read = (
        f"SELECT {primary}, {quote(owner_column)}, {column} FROM {table} "  # nosec B608
        f"WHERE {primary} > %s ORDER BY {primary} LIMIT {BATCH}"
    )
    write = f"UPDATE {table} SET {column} = %s WHERE {primary} = %s"  # nosec B608
    count, after = 0, 0
    with editor.connection.cursor() as cursor:
        while True:
            cursor.execute(read, [after])
            rows = cursor.fetchall()
            if not rows:
                return count
            for pk, owner, text in rows:
                after = pk
                if text is not None and keys.is_sealed(str(text)):
                    continue
                sealed = "" if text in EMPTY else keys.seal(owner_of(owner), text, about=about)
                cursor.execute(write, [sealed, pk])
                count += 1
