"""Lists that are narrowed and ordered in the address, so that a view can be kept and shared."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to look at a list. `count` is how many stand in it, None when that says nothing."""

    key: str
    title: str
    url: str
    current: bool
    count: int | None = None


def chosen(query: QueryDict, name: str, options: Mapping[str, object]) -> str:
    """Which option the address asks for; the first one when it asks nothing we know."""
    given = query.get(name, "")
    return given if given in options else next(iter(options), "")


def choices(
    query: QueryDict,
    name: str,
    options: Mapping[str, str | Promise],
    counts: Mapping[str, int] | None = None,
) -> list[Choice]:
    """The options of one parameter as links that leave the other parameters as they are."""
    current = chosen(query, name, options)
    return [
        Choice(
            key=key,
            title=str(title),
            url=_with(query, name, key, is_default=at == 0),
            current=key == current,
            count=None if counts is None else counts.get(key, 0),
        )
        for at, (key, title) in enumerate(options.items())
    ]


def _with(query: QueryDict, name: str, value: str, *, is_default: bool) -> str:
    changed = query.copy()
    if is_default:
        changed.pop(name, None)
    else:
        changed[name] = value
    return f"?{changed.urlencode()}"
