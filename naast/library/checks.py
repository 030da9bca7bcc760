"""At start-up: every example can be read, or the server says precisely which cannot."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from naast.library.reading import load_all


@register(Tags.compatibility)
def examples_are_valid(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One error per problem, of all examples together."""
    return [Error(str(problem), id="library.E001") for problem in load_all()[1]]
