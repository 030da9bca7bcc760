"""At start-up: the texts we bring along and the rules for editors can be read."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error

from naast.pages.policies import rules
from naast.pages.starters import starters


def texts_are_sound(**_options: Any) -> Sequence[CheckMessage]:
    """An error for a file with a hole in it."""
    try:
        rules(), starters()
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        return [Error(f"naast/pages: {wrong}", id="pages.E001")]
    return []
