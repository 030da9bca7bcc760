"""At start-up: every definition is in order, or the server says precisely what is not."""

from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from naast.programmes.library import DEFINITIONS, load_all


@register(Tags.compatibility)
def definitions_are_valid(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One error per problem, of all our definitions together."""
    return errors_in(DEFINITIONS)


def errors_in(folder: Path) -> list[CheckMessage]:
    """One error per problem in the definitions of a folder."""
    _programmes, problems = load_all(folder)
    return [Error(str(problem), id="programmes.E001") for problem in problems]
