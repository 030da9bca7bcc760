"""How every component tag turns its values into markup."""

from collections.abc import Mapping
from typing import Any

from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


def render(name: str, /, **values: Any) -> SafeString:
    """The markup of `ui/components/<name>.html` with `values` and nothing else around it."""
    return render_to_string(f"ui/components/{name}.html", values)


def html_attributes(given: Mapping[str, Any]) -> SafeString:
    """Extra attributes for an element, escaped: `hx_post="/x"` becomes `hx-post="/x"`.

    A value of None or False leaves the attribute out; True writes it without a value.
    """
    kept = {
        name: value for name, value in given.items() if value is not None and value is not False
    }
    return flatatt({name.rstrip("_").replace("_", "-"): value for name, value in kept.items()})


def one_of(value: str, allowed: frozenset[str], what: str) -> str:
    """`value`, when it is one of `allowed`.

    Raises: ValueError, so that a misspelt variant fails in the first test and not on a screen.
    """
    if value not in allowed:
        raise ValueError(f"{what}: {value!r} is not one of {', '.join(sorted(allowed))}")
    return value
