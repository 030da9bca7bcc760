"""At start-up: every text of this room is in order, or the server says precisely what is not."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from naast.worry import content, languages


@register(Tags.compatibility)
def texts_are_valid(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One error per problem, of all files together."""
    problems = [*content.read()[1], *languages.read()[1]]
    return [Error(str(problem), id="worry.E001") for problem in problems]
