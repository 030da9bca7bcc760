"""Logos of partners: for one file, never kept. A PNG in which nothing but a picture is left."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from naast.common import pictures
from naast.kernel.errors import DomainError

LARGEST: Final = 150_000
"""Bytes."""
SMALLEST_SIDE: Final = 16
LONGEST_SIDE: Final = 1600
"""Pixels. Four centimetres on A3 at 300 to the inch are 500; no picture unpacks into more memory
than 1600 by 1600 takes.
"""
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""How many numbers a point has, by the kind of colour. Source: W3C PNG, 11.2.2."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that stands on one paper; `name` is read out to who cannot see it."""

    content: bytes
    name: str


def logo(given: bytes, name: str) -> Logo:
    """The logo as it can be put on a paper.

    Raises: DomainError, in words for who sent it, when it is no PNG, too large, or broken.
    """
    if len(given) > LARGEST:
        raise DomainError(_("This logo is too large: at most 150 kB."))
    try:
        picture = pictures.bare(given)
    except DomainError:
        raise _no_png() from None
    if picture.kind != "image/png":
        raise _no_png()
    width, height, depth, colour = struct.unpack_from(">IIBB", picture.content, 16)
    if not all(SMALLEST_SIDE <= side <= LONGEST_SIDE for side in (width, height)):
        raise DomainError(
            _("A side of a logo is between %(least)s and %(most)s pixels long.")
            % {"least": SMALLEST_SIDE, "most": LONGEST_SIDE}
        )
    row = (width * depth * _CHANNELS.get(colour, 0) + 7) // 8 + 1
    # Interlaced rows are cut in seven; each piece has a byte of its own in front.
    if not _unpacks(picture.content, at_most=row * height + 14 * height + 64):
        raise _no_png()
    return Logo(picture.content, name.strip() or _("Logo of a partner"))


def _no_png() -> DomainError:
    return DomainError(_("We cannot read this logo. Choose a PNG; SVG and JPEG we do not take."))


def _unpacks(png: bytes, at_most: int) -> bool:
    """Whether the points of a PNG can be unpacked, and are no more than its size says."""
    unpack = zlib.decompressobj()
    try:
        points = unpack.decompress(b"".join(_data(png)), at_most + 1)
    except zlib.error:
        return False
    return unpack.eof and 0 < len(points) <= at_most


def _data(png: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        if kind == b"IDAT":
            yield png[at + 8 : at + 8 + length]
        at += 12 + length
