"""Areas: where an organisation works."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from naast.places import dotmap
from naast.places.postcodes import Postcode, find, municipalities, table

CODE = re.compile(r"[1-9][0-9]{3}")
RANGE = re.compile(r"([1-9][0-9]{3})-([1-9][0-9]{3})")


class Area(models.Model):
    """Where an organisation works (werkgebied): municipalities, postcodes, or both together.

    `municipality_codes` are CBS codes such as `0546`; `postcodes` are four digits or ranges such as
    `2311-2318`, both ends included.
    """

    name = models.CharField(max_length=100, unique=True)
    municipality_codes = models.JSONField(default=list, blank=True)
    postcodes = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def contains(self, postcode: Postcode | str) -> bool:
        """Whether a postcode lies in this area; no area contains one that does not exist."""
        here = find(postcode) if isinstance(postcode, str) else postcode
        if here is None:
            return False
        return here.municipality_code in self.municipality_codes or any(
            first <= here.code <= last for first, last in self._ranges()
        )

    def all_postcodes(self) -> list[Postcode]:
        """Every postcode of this area, in rising order."""
        return [postcode for postcode in table().values() if self.contains(postcode)]

    @property
    def dots(self) -> tuple[dotmap.Dot, ...]:
        """The map of the Netherlands on which this area stands out."""
        return dotmap.dots(self.contains)

    def clean(self) -> None:
        """Refuse what is no municipality or postcode, and an area of nothing.

        Raises: ValidationError with a message per field.
        """
        wrong = {
            "municipality_codes": _faults(self.municipality_codes, _municipality_fault),
            "postcodes": _faults(self.postcodes, _postcode_fault),
        }
        if not any(wrong.values()) and not self.municipality_codes and not self.postcodes:
            wrong["municipality_codes"] = [_("Choose at least one municipality or postcode.")]
        if any(wrong.values()):
            raise ValidationError({field: texts for field, texts in wrong.items() if texts})

    def _ranges(self) -> Iterator[tuple[str, str]]:
        for written in self.postcodes:
            first, _dash, last = written.partition("-")
            yield first, last or first


def _faults(values: Any, fault: Any) -> list[str]:
    if not isinstance(values, list):
        return [_("This is not a list.")]
    return [text for value in values if (text := fault(value))]


def _municipality_fault(value: object) -> str:
    if isinstance(value, str) and value in municipalities():
        return ""
    return _("%(code)s is not the code of a municipality.") % {"code": value}


def _postcode_fault(value: object) -> str:
    text = value if isinstance(value, str) else ""
    ends = RANGE.fullmatch(text)
    if (ends and ends[1] <= ends[2]) or CODE.fullmatch(text):
        return ""
    return _("%(written)s is not a postcode such as 2311, nor a range such as 2311-2318.") % {
        "written": value
    }
