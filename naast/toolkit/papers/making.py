"""Makes the files. A public page must not be a way to keep the machine busy: everything that goes
in comes from a list of ours or has a bounded size, what was made lately is given again, and in each
process one file is made at a time.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any, Final

from django.utils.translation import gettext as _

from naast.kernel.errors import DomainError
from naast.toolkit.kinds import FORMATS, PREVIEW_PIXELS
from naast.toolkit.material import Material
from naast.toolkit.papers.logos import Logo
from naast.toolkit.texts import all_texts
from naast.ui import papers
from naast.ui.lines import lines

TEMPLATE: Final = Path(__file__).with_name("sheet.typ")
WAIT: Final = 8.0
"""Seconds somebody waits for a turn; making takes a fraction of one."""
SHELF: Final = 24_000_000
"""Bytes of files that a process keeps to give again."""
ON_A_CARD: Final = 2
"""How many numbers to call a card has room for."""


class Ending(StrEnum):
    """As what it is made."""

    PDF = "pdf"
    PNG = "png"
    PREVIEW = "preview"


class Busy(Exception):
    """Others were first, for too long."""


_turn = Lock()
_shelf: OrderedDict[str, bytes] = OrderedDict()


def made(material: Material, address: str, ending: Ending) -> bytes:
    """The file, made now or lately.

    Args: address: where its code leads, in full.
    Raises: Busy.
    """
    values = _values(material, address, ())
    key = f"{ending} {hashlib.sha256(json.dumps(values).encode()).hexdigest()}"
    with _taking_turns():
        if key not in _shelf:
            _shelf[key] = _typeset(material, values, ending)
        _shelf.move_to_end(key)
        while len(_shelf) > 1 and sum(map(len, _shelf.values())) > SHELF:
            _shelf.popitem(last=False)
        return _shelf[key]


def made_with(logos: Sequence[Logo], material: Material, address: str, ending: Ending) -> bytes:
    """The file with logos on it. Nothing of it is kept.

    Raises: Busy; DomainError when a logo cannot be drawn.
    """
    import typst  # heavy: loaded by who makes a file, not by every start

    with _taking_turns():
        try:
            return _typeset(material, _values(material, address, logos), ending)
        except typst.TypstError:
            raise DomainError(
                _("We cannot draw this logo. Save it as a PNG once more and try again.")
            ) from None


@contextmanager
def _taking_turns() -> Iterator[None]:
    if not _turn.acquire(timeout=WAIT):
        raise Busy
    try:
        yield
    finally:
        _turn.release()


def _typeset(material: Material, values: dict[str, Any], ending: Ending) -> bytes:
    form = FORMATS[material.kind]
    if ending is Ending.PDF:
        return papers.pdf(TEMPLATE, values, made_at=all_texts()[material.language].written_at)
    pixels = form.pixels if ending is Ending.PNG else PREVIEW_PIXELS
    return papers.png(TEMPLATE, values, per_inch=form.per_inch(pixels))


def _values(material: Material, address: str, logos: Sequence[Logo]) -> dict[str, Any]:
    """Everything that stands on the paper, in the names of the template."""
    language, subject = material.language, material.subject
    texts, form = all_texts()[language], FORMATS[material.kind]
    frame, said = texts.frame, subject.said(language)
    shown = address.partition("://")[2]
    few = ON_A_CARD if form.shape == "card" else None
    return {
        "width": form.width,
        "height": form.height,
        "shape": form.shape,
        "language": language,
        "right_to_left": texts.right_to_left,
        "title": said.title,
        "text": said.text,
        "plain": frame.plain if subject.asks_families else "",
        "programme": subject.programme_name(language),
        "place": material.place.name,
        "scene": subject.scene,
        "code": _code(address),
        "code_says": frame.qr.format(address=shown),
        "scan": frame.scan,
        "go_to": frame.go_to,
        "address": shown,
        "call": frame.call,
        "phone": material.place.phone,
        "together": frame.together,
        "logos": [
            {"content": list(logo.content), "name": logo.name, "form": logo.form} for logo in logos
        ],
        "numbers": frame.numbers,
        "lines": [
            {"number": line.number, "short": line.short.in_language(language)}
            for line in lines()[:few]
        ] if material.numbers else [],
        "given_by": frame.given_by,
    }  # fmt: skip


def _code(address: str) -> str:
    """A QR code as SVG, without the white around it: the template leaves that free. M: it can be
    read when a seventh of it cannot be seen.
    """
    import segno  # as typst: only here

    picture = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(picture, kind="svg", border=0, dark="#0e3d33", xmldecl=False, omitsize=True)
    return picture.getvalue().decode()
