"""At start-up: the words, the sayings and the ages can be read."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error

from naast.guide.freshness import terms
from naast.guide.taxonomy import more_parts, other_languages, sayings, taxonomy


def data_is_sound(**_options: Any) -> Sequence[CheckMessage]:
    """An error for a data file with a hole in it."""
    try:
        terms(), taxonomy(), sayings(), other_languages(), more_parts()
    except (ValueError, KeyError, TypeError) as wrong:
        return [Error(f"naast/guide/data: {wrong}", id="guide.E001")]
    return []
