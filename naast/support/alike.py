"""What somebody said matters to them in who comes beside them, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from naast.people.choices import language_names


def alike_in_words(alike: Mapping[str, Any], culture: str) -> str:
    """What somebody said matters to them in who comes beside them; empty when nothing does."""
    must = alike.get("must", ())
    said = {
        "language": ", ".join(language_names(alike.get("languages", ()))),
        "age": str(alike.get("born") or ""),
        "hobby": gettext("the same hobbies") if alike.get("hobby") else "",
    }
    told = [
        gettext("%(what)s (rather wait for that)") % {"what": words} if key in must else words
        for key, words in said.items()
        if words
    ]
    return "; ".join([*told, *([f"“{culture}”"] if culture else [])])
