"""At start-up: the words on the material are in order, or the server says precisely what is not."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from naast.toolkit import texts


@register(Tags.compatibility)
def texts_are_valid(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One error per problem, of all files together."""
    return [Error(str(problem), id="toolkit.E001") for problem in texts.read()[1]]
