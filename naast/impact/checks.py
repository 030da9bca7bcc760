"""At start-up: definitions and prices can be read."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error

from naast.impact.indicators import indicators
from naast.impact.prices import defaults


def data_is_sound(**_options: Any) -> Sequence[CheckMessage]:
    """An error for a data file with a hole in it."""
    try:
        indicators(), defaults()
    except ValueError as wrong:
        return [Error(str(wrong), id="impact.E001")]
    return []
