"""Text people write about themselves, and the one thing we do not want in it."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_NINE_DIGITS = re.compile(r"(?<!\d)(?<!\d[ .-])\d(?:[ .-]?\d){8}(?![ .-]?\d)")
"""Nine digits by themselves, with or without spaces, dots or dashes; not part of a longer row."""
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def carries_bsn(text: str) -> bool:
    """Whether a citizen service number (BSN) may stand in `text`.

    Source: the eleven test of the BSN; the weighed sum of its nine digits, the last one counted
    as -1, divides by eleven.
    """
    for found in _NINE_DIGITS.findall(text):
        digits = [int(each) for each in found if each.isdigit()]
        if any(digits) and sum(w * d for w, d in zip(_WEIGHTS, digits, strict=True)) % 11 == 0:
            return True
    return False


def fit_to_keep(text: str) -> bool:
    """Whether a draft may keep this: anything but a BSN."""
    return not carries_bsn(text)


def refuse_bsn(text: str) -> None:
    """Raises: ValidationError with a kind sentence when a BSN stands in `text`."""
    if carries_bsn(text):
        raise ValidationError(
            _(
                "There may be a citizen service number (BSN) in your text. We never need it. "
                "Please take it out; we have not kept it."
            ),
            code="bsn",
        )


class FreeText(forms.CharField):
    """What somebody writes in their own words; a BSN is refused."""

    default_validators = [refuse_bsn]

    def __init__(self, *, rows: int = 0, **kwargs: Any) -> None:
        if rows:
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(**kwargs)
