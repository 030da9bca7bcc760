"""Pictures that somebody sends, drawn anew: small, upright, and nothing hidden in them.

What a phone writes along (where it was, which camera, when, a second picture behind the first) is
not cut out but left behind: only the points that are seen are put on a new picture (decision 89).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from naast.kernel.errors import DomainError

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST: Final = 10_000_000
"""Bytes of a file: what a phone makes is half of this."""
MOST_POINTS: Final = 50_000_000
"""Points of a JPEG that is read at a fraction of its size, as those of phones are."""
MOST_POINTS_AT_ONCE: Final = 16_000_000
"""Points of what has to be in memory whole: a PNG, or a JPEG that comes in layers."""
MOST_TEXT: Final = 4_000_000
"""Bytes of text in a PNG that are unpacked before it is refused; none of it is kept."""
QUALITY: Final = 85
"""Of a JPEG, from 1 to 95 as Pillow counts; above this the file grows and nobody sees it."""

LOWER: Final = (QUALITY, 75, 65, 55)
"""The qualities in which a picture is written until it is small enough."""
SHORTEST: Final = 240
"""Points of the longest side below which a picture is not halved again: one sees too little."""

KINDS: Final = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png"}
"""MPO is a JPEG with a second picture behind it."""
ACCEPTED: Final = "image/jpeg,image/png"
"""For the field in which somebody chooses a file."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and nothing else; `kind` is its media type, its sides are in points."""

    content: bytes
    kind: str
    width: int
    height: int


class TooManyPoints(DomainError):
    """A picture that takes too much memory to look at, here or in the browser of a reader."""

    def __init__(self) -> None:
        super().__init__(_("This picture has too many points. Make it smaller first."))


def drawn_anew(given: bytes, *, longest: int, most: int | None = None) -> Picture:
    """The picture as it is seen, at most `longest` points wide and high.

    Args: most: bytes of what is made; it is written again, less finely and then smaller, until it
        fits, and a PNG through which one does not look becomes a JPEG for it. None: as it comes.
    Raises: TooManyPoints; DomainError when it is no JPEG or PNG, broken, too large, or cannot be
        made to fit.
    """
    if len(given) > LARGEST:
        raise DomainError(too_large())
    with _read(given) as picture:
        new, kind = _drawn(picture, longest)
        made = _written(new, kind, QUALITY)
        return made if most is None or len(made.content) <= most else _fitting(new, most)


def sides_of(given: bytes) -> tuple[int, int]:
    """How wide and high a picture says it is; nothing of it is unpacked.

    Raises: TooManyPoints; DomainError when it is no JPEG or PNG.
    """
    with _read(given) as picture:
        return picture.size


def too_large() -> str:
    """What is said of a file of more than `LARGEST` bytes."""
    return _("This picture is too large: at most 10 MB.")


@contextmanager
def _read(given: bytes) -> Iterator[Image]:
    """A picture of which only the beginning is read; the rest is when it is asked for."""
    # Heavy: loaded by who sends a picture, not by every start.
    from PIL import Image, PngImagePlugin

    PngImagePlugin.MAX_TEXT_MEMORY = MOST_TEXT
    try:
        with Image.open(BytesIO(given), formats=("JPEG", "PNG")) as picture:
            yield picture
    except DomainError:
        raise
    except Image.DecompressionBombError as error:
        raise TooManyPoints from error
    except Exception as error:
        # A decoder fails in more ways than it lists; whatever it is, this is no picture.
        sorry = _("This is no picture that we can show. Choose a JPEG or a PNG.")
        raise DomainError(sorry) from error


def _drawn(picture: Image, longest: int) -> tuple[Image, str]:
    from PIL import Image, ImageOps

    kind = KINDS[picture.format or ""]
    is_whole = kind == "image/png" or "progressive" in picture.info
    if picture.width * picture.height > (MOST_POINTS_AT_ONCE if is_whole else MOST_POINTS):
        raise TooManyPoints
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode == "I;16":
        picture = picture.point(lambda grey: grey / 256).convert("L")
    if kind == "image/png":
        ready: Image.Image = picture if picture.mode == mode else picture.convert(mode)
        ready.thumbnail((longest, longest))
    else:
        picture.thumbnail((longest, longest))  # reads a JPEG at a fraction of its size
        ready = picture.convert(mode)
    ready = ImageOps.exif_transpose(ready)
    new = Image.new(mode, ready.size)
    if mode == "RGBA":
        new.alpha_composite(ready)  # a point that is not seen loses its colour
    else:
        new.paste(ready)
    return new, kind


def _written(picture: Image, kind: str, quality: int) -> Picture:
    out = BytesIO()
    picture.save(out, kind.removeprefix("image/"), quality=quality)
    return Picture(out.getvalue(), kind, *picture.size)


def _fitting(picture: Image, most: int) -> Picture:
    kind, qualities = ("image/png", LOWER[:1]) if picture.mode == "RGBA" else ("image/jpeg", LOWER)
    while max(picture.size) >= SHORTEST:
        for quality in qualities:
            made = _written(picture, kind, quality)
            if len(made.content) <= most:
                return made
        picture = picture.reduce(2)
    raise DomainError(_("We cannot make this picture small enough. Choose one with less on it."))
