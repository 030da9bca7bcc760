"""The small adapter to typst: plain values in, a tagged PDF or a picture out.

What people wrote goes in as data, never as markup, so nothing in it can be taken for a command. A
template says `#import "/ui/papers/house.typ": *` for colours, type and mark; `/` is the folder of
the package, and nothing outside of it can be read.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
FONTS: Final = Path(__file__).parents[1] / "fonts"
"""Our own fonts; where they were not built, the template falls back on those in typst."""

ACCESSIBLE: Final = "ua-1"
"""PDF/UA-1, ISO 14289-1:2014: tagged, with a title and a language."""


def pdf(template: Path, values: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """Typeset `template` with `values`, which it reads as `paper`. The same values and moment give
    the same bytes.

    PDF/UA wants every character to have a glyph. Somebody's emoji has none in our fonts; then the
    page is made all the same, tagged as always, without the claim.

    Raises: typst.TypstError when the template itself is wrong.
    """
    import typst  # heavy: loaded by who makes a PDF, not by every start

    given = {**_given(template, values), "format": "pdf", "timestamp": int(made_at.timestamp())}
    try:
        return bytes(typst.compile(**given, pdf_standards=[ACCESSIBLE]))
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
    return bytes(typst.compile(**given))


def png(template: Path, values: Mapping[str, Any], *, per_inch: float) -> bytes:
    """Typeset `template`, one page long, as a picture of `per_inch` pixels per inch.

    Raises: typst.TypstError when the template itself is wrong.
    """
    import typst  # as above

    page = typst.compile(**_given(template, values), format="png", ppi=per_inch)
    if isinstance(page, list):
        raise ValueError(f"{template.name} is longer than a page")
    return bytes(page)


def _given(template: Path, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "input": str(template),
        "root": str(ROOT),
        "font_paths": [str(FONTS)] if FONTS.is_dir() else [],
        "ignore_system_fonts": True,
        "sys_inputs": {"paper": json.dumps(values)},
    }
