"""Fields whose text is sealed in the database and plain in the hands of who may read the row."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from naast.common import keys
from naast.common.keys import HOUSE

__all__ = ["HOUSE", "SealedJSONField", "SealedTextField"]

if TYPE_CHECKING:
    _TextField = models.TextField[Any, Any]
else:
    _TextField = models.TextField

OwnerOf = Callable[[Any], str]
"""Given a row: whose key seals it, such as `household:12`."""


class Sealed(str):
    """A text that is sealed already. Only these reach the database."""


def nobody(_row: models.Model) -> str:
    """Used by migrations, which never seal."""
    raise TypeError("This field has no owner here.")


class SealedTextField(_TextField):
    """What somebody wrote about a family, sealed when the row is saved.

    Cannot be searched, ordered or changed by `update()`: the database only knows sealed text.
    When the key of its owner was destroyed it reads as a fixed sentence.

    Args:
        of: whose key seals it, given the row.
    """

    def __init__(self, *args: Any, of: OwnerOf = nobody, **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **kwargs)

    @property
    def about(self) -> str:
        """Where the text stands; part of what is sealed, so that it opens nowhere else."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The sealed text; the row keeps the plain one."""
        written = self.to_text(getattr(model_instance, self.attname))
        if not written:
            return Sealed(written)
        return Sealed(keys.seal(self.of(model_instance), written, about=self.about))

    def get_prep_value(self, value: Any) -> Any:
        """Refuse what was not sealed: a plain text must never reach the database by accident.
        Nothing at all needs no seal, so that a constraint can ask whether something is there.
        """
        if not value or isinstance(value, Sealed):
            return value
        raise TypeError(f"{self.about} is sealed: save the row instead.")

    def from_db_value(self, value: str | None, *_args: Any) -> Any:
        """What was written."""
        if not value:
            return self.from_text("")
        text = keys.unseal(value, about=self.about)
        return self.erased() if text is None else self.from_text(text)

    # What a field of another type changes.

    def to_text(self, value: Any) -> str:
        """The value as the text that is sealed."""
        return str(value or "")

    def from_text(self, text: str) -> Any:
        """The value back from its text."""
        return text

    def erased(self) -> Any:
        """What is read when the key is gone."""
        return _("(erased)")


class SealedJSONField(SealedTextField):
    """Lists and dicts of what somebody wrote, sealed like text. Erased it is empty."""

    if TYPE_CHECKING:
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    def to_text(self, value: Any) -> str:
        """JSON; nothing at all for an empty value."""
        return json.dumps(value, ensure_ascii=False) if value else ""

    def from_text(self, text: str) -> Any:
        """The value, or an empty one of the field's own kind."""
        return json.loads(text) if text else self.get_default()

    def erased(self) -> Any:
        """The empty value."""
        return self.get_default()
