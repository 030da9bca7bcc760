"""Pictures that somebody sends: only the picture stays, without place, camera or time. No library
needed.

A JPEG keeps the segments that make the picture and loses all APP and comment segments, in which a
phone writes where it was. A PNG keeps its critical chunks. Source: ITU T.81, W3C PNG.
"""

import struct
import zlib
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from naast.kernel.errors import DomainError

LARGEST: Final = 150_000
"""Bytes."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8"
_SCAN: Final = 0xDA
_ADOBE: Final = 0xEE
"""APP14 says how colours are meant; without it some pictures turn green."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and nothing else; `kind` is its media type."""

    content: bytes
    kind: str


def bare(given: bytes) -> Picture:
    """The picture without what came along with it.

    Raises: DomainError when it is no JPEG or PNG, broken, or too large.
    """
    if len(given) > LARGEST:
        raise DomainError(_("This picture is too large: at most 150 kB."))
    try:
        if given.startswith(_PNG):
            return Picture(_png(given), "image/png")
        if given.startswith(_JPEG):
            return Picture(_jpeg(given), "image/jpeg")
    except (struct.error, IndexError, ValueError):
        pass
    raise DomainError(_("This is no picture that we can show. Choose a JPEG or a PNG."))


def _jpeg(given: bytes) -> bytes:
    out, at = bytearray(_JPEG), 2
    while True:
        mark, kind, length = struct.unpack_from(">BBH", given, at)
        if mark != 0xFF or length < 2 or at + 2 + length > len(given):
            raise ValueError("segment")
        if kind == _SCAN:
            end = given.rindex(b"\xff\xd9") + 2
            return bytes(out + given[at:end])
        is_extra = 0xE0 <= kind <= 0xEF and kind != _ADOBE
        if not is_extra and kind != 0xFE:
            out += given[at : at + 2 + length]
        at += 2 + length


def _png(given: bytes) -> bytes:
    out, at, kinds = bytearray(_PNG), len(_PNG), []
    while at < len(given):
        length, kind = struct.unpack_from(">I4s", given, at)
        whole = given[at : at + 12 + length]
        (check,) = struct.unpack_from(">I", whole, 8 + length)
        if check != zlib.crc32(whole[4 : 8 + length]):
            raise ValueError("chunk")
        if not kind[0] & 0x20 or kind == b"tRNS":
            out += whole
        kinds.append(kind)
        at += 12 + length
        if kind == b"IEND":
            break
    if kinds[:1] != [b"IHDR"] or b"IDAT" not in kinds or kinds[-1] != b"IEND":
        raise ValueError("parts")
    return bytes(out)
