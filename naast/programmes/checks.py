"""At start-up: every definition is in order, or the server says precisely what is not."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from naast.programmes.instruments import in_folder
from naast.programmes.library import in_all_folders, load_all
from naast.programmes.problems import Problem


@register(Tags.compatibility)
def definitions_are_valid(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One error per problem, of all definitions together: ours and those of this installation."""
    return [_error(problem) for problem in in_all_folders()[1]]


@register(Tags.compatibility)
def instruments_are_valid(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One error per problem in the lists of others that this installation added."""
    _good, bad = in_folder(Path(settings.NAAST_HOME) / "instruments")
    return [_error(problem) for problem in bad]


def errors_in(folder: Path) -> list[CheckMessage]:
    """One error per problem in the definitions of a folder."""
    _programmes, problems = load_all(folder)
    return [_error(problem) for problem in problems]


def _error(problem: Problem) -> CheckMessage:
    return Error(str(problem), obj="programma's", id="programmes.E001")
