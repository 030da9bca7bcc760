"""The small adapter to typst: plain values in, a tagged PDF out.

What people wrote goes in as data, never as markup, so nothing in it can be taken for a command.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from naast import ui

TEMPLATES: Final = Path(__file__).parent
FONTS: Final = Path(ui.__file__).parent / "fonts"
"""Our own fonts; where they were not built, the template falls back on those in typst."""

ACCESSIBLE: Final = "ua-1"
"""PDF/UA-1, ISO 14289-1:2014: tagged, with a title and a language."""


def pdf(
    template: str, values: Mapping[str, Any], *, made_at: datetime, folder: Path = TEMPLATES
) -> bytes:
    """Typeset `template` (a file in `folder`) with `values`, which it reads as `paper`.

    PDF/UA wants every character to have a glyph. Somebody's emoji has none in our fonts; then the
    page is made all the same, tagged as always, without the claim.

    Raises: typst.TypstError when the template itself is wrong.
    """
    import typst  # heavy: loaded by who makes a PDF, not by every start

    given: dict[str, Any] = {
        "input": str(folder / template),
        "root": str(folder),
        "format": "pdf",
        "font_paths": [str(FONTS)] if FONTS.is_dir() else [],
        "ignore_system_fonts": True,
        "sys_inputs": {"paper": json.dumps(values)},
        "timestamp": int(made_at.timestamp()),
    }
    try:
        return bytes(typst.compile(**given, pdf_standards=[ACCESSIBLE]))
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
    return bytes(typst.compile(**given))
