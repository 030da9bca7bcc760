"""At start-up: every example can be read, or the server says precisely which cannot; and so can
the numbers of sending in.
"""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from naast.library.reading import load_all
from naast.library.terms import terms


@register(Tags.compatibility)
def examples_are_valid(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One error per problem, of all examples together."""
    return [Error(str(problem), id="library.E001") for problem in load_all()[1]]


@register(Tags.compatibility)
def terms_are_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An error for a number that cannot be."""
    try:
        terms()
    except (ValueError, TypeError) as wrong:
        return [Error(f"naast/library/data: {wrong}", id="library.E002")]
    return []
